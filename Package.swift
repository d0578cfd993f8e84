// swift-tools-version: 6.1
import PackageDescription

let strict: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
]

/// What a platform's client needs: the core, and the default transport when its trait is on.
let platformDependencies: [Target.Dependency] = [
    "VoiceAgentsCore",
    .target(name: "URLSessionTransport", condition: .when(traits: ["URLSession"])),
]

let package = Package(
    name: "swift-voice-agents",
    platforms: [.macOS(.v13), .iOS(.v16), .tvOS(.v16), .watchOS(.v9), .visionOS(.v1)],
    products: [
        .library(name: "Burki", targets: ["Burki"]),
        .library(name: "Flireo", targets: ["Flireo"]),
        .library(name: "VoiceAgentsCore", targets: ["VoiceAgentsCore"]),
        .library(name: "URLSessionTransport", targets: ["URLSessionTransport"]),
        .library(name: "VoiceAgentsTesting", targets: ["VoiceAgentsTesting"]),
        .library(name: "VoiceAgentsFixtures", targets: ["VoiceAgentsFixtures"]),
    ],
    traits: [
        .default(enabledTraits: ["URLSession"]),
        .trait(name: "URLSession", description: "The default transport, on Foundation's URLSession."),
        .trait(
            name: "LocalServer",
            description: "Serves the simulators over HTTP on loopback, for integration tests and examples.",
            enabledTraits: ["URLSession"]),
    ],
    dependencies: [
        // Resolved only with the trait LocalServer: a plain checkout downloads nothing.
        .package(url: "https://github.com/swhitty/FlyingFox.git", from: "0.27.1")
    ],
    targets: [
        .target(name: "VoiceAgentsCore", swiftSettings: strict),
        .target(name: "URLSessionTransport", dependencies: ["VoiceAgentsCore"], swiftSettings: strict),
        .target(name: "Burki", dependencies: platformDependencies, swiftSettings: strict),
        .target(name: "Flireo", dependencies: platformDependencies, swiftSettings: strict),
        .target(
            name: "VoiceAgentsTesting",
            dependencies: [
                "Burki", "Flireo", "VoiceAgentsCore",
                .product(name: "FlyingFox", package: "FlyingFox", condition: .when(traits: ["LocalServer"])),
                .product(name: "FlyingSocks", package: "FlyingFox", condition: .when(traits: ["LocalServer"])),
            ],
            swiftSettings: strict),
        .target(
            name: "VoiceAgentsFixtures",
            dependencies: ["VoiceAgentsTesting"],
            path: "Fixtures",
            resources: [.copy("burki"), .copy("flireo")],
            swiftSettings: strict),

        .executableTarget(
            name: "route-calls",
            dependencies: ["Burki", "Flireo", "VoiceAgentsTesting"],
            path: "Examples/route-calls",
            swiftSettings: strict),
        .executableTarget(
            name: "local-server",
            dependencies: ["Burki", "Flireo", "VoiceAgentsTesting"],
            path: "Examples/local-server",
            swiftSettings: strict),

        .testTarget(
            name: "VoiceAgentsCoreTests",
            dependencies: ["VoiceAgentsCore", "VoiceAgentsTesting"],
            swiftSettings: strict),
        .testTarget(
            name: "URLSessionTransportTests",
            dependencies: ["URLSessionTransport", "VoiceAgentsCore"],
            swiftSettings: strict),
        .testTarget(
            name: "BurkiTests",
            dependencies: ["Burki", "VoiceAgentsTesting", "VoiceAgentsFixtures"],
            swiftSettings: strict),
        .testTarget(
            name: "FlireoTests",
            dependencies: ["Flireo", "VoiceAgentsTesting", "VoiceAgentsFixtures"],
            swiftSettings: strict),
        .testTarget(
            name: "VoiceAgentsTestingTests",
            dependencies: ["Burki", "Flireo", "VoiceAgentsTesting", "VoiceAgentsFixtures", "URLSessionTransport"],
            swiftSettings: strict),
    ],
    swiftLanguageModes: [.v6]
)
