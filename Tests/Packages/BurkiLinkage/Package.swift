// swift-tools-version: 6.1
import PackageDescription

/// A program on a client without the default transport, which checks what it has loaded.
let package = Package(
    name: "program",
    platforms: [.macOS(.v13)],
    dependencies: [.package(name: "swift-voice-agents", path: "../../..", traits: [])],
    targets: [
        .executableTarget(name: "program", dependencies: [.product(name: "Burki", package: "swift-voice-agents")])
    ])
