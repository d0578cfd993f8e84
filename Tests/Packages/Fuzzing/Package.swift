// swift-tools-version: 6.2
import PackageDescription

/// Programs for libFuzzer, which is a part of the Swift toolchain for Linux. `.ci/guards` builds them with its instrumentation and
/// with the address sanitizer, and runs them.
let package = Package(
    name: "fuzzing",
    // For `Task(executorPreference:)`.
    platforms: [.macOS(.v15)],
    dependencies: [.package(name: "swift-voice-agents", path: "../../..", traits: [])],
    targets: [
        .target(
            name: "FuzzDriver",
            dependencies: [.product(name: "VoiceAgentsTesting", package: "swift-voice-agents")],
            swiftSettings: [.treatAllWarnings(as: .error)]),
        fuzzer("fuzz-decoder"),
        fuzzer("fuzz-events"),
    ])

func fuzzer(_ name: String) -> Target {
    .executableTarget(
        name: name,
        dependencies: ["FuzzDriver"]
            + ["Burki", "Flireo"].map { .product(name: $0, package: "swift-voice-agents") },
        swiftSettings: [.treatAllWarnings(as: .error)],
        // libFuzzer is a library for the linker; gold, the default, fails with its sections.
        linkerSettings: [.unsafeFlags(["-sanitize=fuzzer", "-use-ld=lld"])])
}
