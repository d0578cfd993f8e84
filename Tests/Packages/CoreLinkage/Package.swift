// swift-tools-version: 6.1
import PackageDescription

/// A program on the core alone, which checks what it has loaded.
let package = Package(
    name: "program",
    platforms: [.macOS(.v13)],
    dependencies: [.package(name: "swift-voice-agents", path: "../../..")],
    targets: [
        .executableTarget(
            name: "program", dependencies: [.product(name: "VoiceAgentsCore", package: "swift-voice-agents")])
    ])
