// swift-tools-version: 6.1
import PackageDescription

/// Programs on a client without the default transport: `program` checks what it has loaded, `subtitles` and `pictures` write
/// files for other programs to read.
let package = Package(
    name: "program",
    platforms: [.macOS(.v13)],
    dependencies: [.package(name: "swift-voice-agents", path: "../../..", traits: [])],
    targets: [
        .executableTarget(name: "program", dependencies: [.product(name: "Burki", package: "swift-voice-agents")]),
        .executableTarget(name: "subtitles", dependencies: [.product(name: "Burki", package: "swift-voice-agents")]),
        .executableTarget(name: "pictures", dependencies: [.product(name: "Burki", package: "swift-voice-agents")]),
    ])
