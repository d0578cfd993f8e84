#if canImport(FoundationEssentials)
package import FoundationEssentials
#else
package import Foundation
#endif

extension JSONDecoder {
    /// A decoder for replies. Its date strategy serves the models of users; those of this package bring their own.
    package static let forReplies = {
        let decoder = JSONDecoder()
        decoder.dateDecodingStrategy = .custom { decoder in
            let container = try decoder.singleValueContainer()
            guard let date = Timestamp.date(from: try container.decode(String.self)) else {
                throw DecodingError.dataCorruptedError(
                    in: container, debugDescription: "expected an RFC 3339 timestamp, found another text")
            }
            return date
        }
        return decoder
    }()
}

extension JSONEncoder {
    /// An encoder for request bodies. Its date strategy serves the models of users; those of this package bring
    /// their own.
    package static let forRequests = {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.withoutEscapingSlashes]
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
    /// Reads the value as a type, as a part of a reply is read.
    package func decoded<Value: Decodable>(as type: Value.Type = Value.self) throws -> Value {
        try ReplyDecoder().decode(type, from: JSONEncoder().encode(self))
    }
}

extension EncodingError {
    /// The error of a date outside the years 1 to 9999. It does not hold the date itself: one that is infinite cannot be
    /// printed.
    package static func unwritable(_ date: Date, at path: [any CodingKey]) -> EncodingError {
        .invalidValue(
            date.timeIntervalSince1970, .init(codingPath: path, debugDescription: "The year is outside 1 to 9999."))
    }
}
