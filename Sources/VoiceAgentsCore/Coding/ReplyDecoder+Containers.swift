/// The decoding container of an object.
struct ObjectContainer<Key: CodingKey>: KeyedDecodingContainerProtocol {
    private let decoder: ValueDecoder
    /// The indexes of the values by name. `nil` for a small object, in which a search of the keys is faster than building a
    /// dictionary.
    private let members: [String: Int]?

    init(decoder: ValueDecoder) {
        self.decoder = decoder
        let isLarge = decoder.document.tokens[decoder.index].start > 32
        members = isLarge ? decoder.document.members(of: decoder.index) : nil
    }

    var codingPath: [any CodingKey] { decoder.codingPath }

    var allKeys: [Key] {
        let names = members.map { Array($0.keys) } ?? decoder.document.names(of: decoder.index)
        return names.compactMap(Key.init(stringValue:))
    }

    /// The index of a member's value.
    private func index(of key: Key) -> Int? {
        var name = key.stringValue
        if let members { return members[name] }
        return name.withUTF8 { decoder.document.member(named: $0, of: decoder.index) }
    }

    private func requiredIndex(of key: Key) throws -> Int {
        guard let index = index(of: key) else {
            throw DecodingError.keyNotFound(key, .init(codingPath: codingPath, debugDescription: "no such key"))
        }
        return index
    }

    /// The index of a member's value, unless it is null.
    private func nonNullIndex(of key: Key) -> Int? {
        guard let index = index(of: key), decoder.document.tokens[index].kind != .null else { return nil }
        return index
    }

    func contains(_ key: Key) -> Bool { index(of: key) != nil }

    func decodeNil(forKey key: Key) throws -> Bool {
        decoder.document.tokens[try requiredIndex(of: key)].kind == .null
    }

    // For a string, a Boolean or a number, a decoder with a path is created only to make an error.

    func decode(_ type: String.Type, forKey key: Key) throws -> String {
        let index = try requiredIndex(of: key)
        return try decoder.document.text(at: index) ?? decoder.child(at: index, key).decodeMember(type)
    }

    func decodeIfPresent(_ type: String.Type, forKey key: Key) throws -> String? {
        guard let index = nonNullIndex(of: key) else { return nil }
        return try decoder.document.text(at: index) ?? decoder.child(at: index, key).decodeOptional(type)
    }

    func decode(_ type: Bool.Type, forKey key: Key) throws -> Bool {
        let index = try requiredIndex(of: key)
        return try decoder.document.flag(at: index) ?? decoder.child(at: index, key).decodeMember(type)
    }

    func decodeIfPresent(_ type: Bool.Type, forKey key: Key) throws -> Bool? {
        guard let index = nonNullIndex(of: key) else { return nil }
        return try decoder.document.flag(at: index) ?? decoder.child(at: index, key).decodeOptional(type)
    }

    func decode(_ type: Int.Type, forKey key: Key) throws -> Int {
        let index = try requiredIndex(of: key)
        return try decoder.document.integer(at: index) ?? decoder.child(at: index, key).decodeMember(type)
    }

    func decodeIfPresent(_ type: Int.Type, forKey key: Key) throws -> Int? {
        guard let index = nonNullIndex(of: key) else { return nil }
        return try decoder.document.integer(at: index) ?? decoder.child(at: index, key).decodeOptional(type)
    }

    func decode(_ type: Double.Type, forKey key: Key) throws -> Double {
        let index = try requiredIndex(of: key)
        return try decoder.document.floatingPoint(at: index, as: type)
            ?? decoder.child(at: index, key).decodeMember(type)
    }

    func decodeIfPresent(_ type: Double.Type, forKey key: Key) throws -> Double? {
        guard let index = nonNullIndex(of: key) else { return nil }
        return try decoder.document.floatingPoint(at: index, as: type)
            ?? decoder.child(at: index, key).decodeOptional(type)
    }

    // The standard library has a requirement for each of these types, with a default implementation that is not tolerant.
    func decodeIfPresent(_ type: Float.Type, forKey key: Key) throws -> Float? { try optionalMember(key) }
    func decodeIfPresent(_ type: Int8.Type, forKey key: Key) throws -> Int8? { try optionalMember(key) }
    func decodeIfPresent(_ type: Int16.Type, forKey key: Key) throws -> Int16? { try optionalMember(key) }
    func decodeIfPresent(_ type: Int32.Type, forKey key: Key) throws -> Int32? { try optionalMember(key) }
    func decodeIfPresent(_ type: Int64.Type, forKey key: Key) throws -> Int64? { try optionalMember(key) }
    func decodeIfPresent(_ type: UInt.Type, forKey key: Key) throws -> UInt? { try optionalMember(key) }
    func decodeIfPresent(_ type: UInt8.Type, forKey key: Key) throws -> UInt8? { try optionalMember(key) }
    func decodeIfPresent(_ type: UInt16.Type, forKey key: Key) throws -> UInt16? { try optionalMember(key) }
    func decodeIfPresent(_ type: UInt32.Type, forKey key: Key) throws -> UInt32? { try optionalMember(key) }
    func decodeIfPresent(_ type: UInt64.Type, forKey key: Key) throws -> UInt64? { try optionalMember(key) }

    func decode(_ type: Float.Type, forKey key: Key) throws -> Float { try member(key) }

    func decode<Integer: FixedWidthInteger & Decodable>(_ type: Integer.Type, forKey key: Key) throws -> Integer {
        try member(key)
    }

    func decode<Value: Decodable>(_ type: Value.Type, forKey key: Key) throws -> Value { try member(key) }

    private func member<Value: Decodable>(_ key: Key) throws -> Value {
        let index = try requiredIndex(of: key)
        // Most free values are strings, which need no decoder.
        if Value.self == JSONValue.self, let text = decoder.document.text(at: index),
            let value = JSONValue.string(text) as? Value
        {
            return value
        }
        return try decoder.child(at: index, key).decodeMember(Value.self)
    }

    func decodeIfPresent<Value: Decodable>(_ type: Value.Type, forKey key: Key) throws -> Value? {
        try optionalMember(key)
    }

    private func optionalMember<Value: Decodable>(_ key: Key) throws -> Value? {
        guard let index = nonNullIndex(of: key) else { return nil }
        return try decoder.child(at: index, key).decodeOptional(Value.self)
    }

    func nestedContainer<NestedKey: CodingKey>(
        keyedBy type: NestedKey.Type, forKey key: Key
    ) throws -> KeyedDecodingContainer<NestedKey> {
        try decoder.child(at: requiredIndex(of: key), key).container(keyedBy: type)
    }

    func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer {
        try decoder.child(at: requiredIndex(of: key), key).unkeyedContainer()
    }

    func superDecoder() -> any Decoder {
        var name = "super"
        let index = name.withUTF8 { decoder.document.member(named: $0, of: decoder.index) }
        return decoder.child(at: index ?? decoder.document.absentValueIndex, TextKey(name))
    }

    func superDecoder(forKey key: Key) -> any Decoder {
        decoder.child(at: index(of: key) ?? decoder.document.absentValueIndex, key)
    }
}

/// The decoding container of an array.
struct ArrayContainer: UnkeyedDecodingContainer {
    private let decoder: ValueDecoder
    /// The index of the next element's token.
    private var index: Int
    private(set) var currentIndex = 0

    init(decoder: ValueDecoder) {
        self.decoder = decoder
        index = decoder.index + 1
    }

    var codingPath: [any CodingKey] { decoder.codingPath }
    var count: Int? { Int(decoder.document.tokens[decoder.index].start) }
    var isAtEnd: Bool { index == Int(decoder.document.tokens[decoder.index].end) }

    /// Reads the next element. After an error, the same element is the next one.
    private mutating func next<Value>(
        _ type: any Any.Type, _ read: (ValueDecoder) throws -> Value
    ) throws -> Value {
        guard !isAtEnd else {
            throw DecodingError.valueNotFound(
                type, .init(codingPath: codingPath + [IndexKey(currentIndex)], debugDescription: "no more elements"))
        }
        let value = try read(decoder.child(at: index, IndexKey(currentIndex)))
        index = decoder.document.next(after: index)
        currentIndex += 1
        return value
    }

    mutating func decodeNil() throws -> Bool {
        guard isAtEnd || decoder.document.tokens[index].kind == .null else { return false }
        return try next(Any?.self) { _ in true }
    }

    mutating func decode(_ type: String.Type) throws -> String { try next(type) { try $0.decodeMember(type) } }

    mutating func decode(_ type: Bool.Type) throws -> Bool { try next(type) { try $0.decodeMember(type) } }

    mutating func decode(_ type: Double.Type) throws -> Double { try next(type) { try $0.decodeMember(type) } }

    mutating func decode(_ type: Float.Type) throws -> Float { try next(type) { try $0.decodeMember(type) } }

    mutating func decode(_ type: Int.Type) throws -> Int { try next(type) { try $0.decodeMember(type) } }

    mutating func decode<Integer: FixedWidthInteger & Decodable>(_ type: Integer.Type) throws -> Integer {
        try next(type) { try $0.decodeMember(type) }
    }

    mutating func decode<Value: Decodable>(_ type: Value.Type) throws -> Value {
        try next(type) { try $0.decodeMember(type) }
    }

    mutating func nestedContainer<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
        try next([String: Any].self) { try $0.container(keyedBy: type) }
    }

    mutating func nestedUnkeyedContainer() throws -> any UnkeyedDecodingContainer {
        try next([Any].self) { try $0.unkeyedContainer() }
    }

    mutating func superDecoder() throws -> any Decoder { try next((any Decoder).self) { $0 } }
}

/// The coding key of an array's element.
struct IndexKey: CodingKey {
    private let index: Int
    var stringValue: String { "Index \(index)" }
    var intValue: Int? { index }

    init(_ index: Int) { self.index = index }
    init?(stringValue: String) { nil }
    init?(intValue: Int) { index = intValue }
}

// The generic methods do not satisfy the protocols' separate requirements for 128-bit integers.

@available(macOS 15, iOS 18, tvOS 18, watchOS 11, visionOS 2, *)
extension ValueDecoder {
    func decode(_ type: Int128.Type) throws -> Int128 { try integer(type) }
    func decode(_ type: UInt128.Type) throws -> UInt128 { try integer(type) }
}

@available(macOS 15, iOS 18, tvOS 18, watchOS 11, visionOS 2, *)
extension ObjectContainer {
    func decode(_ type: Int128.Type, forKey key: Key) throws -> Int128 {
        try decoder.child(at: requiredIndex(of: key), key).decode(type)
    }

    func decode(_ type: UInt128.Type, forKey key: Key) throws -> UInt128 {
        try decoder.child(at: requiredIndex(of: key), key).decode(type)
    }
}

@available(macOS 15, iOS 18, tvOS 18, watchOS 11, visionOS 2, *)
extension ArrayContainer {
    mutating func decode(_ type: Int128.Type) throws -> Int128 { try next(type) { try $0.decodeMember(type) } }
    mutating func decode(_ type: UInt128.Type) throws -> UInt128 { try next(type) { try $0.decodeMember(type) } }
}
