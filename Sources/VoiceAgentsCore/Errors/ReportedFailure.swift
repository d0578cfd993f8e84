#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Android)
import Android
#elseif canImport(Darwin)
import Darwin
#endif

/// What a 2xx reply says whose body holds `"success": false`.
struct ReportedFailure: Decodable {
    let message: String?
    private let isFailure: Bool

    /// - Returns: `nil` when the body does not say so. Null and absent count as success, since the platforms send the key
    ///   with only some of their replies.
    static func find(in body: Data) -> ReportedFailure? {
        // Hardly a reply says so; the others should not be read twice.
        guard body.mayHoldFalse(forKey: key), let report = try? ReplyDecoder().decode(Self.self, from: body),
            report.isFailure
        else { return nil }
        return report
    }

    private static let key = Array("\"success\"".utf8)

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: TextKey.self)
        let success = try container.decodeIfPresent(JSONValue.self, forKey: TextKey("success"))
        isFailure = [false, 0, "false"].contains(success)
        message =
            !isFailure
            ? nil
            : ["message", "detail", "error"].lazy.compactMap {
                try? container.decodeIfPresent(String.self, forKey: TextKey($0))
            }.first
    }
}

extension Data {
    /// Those of `false`, `0` and `"false"`.
    private static let beginningsOfFalse = Array("f0\"".utf8)

    /// Whether the quoted key stands somewhere before what may be false.
    fileprivate func mayHoldFalse(forKey key: [UInt8]) -> Bool {
        withUnsafeBytes { bytes in
            var position = 2
            // The C library looks for a byte in many at a time; for the rarest of the key there are few to look at.
            while position < bytes.count, let base = bytes.baseAddress,
                let found = memchr(base + position, Int32(key[2]), bytes.count - position)
            {
                position = UnsafeRawPointer(found) - base + 1
                guard bytes[(position - 3)...].starts(with: key) else { continue }
                let rest = bytes[(position - 3 + key.count)...].drop { $0 <= 0x20 || $0 == UInt8(ascii: ":") }
                if let first = rest.first, Self.beginningsOfFalse.contains(first) { return true }
            }
            return false
        }
    }
}
