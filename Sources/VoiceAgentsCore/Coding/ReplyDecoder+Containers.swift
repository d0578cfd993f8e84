/// Reads the members of an object.
struct ObjectContainer<Key: CodingKey>: KeyedDecodingContainerProtocol {
    private let decoder: ValueDecoder
    /// The places of the values by name, of a large object. In a small one, looking through the keys is faster than
    /// a dictionary is built.
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

    /// The place of a member's value.
    private func place(of key: Key) -> Int? {
        var name = key.stringValue
        if let members { return members[name] }
        return name.withUTF8 { decoder.document.member(named: $0, of: decoder.index) }
    }

    private func requiredPlace(of key: Key) throws -> Int {
        guard let place = place(of: key) else {
            throw DecodingError.keyNotFound(key, .init(codingPath: codingPath, debugDescription: "no such key"))
        }
        return place
    }

    /// The place of a member's value, unless that is null.
    private func placeOfValue(of key: Key) -> Int? {
        guard let place = place(of: key), decoder.document.tokens[place].kind != .null else { return nil }
        return place
    }

    func contains(_ key: Key) -> Bool { place(of: key) != nil }

    func decodeNil(forKey key: Key) throws -> Bool {
        decoder.document.tokens[try requiredPlace(of: key)].kind == .null
    }

    // A decoder of a text, a truth value or a number, with its path, is made only for the error.

    func decode(_ type: String.Type, forKey key: Key) throws -> String {
        try text(at: requiredPlace(of: key), key)
    }

    func decodeIfPresent(_ type: String.Type, forKey key: Key) throws -> String? {
        guard let place = placeOfValue(of: key) else { return nil }
        return try text(at: place, key)
    }

    private func text(at place: Int, _ key: Key) throws -> String {
        guard let text = decoder.document.text(at: place) else {
            throw decoder.child(at: place, key).mismatch(String.self)
        }
        return text
    }

    func decode(_ type: Bool.Type, forKey key: Key) throws -> Bool { try bool(at: requiredPlace(of: key), key) }

    func decodeIfPresent(_ type: Bool.Type, forKey key: Key) throws -> Bool? {
        guard let place = placeOfValue(of: key) else { return nil }
        return try bool(at: place, key)
    }

    private func bool(at place: Int, _ key: Key) throws -> Bool {
        switch decoder.document.tokens[place].kind {
        case .true: true
        case .false: false
        default: throw decoder.child(at: place, key).mismatch(Bool.self)
        }
    }

    func decode(_ type: Int.Type, forKey key: Key) throws -> Int { try integer(at: requiredPlace(of: key), key) }

    func decodeIfPresent(_ type: Int.Type, forKey key: Key) throws -> Int? {
        guard let place = placeOfValue(of: key) else { return nil }
        return try integer(at: place, key)
    }

    private func integer(at place: Int, _ key: Key) throws -> Int {
        guard let integer = decoder.document.integer(at: place) else {
            throw decoder.child(at: place, key).mismatch(Int.self, number: "an integer")
        }
        return integer
    }

    func decode(_ type: Double.Type, forKey key: Key) throws -> Double {
        let place = try requiredPlace(of: key)
        guard let number = decoder.document.floatingPoint(at: place, as: type) else {
            throw decoder.child(at: place, key).mismatch(type, number: "a number")
        }
        return number
    }

    func decode(_ type: Float.Type, forKey key: Key) throws -> Float {
        try decoder.child(at: requiredPlace(of: key), key).decode(type)
    }

    func decode<Integer: FixedWidthInteger & Decodable>(_ type: Integer.Type, forKey key: Key) throws -> Integer {
        try decoder.child(at: requiredPlace(of: key), key).decode(type)
    }

    func decode<Value: Decodable>(_ type: Value.Type, forKey key: Key) throws -> Value {
        try decoder.child(at: requiredPlace(of: key), key).decode(type)
    }

    func decodeIfPresent<Value: Decodable>(_ type: Value.Type, forKey key: Key) throws -> Value? {
        guard let place = placeOfValue(of: key) else { return nil }
        return try decoder.child(at: place, key).decode(type)
    }

    func nestedContainer<NestedKey: CodingKey>(
        keyedBy type: NestedKey.Type, forKey key: Key
    ) throws -> KeyedDecodingContainer<NestedKey> {
        try decoder.child(at: requiredPlace(of: key), key).container(keyedBy: type)
    }

    func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer {
        try decoder.child(at: requiredPlace(of: key), key).unkeyedContainer()
    }

    func superDecoder() -> any Decoder {
        var name = "super"
        let place = name.withUTF8 { decoder.document.member(named: $0, of: decoder.index) }
        return decoder.child(at: place ?? decoder.document.absent, TextKey(name))
    }

    func superDecoder(forKey key: Key) -> any Decoder {
        decoder.child(at: place(of: key) ?? decoder.document.absent, key)
    }
}

/// Reads the elements of an array, one after another.
struct ArrayContainer: UnkeyedDecodingContainer {
    private let decoder: ValueDecoder
    /// The place of the next element.
    private var place: Int
    private(set) var currentIndex = 0

    init(decoder: ValueDecoder) {
        self.decoder = decoder
        place = decoder.index + 1
    }

    var codingPath: [any CodingKey] { decoder.codingPath }
    var count: Int? { Int(decoder.document.tokens[decoder.index].start) }
    var isAtEnd: Bool { place == Int(decoder.document.tokens[decoder.index].end) }

    /// Reads the next element. Where that fails, it stays the next.
    private mutating func next<Value>(
        _ type: any Any.Type, _ read: (ValueDecoder) throws -> Value
    ) throws -> Value {
        guard !isAtEnd else {
            throw DecodingError.valueNotFound(
                type, .init(codingPath: codingPath + [IndexKey(currentIndex)], debugDescription: "no more elements"))
        }
        let value = try read(decoder.child(at: place, IndexKey(currentIndex)))
        place = decoder.document.next(after: place)
        currentIndex += 1
        return value
    }

    mutating func decodeNil() throws -> Bool {
        guard isAtEnd || decoder.document.tokens[place].kind == .null else { return false }
        return try next(Any?.self) { _ in true }
    }

    mutating func decode(_ type: String.Type) throws -> String { try next(type) { try $0.decode(type) } }

    mutating func decode(_ type: Bool.Type) throws -> Bool { try next(type) { try $0.decode(type) } }

    mutating func decode(_ type: Double.Type) throws -> Double { try next(type) { try $0.decode(type) } }

    mutating func decode(_ type: Float.Type) throws -> Float { try next(type) { try $0.decode(type) } }

    mutating func decode(_ type: Int.Type) throws -> Int { try next(type) { try $0.decode(type) } }

    mutating func decode<Integer: FixedWidthInteger & Decodable>(_ type: Integer.Type) throws -> Integer {
        try next(type) { try $0.decode(type) }
    }

    mutating func decode<Value: Decodable>(_ type: Value.Type) throws -> Value {
        try next(type) { try $0.decode(type) }
    }

    mutating func nestedContainer<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
        try next([String: Any].self) { try $0.container(keyedBy: type) }
    }

    mutating func nestedUnkeyedContainer() throws -> any UnkeyedDecodingContainer {
        try next([Any].self) { try $0.unkeyedContainer() }
    }

    mutating func superDecoder() throws -> any Decoder { try next((any Decoder).self) { $0 } }
}

/// The place of an element, as a part of a path.
private struct IndexKey: CodingKey {
    private let index: Int
    var stringValue: String { "Index \(index)" }
    var intValue: Int? { index }

    init(_ index: Int) { self.index = index }
    init?(stringValue: String) { nil }
    init?(intValue: Int) { index = intValue }
}

// Numbers of 128 bits are a requirement of their own, which the generic methods do not meet.

@available(macOS 15, iOS 18, tvOS 18, watchOS 11, visionOS 2, *)
extension ValueDecoder {
    func decode(_ type: Int128.Type) throws -> Int128 { try integer(type) }
    func decode(_ type: UInt128.Type) throws -> UInt128 { try integer(type) }
}

@available(macOS 15, iOS 18, tvOS 18, watchOS 11, visionOS 2, *)
extension ObjectContainer {
    func decode(_ type: Int128.Type, forKey key: Key) throws -> Int128 {
        try decoder.child(at: requiredPlace(of: key), key).decode(type)
    }

    func decode(_ type: UInt128.Type, forKey key: Key) throws -> UInt128 {
        try decoder.child(at: requiredPlace(of: key), key).decode(type)
    }
}

@available(macOS 15, iOS 18, tvOS 18, watchOS 11, visionOS 2, *)
extension ArrayContainer {
    mutating func decode(_ type: Int128.Type) throws -> Int128 { try next(type) { try $0.decode(type) } }
    mutating func decode(_ type: UInt128.Type) throws -> UInt128 { try next(type) { try $0.decode(type) } }
}
