// swift-tools-version: 6.2
import PackageDescription

let libraries: [Target.Dependency] = [
    .product(name: "AsyncHTTPClient", package: "async-http-client"),
    .product(name: "Burki", package: "swift-voice-agents"),
    .product(name: "Flireo", package: "swift-voice-agents"),
    .product(name: "Hummingbird", package: "hummingbird"),
    .product(name: "VoiceAgentsAsyncHTTPClient", package: "swift-voice-agents"),
    .product(name: "VoiceAgentsCore", package: "swift-voice-agents"),
    .product(name: "VoiceAgentsObservability", package: "swift-voice-agents"),
    .product(name: "VoiceAgentsTesting", package: "swift-voice-agents"),
    .product(name: "VoiceAgentsURLSession", package: "swift-voice-agents"),
]

/// Compiles every code sample of the README, the articles and the comments, and runs none of them: in the Swift 6 mode, and with the
/// settings of other packages and of apps.
let package = Package(
    name: "samples",
    platforms: [.macOS(.v14)],
    dependencies: [
        .package(
            name: "swift-voice-agents", path: "../../..",
            traits: ["URLSession", "AsyncHTTPClient", "LocalServer", "Observability"]),
        .package(url: "https://github.com/swift-server/async-http-client.git", from: "1.37.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird.git", from: "2.28.1"),
    ],
    targets: [
        .target(name: "SampleExtraction"),
        .executableTarget(name: "extract", dependencies: ["SampleExtraction"]),
        .plugin(name: "Extraction", capability: .buildTool(), dependencies: ["extract"]),
        .testTarget(
            name: "SamplesTests",
            dependencies: ["SampleExtraction"] + libraries,
            swiftSettings: [.treatAllWarnings(as: .error)],
            plugins: ["Extraction"]),
        .testTarget(
            name: "SwiftFiveTests",
            dependencies: libraries,
            swiftSettings: [
                .treatAllWarnings(as: .error), .swiftLanguageMode(.v5), .enableUpcomingFeature("StrictConcurrency"),
            ],
            plugins: ["Extraction"]),
        // What Xcode sets for a new app.
        .testTarget(
            name: "MainActorTests",
            dependencies: libraries,
            swiftSettings: [
                .treatAllWarnings(as: .error), .defaultIsolation(MainActor.self),
                .enableUpcomingFeature("InferIsolatedConformances"),
                .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
            ],
            plugins: ["Extraction"]),
    ])
