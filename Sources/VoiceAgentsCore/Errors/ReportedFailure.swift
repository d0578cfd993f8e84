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
        // Hardly a reply says so; the others should not be read twice.
        guard body.mayHoldFalse(forKey: key), let report = try? JSONDecoder().decode(Self.self, from: body), report.isFailure
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
    /// Whether the quoted key stands somewhere before a `false`.
    fileprivate func mayHoldFalse(forKey key: [UInt8]) -> Bool {
        withUnsafeBytes { bytes in
            var position = 0
            while position + key.count < bytes.count {
                defer { position += 1 }
                guard bytes[position] == key[0], bytes[position + 1] == key[1],
                    key.indices.allSatisfy({ bytes[position + $0] == key[$0] })
                else { continue }
                let rest = bytes[(position + key.count)...].drop { $0 <= 0x20 || $0 == UInt8(ascii: ":") }
                if rest.first == UInt8(ascii: "f") { return true }
            }
            return false
        }
    }
}
