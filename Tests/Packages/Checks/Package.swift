// swift-tools-version: 6.2
import PackageDescription

/// Runs what `.ci/run` has built, and checks what it prints and links.
let package = Package(
    name: "checks",
    platforms: [.macOS(.v13)],
    targets: [.testTarget(name: "ChecksTests", swiftSettings: [.treatAllWarnings(as: .error)])])
