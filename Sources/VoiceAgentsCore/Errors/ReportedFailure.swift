#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// What a 2xx reply says whose body holds `"success": false`.
struct ReportedFailure: Decodable {
    let message: String?

    /// - Returns: `nil` when the body does not say so. Null and absent count as success, since the platforms send the key
    ///   with only some of their replies.
    static func find(in body: Data) -> ReportedFailure? {
        // Most replies do not have the key; they should not be read twice.
        guard body.contains("\"success\"".utf8) else { return nil }
        return try? JSONDecoder().decode(Self.self, from: body)
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: TextKey.self)
        guard try container.decode(Bool.self, forKey: TextKey("success")) == false else {
            throw DecodingError.dataCorruptedError(
                forKey: TextKey("success"), in: container, debugDescription: "no failure")
        }
        let texts = ["message", "detail", "error"].lazy.compactMap {
            try? container.decodeIfPresent(String.self, forKey: TextKey($0))
        }
        message = texts.first
    }
}

extension Data {
    /// Whether the bytes stand somewhere in the data.
    fileprivate func contains(_ bytes: String.UTF8View) -> Bool {
        let wanted = Array(bytes)
        return withUnsafeBytes { buffer in
            guard buffer.count >= wanted.count else { return false }
            var start = 0
            while start <= buffer.count - wanted.count {
                var length = 0
                while length < wanted.count, buffer[start + length] == wanted[length] { length += 1 }
                if length == wanted.count { return true }
                start += 1
            }
            return false
        }
    }
}
