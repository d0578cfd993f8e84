#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

// How replies with unexpected values are decoded. Most of it runs only after a failure, so documented replies are not slower.

/// A collection that can be decoded without its unreadable elements.
protocol ElementwiseDecodable {
    /// Returns `nil` when the value is not such a collection.
    static func decodingElements(of decoder: ValueDecoder) -> Self?
}

extension Array: ElementwiseDecodable where Element: Decodable {
    static func decodingElements(of decoder: ValueDecoder) -> [Element]? {
        // PHP writes an empty dictionary and an empty array in the same way.
        if decoder.isEmptyObject { return [] }
        guard decoder.kind == .array else { return nil }
        var elements: [Element] = []
        decoder.forEachElement { element in
            if let value = element.decodeOrReport(Element.self) { elements.append(value) }
        }
        return elements
    }
}

extension Dictionary: ElementwiseDecodable where Key == String, Value: Decodable {
    static func decodingElements(of decoder: ValueDecoder) -> [String: Value]? {
        if decoder.isEmptyArray { return [:] }
        guard decoder.kind == .object else { return nil }
        return decoder.members.reduce(into: [:]) { members, member in
            members[member.name] = member.value.decodeOrReport(Value.self)
        }
    }
}

extension ValueDecoder {
    /// Decodes an element, or reports it as unreadable.
    func decodeOrReport<Value: Decodable>(_ type: Value.Type) -> Value? {
        do { return try decodeMember(type) } catch {
            document.unreadable?.append(error, at: self)
            return nil
        }
    }

    /// Reports an optional value as unreadable, unless it represents an absent one.
    ///
    /// - Returns: `false` when the decoder is strict.
    func report(_ error: any Error) -> Bool {
        guard let unreadable = document.unreadable else { return false }
        if !isBlank { unreadable.append(error, at: self) }
        return true
    }

    /// The number of values that were reported so far and that no ``Open`` has kept.
    var lostCount: Int { document.unreadable?.lostCount ?? 0 }

    /// The members of this object that were reported as unreadable after the first `count` reports, and those of which elements were
    /// reported, with these elements alone.
    func unreadableMembers(since count: Int) -> [String: JSONValue] {
        guard let unreadable = document.unreadable, unreadable.lostCount > count else { return [:] }
        let tokens = unreadable.keepTokens(since: count)
        return members.reduce(into: [:]) { $0[$1.name] = $1.value.part(at: tokens, depth: 1) }
    }

    /// This value, if its token is one of these, or else its elements down to a depth of which it is. `nil`: there are none.
    private func part(at tokens: Set<Int>, depth: Int) -> JSONValue? {
        if tokens.contains(index) { return try? decode(JSONValue.self) }
        switch kind {
        case .array where depth > 0:
            var parts: [JSONValue] = []
            forEachElement { element in
                if let part = element.part(at: tokens, depth: depth - 1) { parts.append(part) }
            }
            return parts.isEmpty ? nil : .array(parts)
        case .object where depth > 0:
            let parts = members.reduce(into: [String: JSONValue]()) {
                $0[$1.name] = $1.value.part(at: tokens, depth: depth - 1)
            }
            return parts.isEmpty ? nil : .object(parts)
        default: return nil
        }
    }

    /// Whether the value represents an absent value of another type: an empty string, array or object, or an object of nulls.
    var isBlank: Bool {
        switch kind {
        case .null, .plainText: document.tokens[index].range.isEmpty || kind == .null
        case .object: members.allSatisfy { $0.value.kind == .null }
        case .array: isEmptyArray
        default: false
        }
    }

    /// Whether the value is an object without members.
    var isEmptyObject: Bool { kind == .object && count == 0 }

    var isEmptyArray: Bool { kind == .array && count == 0 }

    /// The number of elements of an array, or of members of an object.
    var count: Int { Int(document.tokens[index].start) }

    /// Calls a closure with the decoder of each element of an array.
    func forEachElement(_ body: (ValueDecoder) -> Void) {
        var next = index + 1
        for element in 0..<count {
            body(child(at: next, IndexKey(element)))
            next = document.next(after: next)
        }
    }

    /// The decoders of the members of an object, in their order. Of several of one name, the first counts.
    var members: [(name: String, value: ValueDecoder)] {
        var members: [(name: String, value: ValueDecoder)] = []
        document.forEachMember(of: index) { name, index in members.append((name, child(at: index, TextKey(name)))) }
        return members
    }

    /// The members of an object except one. A member that cannot be decoded, such as one that is nested too deeply, is left out.
    func memberValues(besides excluded: String?) -> [String: JSONValue] {
        var values: [String: JSONValue] = [:]
        document.forEachMember(of: index) { name, index in
            if name != excluded { values[name] = try? child(at: index, TextKey(name)).json() }
        }
        return values
    }
}

// MARK: - Members and elements

extension ValueDecoder {
    /// Decodes a member or an element. A string, number or flag may be written as another scalar.
    func decodeMember<Value: Decodable>(_ type: Value.Type) throws -> Value {
        do { return try decode(type) } catch {
            guard let value = convertedScalar(to: type) else { throw error }
            return value
        }
    }

    /// Decodes an optional member. An unreadable one is reported and absent.
    func decodeOptional<Value: Decodable>(_ type: Value.Type) throws -> Value? {
        do { return try decodeMember(type) } catch {
            guard report(error) else { throw error }
            return nil
        }
    }

    /// Converts a scalar of another type, when the conversion is lossless.
    fileprivate func convertedScalar<Value>(to type: Value.Type) -> Value? {
        guard document.unreadable != nil else { return nil }
        return switch type {
        case is String.Type: scalarText as? Value
        case is Bool.Type: scalarFlag as? Value
        case let type as any FixedWidthInteger.Type:
            text.flatMap { Int64($0) }.flatMap { type.init(exactly: $0) } as? Value
        case is Double.Type: finiteNumber as? Value
        case is Float.Type: finiteNumber.map { Float($0) } as? Value
        case let type as any RawRepresentable<String>.Type: scalarText.flatMap { type.init(rawValue: $0) } as? Value
        case is Decimal.Type: finiteNumber.flatMap { _ in text.flatMap { Decimal(string: $0) } } as? Value
        case let type as any OptionalScalar.Type: type.converted(from: self) as? Value
        default: nil
        }
    }

    private var text: String? { document.text(at: index) }

    private var finiteNumber: Double? { text.flatMap { Double($0) }.flatMap { $0.isFinite ? $0 : nil } }

    /// The text of a number or a flag.
    private var scalarText: String? {
        switch kind {
        case .integer, .number: document.digits(in: document.tokens[index].range)
        case .true: "true"
        case .false: "false"
        default: nil
        }
    }

    /// A flag that is written as 0 or 1, or as a text.
    private var scalarFlag: Bool? {
        switch scalarText ?? text {
        case "1", "true": true
        case "0", "false": false
        default: nil
        }
    }
}

/// An element that can be null, such as a flag in a dictionary of flags.
private protocol OptionalScalar {
    /// Converts a scalar of another type.
    static func converted(from decoder: ValueDecoder) -> Self?
}

extension Optional: OptionalScalar {
    fileprivate static func converted(from decoder: ValueDecoder) -> Wrapped?? {
        decoder.convertedScalar(to: Wrapped.self).map(Optional.some)
    }
}
