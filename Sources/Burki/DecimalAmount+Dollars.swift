import VoiceAgentsCore

// The synthesised `Codable` of a model uses this overload, because it is more specific than that of the standard library.

extension KeyedDecodingContainer {
    /// Reads an amount that may be null or absent. Burki writes some amounts with a dollar sign: `"$1.00"`.
    func decodeIfPresent(_ type: DecimalAmount.Type, forKey key: Key) throws -> DecimalAmount? {
        guard let amount = try decodeAnyIfPresent(type, forKey: key) else { return nil }
        let number = amount.rawValue.hasPrefix("$") ? DecimalAmount(String(amount.rawValue.dropFirst())) : amount
        return number.decimal == nil ? amount : number
    }

    /// Reads a value by its own `Decodable` conformance, without the overload of this file.
    private func decodeAnyIfPresent<Value: Decodable>(_ type: Value.Type, forKey key: Key) throws -> Value? {
        try decodeIfPresent(type, forKey: key)
    }
}
