#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

extension JSONDocument {
    /// The place of the token after a value.
    func next(after index: Int) -> Int {
        switch tokens[index].kind {
        case .object, .array: Int(tokens[index].end)
        default: index + 1
        }
    }

    /// The place of a `null` that stands for what is absent.
    var absent: Int { tokens.count - 1 }

    /// The text at a place, or `nil` when there is none.
    func text(at index: Int) -> String? {
        let token = tokens[index]
        switch token.kind {
        case .plainText, .text: return String(decoding: bytes[token.range], as: UTF8.self)
        case .escapedText: return unescapedText(in: token.range)
        default: return nil
        }
    }

    private func unescapedText(in range: Range<Int>) -> String {
        var text: [UInt8] = []
        text.reserveCapacity(range.count)
        var index = range.lowerBound
        while index < range.upperBound {
            // Every escape was checked by the scanner.
            if bytes[index] == UInt8(ascii: "\\"), let (character, end) = bytes.escape(at: index) {
                text.append(contentsOf: String(character).utf8)
                index = end
            } else {
                text.append(bytes[index])
                index += 1
            }
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// The place of a member's value, or `nil` when the object has none of that name. Of several, the first counts.
    func member(named name: UnsafeBufferPointer<UInt8>, of object: Int) -> Int? {
        var key = object + 1
        let end = Int(tokens[object].end)
        while key < end {
            let token = tokens[key]
            if token.kind != .plainText {
                // Equality of texts is not that of their bytes: an accent may be a character of its own.
                if text(at: key) == String(decoding: name, as: UTF8.self) { return key + 1 }
            } else if token.range.count == name.count, hasBytes(name, from: token.range.lowerBound) {
                return key + 1
            }
            key = next(after: key + 1)
        }
        return nil
    }

    private func hasBytes(_ name: UnsafeBufferPointer<UInt8>, from start: Int) -> Bool {
        for offset in 0..<name.count where bytes[start + offset] != name[offset] { return false }
        return true
    }

    /// The names of an object's members, each once.
    func names(of object: Int) -> [String] {
        var names: [String] = []
        var key = object + 1
        let end = Int(tokens[object].end)
        while key < end {
            if let name = text(at: key), !names.contains(name) { names.append(name) }
            key = next(after: key + 1)
        }
        return names
    }

    /// An object's members: the places of their values by name. Of several of one name, the first counts.
    func members(of object: Int) -> [String: Int] {
        var members: [String: Int] = [:]
        members.reserveCapacity(Int(tokens[object].start))
        var key = object + 1
        let end = Int(tokens[object].end)
        while key < end {
            if let name = text(at: key), members[name] == nil { members[name] = key + 1 }
            key = next(after: key + 1)
        }
        return members
    }
}

// MARK: - Numbers

extension JSONDocument {
    /// The whole number at a place, also one written like `2.0` or `2e3`. `nil` when there is none or it does not fit.
    func integer(at index: Int) -> Int? {
        let token = tokens[index]
        guard token.kind == .integer, let small = smallInteger(in: token.range) else {
            return integer(at: index, as: Int.self)
        }
        return Int(exactly: small)
    }

    /// The whole number at a place in any width.
    func integer<Integer: FixedWidthInteger>(at index: Int, as type: Integer.Type) -> Integer? {
        let token = tokens[index]
        switch token.kind {
        case .integer:
            if let small = smallInteger(in: token.range) { return Integer(exactly: small) }
            return Integer(digits(in: token.range))
        // Not by way of floating point, which would lose digits.
        case .number: return Decimal(string: digits(in: token.range)).flatMap { Integer($0.description) }
        default: return nil
        }
    }

    /// The number at a place. `nil` when there is none, or it is too large, or so small that nothing remains of it.
    func floatingPoint<Number: BinaryFloatingPoint & LosslessStringConvertible>(
        at index: Int, as type: Number.Type
    ) -> Number? {
        let token = tokens[index]
        guard token.kind == .integer || token.kind == .number else { return nil }
        // Below 10^15 a number is exact, except for the zero that has a sign.
        if token.kind == .integer, let integer = smallInteger(in: token.range), integer != 0 { return Number(integer) }
        let text = digits(in: token.range)
        guard let number = Number(text), number.isFinite else { return nil }
        let isZero = !text.prefix { $0 != "e" && $0 != "E" }.contains { ("1"..."9").contains($0) }
        return number != 0 || isZero ? number : nil
    }

    /// A number of up to 15 digits.
    private func smallInteger(in range: Range<Int>) -> Int64? {
        guard range.count <= 15 else { return nil }
        var value: Int64 = 0
        for byte in bytes[range] where byte != UInt8(ascii: "-") {
            value = value * 10 + Int64(byte - UInt8(ascii: "0"))
        }
        return bytes[range.lowerBound] == UInt8(ascii: "-") ? -value : value
    }

    func digits(in range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }
}

extension JSONDocument.Token {
    /// Where a text or a number stands in the bytes.
    var range: Range<Int> { Int(start)..<Int(end) }
}
