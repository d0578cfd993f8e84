// swift-tools-version: 6.1
import PackageDescription

/// Both platforms beside the libraries that servers use, in one file: no name of this package may mean another one's.
let package = Package(
    name: "together",
    platforms: [.macOS(.v14)],
    dependencies: [
        .package(name: "swift-voice-agents", path: "../../.."),
        .package(url: "https://github.com/apple/swift-http-types.git", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-nio.git", from: "2.101.2"),
        .package(url: "https://github.com/hummingbird-project/hummingbird.git", from: "2.28.1"),
    ],
    targets: [
        .executableTarget(
            name: "together",
            dependencies: [
                .product(name: "Burki", package: "swift-voice-agents"),
                .product(name: "Flireo", package: "swift-voice-agents"),
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
            ])
    ])
