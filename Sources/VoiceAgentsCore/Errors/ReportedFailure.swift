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

/// The failure in a 2xx reply with `"success": false`.
struct ReportedFailure: Decodable {
    let message: String?
    private let isFailure: Bool

    /// Finds the failure that a body reports.
    ///
    /// - Returns: The failure, or `nil` when there is none. Null and absent count as success, since the platforms send the key in
    ///   only some of their replies.
    static func find(in body: Data) -> ReportedFailure? {
        // Few replies report a failure; the others are not decoded twice.
        guard body.mayContainFalse(forKey: key), let report = try? ReplyDecoder().decode(Self.self, from: body),
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

/// Rejects a reply whose member `error` or `detail` reports a failure.
///
/// - Parameters:
///   - path: The path of the reply.
///   - member: Returns a member of the reply.
/// - Throws: `DecodingError`.
func rejectFailure(at path: @autoclosure () -> [any CodingKey], _ member: (String) -> JSONValue?) throws {
    for name in ["error", "detail"] where member(name).reportsFailure {
        throw DecodingError.unexpected(at: path(), "the reply has a member \(name)")
    }
}

extension JSONValue? {
    /// Whether a member such as `error` reports a failure: it is there, and neither `null`, `false` nor empty.
    package var reportsFailure: Bool { ![nil, .null, false, "", [:], []].contains(self) }
}

extension Data {
    /// The first bytes of `false`, `0` and `"false"`.
    private static let firstBytesOfFalse = Array("f0\"".utf8)

    /// Whether the quoted key occurs before a value that may be false.
    fileprivate func mayContainFalse(forKey key: [UInt8]) -> Bool {
        withUnsafeBytes { bytes in
            var position = 2
            // `memchr` examines many bytes at a time. It searches for the rarest byte of the key.
            while position < bytes.count, let base = bytes.baseAddress,
                let found = memchr(base + position, Int32(key[2]), bytes.count - position)
            {
                position = UnsafeRawPointer(found) - base + 1
                guard bytes[(position - 3)...].starts(with: key) else { continue }
                let rest = bytes[(position - 3 + key.count)...].drop { $0 <= 0x20 || $0 == UInt8(ascii: ":") }
                if let first = rest.first, Self.firstBytesOfFalse.contains(first) { return true }
            }
            return false
        }
    }
}
