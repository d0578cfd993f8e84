#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// What a 2xx reply says whose body holds `"success": false`.
struct ReportedFailure: Decodable {
    let message: String?
    private let isFailure: Bool

    /// - Returns: `nil` when the body does not say so. Null and absent count as success, since the platforms send the key
    ///   with only some of their replies.
    static func find(in body: Data) -> ReportedFailure? {
        // Most replies do not have the key; they should not be read twice.
        guard body.holds(key), let report = try? JSONDecoder().decode(Self.self, from: body), report.isFailure
        else { return nil }
        return report
    }

    private static let key = Array("\"success\"".utf8)

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: TextKey.self)
        isFailure = try container.decodeIfPresent(Bool.self, forKey: TextKey("success")) == false
        message =
            !isFailure
            ? nil
            : ["message", "detail", "error"].lazy.compactMap {
                try? container.decodeIfPresent(String.self, forKey: TextKey($0))
            }.first
    }
}

extension Data {
    /// Whether the bytes stand somewhere in the data.
    fileprivate func holds(_ wanted: [UInt8]) -> Bool {
        withUnsafeBytes { buffer in
            guard buffer.count >= wanted.count else { return false }
            return (0...buffer.count - wanted.count).contains { start in
                wanted.indices.allSatisfy { buffer[start + $0] == wanted[$0] }
            }
        }
    }
}
