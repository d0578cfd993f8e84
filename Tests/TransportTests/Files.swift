import Foundation
import Testing
import VoiceAgentsCore

let megabyte = 1_048_576

extension Data {
    /// All byte values, in an order that reveals swapped and lost parts.
    static func pattern(_ count: Int) -> Data {
        Data((0..<count).map { UInt8(truncatingIfNeeded: $0 &* 31 >> 3) })
    }
}

/// A temporary folder, which is removed with its content.
struct Folder: ~Copyable {
    let url: URL

    init() throws {
        url = FileManager.default.temporaryDirectory.appending(path: "transport-tests-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: url) }

    subscript(name: String) -> URL { url.appending(path: name) }

    /// The names of everything in it, hidden files included.
    var names: [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: url.path)) ?? []).sorted()
    }
}

/// Whether `condition` becomes true before the time limit of the test.
func eventually(_ condition: () -> Bool) async -> Bool {
    while !condition() {
        if Task.isCancelled { return false }
        await Task.yield()
    }
    return true
}

#if os(Linux)
/// The peak of the memory that the process uses during `body`, beyond what it used before.
func memoryPeak(_ body: () async throws -> Void) async throws -> Int {
    let idle = try #require(
        Int(String(contentsOfFile: "/proc/self/statm", encoding: .utf8).split(separator: " ")[1]))
    // Resets the peak.
    try "5".write(toFile: "/proc/self/clear_refs", atomically: false, encoding: .utf8)
    try await body()
    let status = try String(contentsOfFile: "/proc/self/status", encoding: .utf8)
    let line = try #require(status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") })
    let peak = try #require(line.split(whereSeparator: { !$0.isNumber }).first.flatMap { Int($0) })
    return peak * 1024 - idle * 4096
}
#endif
