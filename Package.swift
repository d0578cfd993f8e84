// swift-tools-version: 6.1
import PackageDescription

var strict: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
]

// For CI alone. SwiftPM refuses a dependency with unsafe flags, so the name must be one that no user's environment has.
if Context.environment["VOICE_AGENTS_WARNINGS_AS_ERRORS"] != nil {
    strict.append(.unsafeFlags(["-warnings-as-errors"]))
}

/// What a platform's client needs: the core, and the transports whose traits are on.
let platformDependencies: [Target.Dependency] = [
    "VoiceAgentsCore",
    .target(name: "VoiceAgentsURLSession", condition: .when(traits: ["URLSession"])),
    .target(name: "VoiceAgentsAsyncHTTPClient", condition: .when(traits: ["AsyncHTTPClient"])),
]

/// A product that is resolved only with the trait AsyncHTTPClient.
func server(_ product: String, _ package: String) -> Target.Dependency {
    .product(name: product, package: package, condition: .when(traits: ["AsyncHTTPClient"]))
}

/// A product that is resolved only with the trait Observability.
func observability(_ product: String, _ package: String) -> Target.Dependency {
    .product(name: product, package: package, condition: .when(traits: ["Observability"]))
}

let package = Package(
    name: "swift-voice-agents",
    platforms: [.macOS(.v13), .iOS(.v16), .tvOS(.v16), .watchOS(.v9), .visionOS(.v1)],
    products: [
        .library(name: "Burki", targets: ["Burki"]),
        .library(name: "Flireo", targets: ["Flireo"]),
        .library(name: "VoiceAgentsCore", targets: ["VoiceAgentsCore"]),
        .library(name: "VoiceAgentsURLSession", targets: ["VoiceAgentsURLSession"]),
        .library(name: "VoiceAgentsAsyncHTTPClient", targets: ["VoiceAgentsAsyncHTTPClient"]),
        .library(name: "VoiceAgentsObservability", targets: ["VoiceAgentsObservability"]),
        .library(name: "VoiceAgentsTesting", targets: ["VoiceAgentsTesting"]),
    ],
    traits: [
        .default(enabledTraits: ["URLSession"]),
        .trait(name: "URLSession", description: "The default transport, on Foundation's URLSession."),
        .trait(
            name: "AsyncHTTPClient",
            description: "The transport for servers, on swift-server/async-http-client. Clients then use it."),
        .trait(
            name: "LocalServer",
            description: "Serves the simulators over HTTP on loopback, for integration tests and examples.",
            enabledTraits: ["URLSession"]),
        .trait(
            name: "Observability",
            description: "Observers for swift-log, swift-metrics and swift-distributed-tracing."),
    ],
    dependencies: [
        // Resolved only with the trait LocalServer: a plain checkout downloads nothing.
        .package(url: "https://github.com/swhitty/FlyingFox.git", from: "0.27.1"),
        // Resolved only with the trait AsyncHTTPClient.
        .package(url: "https://github.com/swift-server/async-http-client.git", from: "1.37.0"),
        .package(url: "https://github.com/apple/swift-nio.git", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-ssl.git", from: "2.37.6"),
        .package(url: "https://github.com/apple/swift-nio-extras.git", from: "1.35.2"),
        // Resolved only with the trait Observability.
        .package(url: "https://github.com/apple/swift-distributed-tracing.git", from: "1.7.3"),
        .package(url: "https://github.com/apple/swift-log.git", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-metrics.git", from: "2.13.0"),
    ],
    targets: [
        .target(name: "VoiceAgentsCore", swiftSettings: strict),
        .target(name: "VoiceAgentsURLSession", dependencies: ["VoiceAgentsCore"], swiftSettings: strict),
        .target(
            name: "VoiceAgentsAsyncHTTPClient",
            dependencies: [
                "VoiceAgentsCore",
                server("AsyncHTTPClient", "async-http-client"),
                server("NIOConcurrencyHelpers", "swift-nio"),
                server("NIOCore", "swift-nio"),
                server("NIOFoundationEssentialsCompat", "swift-nio"),
                server("NIOHTTP1", "swift-nio"),
                server("NIOHTTPCompression", "swift-nio-extras"),
                server("NIOPosix", "swift-nio"),
                server("NIOSSL", "swift-nio-ssl"),
            ],
            swiftSettings: strict),
        .target(name: "Burki", dependencies: platformDependencies, swiftSettings: strict),
        .target(name: "Flireo", dependencies: platformDependencies, swiftSettings: strict),
        .target(
            name: "VoiceAgentsObservability",
            dependencies: [
                "Flireo", "VoiceAgentsCore",
                observability("CoreMetrics", "swift-metrics"),
                observability("Logging", "swift-log"),
                observability("Tracing", "swift-distributed-tracing"),
            ],
            swiftSettings: strict),
        .target(
            name: "VoiceAgentsTesting",
            dependencies: [
                "Burki", "Flireo", "VoiceAgentsCore", "VoiceAgentsFixtures",
                .product(name: "FlyingFox", package: "FlyingFox", condition: .when(traits: ["LocalServer"])),
                .product(name: "FlyingSocks", package: "FlyingFox", condition: .when(traits: ["LocalServer"])),
            ],
            swiftSettings: strict),
        .target(
            name: "VoiceAgentsFixtures",
            path: "Fixtures",
            resources: [.copy("burki"), .copy("errors"), .copy("flireo"), .copy("flireo-events")],
            swiftSettings: strict),

        .target(name: "ExampleArguments", path: "Examples/Arguments", swiftSettings: strict),
        .executableTarget(
            name: "route-calls",
            dependencies: ["Burki", "ExampleArguments", "Flireo", "VoiceAgentsTesting"],
            path: "Examples/route-calls",
            swiftSettings: strict),
        .executableTarget(
            name: "follow-call",
            dependencies: ["Burki", "ExampleArguments", "VoiceAgentsTesting"],
            path: "Examples/follow-call",
            swiftSettings: strict),
        .executableTarget(
            name: "number-inventory",
            dependencies: ["Burki", "ExampleArguments", "VoiceAgentsTesting"],
            path: "Examples/number-inventory",
            swiftSettings: strict),
        .executableTarget(
            name: "buy-local-number",
            dependencies: ["ExampleArguments", "Flireo", "VoiceAgentsTesting"],
            path: "Examples/buy-local-number",
            swiftSettings: strict),
        .executableTarget(
            name: "answer-calls",
            dependencies: ["ExampleArguments", "Flireo", "VoiceAgentsURLSession", "VoiceAgentsTesting"],
            path: "Examples/answer-calls",
            swiftSettings: strict),
        .executableTarget(
            name: "local-server",
            dependencies: ["Burki", "ExampleArguments", "Flireo", "VoiceAgentsTesting"],
            path: "Examples/local-server",
            swiftSettings: strict),
        .executableTarget(
            name: "observe-calls",
            dependencies: [
                "Burki", "ExampleArguments", "Flireo", "VoiceAgentsObservability", "VoiceAgentsTesting",
                observability("InMemoryTracing", "swift-distributed-tracing"),
                observability("Logging", "swift-log"),
                observability("MetricsTestKit", "swift-metrics"),
            ],
            path: "Examples/observe-calls",
            swiftSettings: strict),

        .executableTarget(
            name: "benchmark",
            dependencies: [
                "VoiceAgentsAsyncHTTPClient", "Burki", "ExampleArguments", "VoiceAgentsURLSession", "VoiceAgentsCore",
                server("AsyncHTTPClient", "async-http-client"),
                server("NIOCore", "swift-nio"),
                server("NIOFoundationEssentialsCompat", "swift-nio"),
                server("NIOHTTP1", "swift-nio"),
                server("NIOHTTPCompression", "swift-nio-extras"),
            ],
            path: "Examples/benchmark",
            swiftSettings: strict),

        .target(
            name: "OperationTables",
            dependencies: ["Burki", "Flireo", "VoiceAgentsCore", "VoiceAgentsTesting"],
            path: "Tests/OperationTables",
            swiftSettings: strict),
        .testTarget(
            name: "VoiceAgentsCoreTests",
            dependencies: ["Burki", "VoiceAgentsCore", "VoiceAgentsTesting"],
            swiftSettings: strict),
        .testTarget(
            name: "TransportTests",
            dependencies: [
                "VoiceAgentsAsyncHTTPClient", "Burki", "VoiceAgentsURLSession", "VoiceAgentsCore", "VoiceAgentsTesting",
                server("AsyncHTTPClient", "async-http-client"),
                server("NIOCore", "swift-nio"),
                server("NIOHTTP1", "swift-nio"),
                server("NIOHTTPCompression", "swift-nio-extras"),
                server("NIOPosix", "swift-nio"),
                server("NIOSSL", "swift-nio-ssl"),
            ],
            swiftSettings: strict),
        .testTarget(
            name: "BurkiTests",
            dependencies: ["Burki", "VoiceAgentsTesting", "OperationTables"],
            swiftSettings: strict),
        .testTarget(
            name: "FlireoTests",
            dependencies: ["Flireo", "VoiceAgentsTesting", "OperationTables"],
            swiftSettings: strict),
        .testTarget(
            name: "VoiceAgentsObservabilityTests",
            dependencies: [
                "Burki", "Flireo", "VoiceAgentsObservability", "VoiceAgentsTesting",
                observability("InMemoryLogging", "swift-log"),
                observability("InMemoryTracing", "swift-distributed-tracing"),
                observability("MetricsTestKit", "swift-metrics"),
            ],
            swiftSettings: strict),
        .testTarget(
            name: "VoiceAgentsTestingTests",
            dependencies: [
                "Burki", "Flireo", "OperationTables", "VoiceAgentsTesting",
                "VoiceAgentsURLSession",
            ],
            swiftSettings: strict),
    ],
    swiftLanguageModes: [.v6]
)
