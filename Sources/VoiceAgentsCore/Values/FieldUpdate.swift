/// The change of one field in an update: leave it, set it, or clear it. This is a closed set.
///
/// An `Optional` has two states and an update needs three. In the `Codable` struct of an update, declare the field as
/// `var description: FieldUpdate<String> = .leave`; the synthesised `encode(to:)` then omits the key, writes the value
/// or writes `null`.
public enum FieldUpdate<Value: Encodable & Sendable & Hashable>: Sendable, Hashable {
    /// The field is not changed: its key is not sent.
    case leave
    /// The field is set to a value.
    case set(Value)
    /// The field is cleared: `null` is sent.
    case clear
}

extension FieldUpdate: Encodable {
    /// Writes the value or `null`.
    ///
    /// - Throws: `EncodingError` for ``leave``, which only a keyed container can express.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .leave:
            throw EncodingError.invalidValue(
                self,
                .init(codingPath: encoder.codingPath, debugDescription: "A field that is left alone has no encoding."))
        case .set(let value): try container.encode(value)
        case .clear: try container.encodeNil()
        }
    }
}

extension KeyedEncodingContainer {
    /// Writes one field of an update. The synthesised `encode(to:)` uses this overload.
    public mutating func encode<Value>(_ update: FieldUpdate<Value>, forKey key: Key) throws {
        switch update {
        case .leave: break
        case .set(let value): try encode(value, forKey: key)
        case .clear: try encodeNil(forKey: key)
        }
    }
}
