// swift-tools-version: 6.1
import PackageDescription

/// A user's program, on every product that has no dependency.
let package = Package(
    name: "user",
    platforms: [.macOS(.v13)],
    dependencies: [.package(name: "swift-voice-agents", path: "../../..")],
    targets: [
        .executableTarget(
            name: "user",
            dependencies: ["Burki", "Flireo", "VoiceAgentsTesting"].map {
                .product(name: $0, package: "swift-voice-agents")
            })
    ])
