#if canImport(FoundationEssentials)
package import FoundationEssentials
#else
package import Foundation
#endif

extension JSONDecoder {
    /// A decoder for replies. Its date strategy applies to users' models; the models of this package decode dates themselves.
    package static let forReplies = {
        let decoder = JSONDecoder()
        decoder.dateDecodingStrategy = .custom { decoder in
            let container = try decoder.singleValueContainer()
            guard let date = Timestamp.date(from: try container.decode(String.self)) else {
                throw DecodingError.unexpected(at: decoder.codingPath, "expected an RFC 3339 timestamp")
            }
            return date
        }
        return decoder
    }()
}

extension JSONEncoder {
    /// An encoder for request bodies. Its date strategy applies to users' models; the models of this package encode dates
    /// themselves.
    package static let forRequests = {
        let encoder = JSONEncoder()
        // Sorted, so that requests and replies can be compared with stored ones.
        encoder.outputFormatting = [.withoutEscapingSlashes, .sortedKeys]
        encoder.dateEncodingStrategy = .custom { date, encoder in
            guard let text = Timestamp.text(from: date) else {
                throw EncodingError.unwritable(date, at: encoder.codingPath)
            }
            var container = encoder.singleValueContainer()
            try container.encode(text)
        }
        return encoder
    }()
}

extension JSONValue {
    /// The value as a part of a request.
    package init(encoding value: some Encodable) throws {
        self = try ReplyDecoder().decode(JSONValue.self, from: JSONEncoder.forRequests.encode(value))
    }

    /// Decodes the value as a part of a reply is decoded.
    package func decoded<Value: Decodable>(as type: Value.Type = Value.self) throws -> Value {
        try ReplyDecoder().decode(type, from: JSONEncoder().encode(self))
    }
}

extension EncodingError {
    /// The error for a date outside the years 1 to 9999. It does not contain the date itself: an infinite date cannot be printed.
    package static func unwritable(_ date: Date, at path: [any CodingKey]) -> EncodingError {
        .invalidValue(
            date.timeIntervalSince1970, .init(codingPath: path, debugDescription: "The year is outside 1 to 9999."))
    }
}
