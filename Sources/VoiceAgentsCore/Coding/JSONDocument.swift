/// A validated JSON text and its tokens.
///
/// The complete text is validated first, so no value is decoded from invalid JSON. After that, reading a value can fail only
/// because it has another type or is too large. The bytes are stored in an array with bounds checking.
final class JSONDocument {
    /// A value or a key. The tokens are in the order of the text; those of an object alternate between key and value.
    struct Token {
        enum Kind: UInt8 {
            case null, `true`, `false`
            /// A number without fraction and exponent.
            case integer
            /// A number with a fraction, an exponent or both.
            case number
            /// A string of ASCII characters without escapes.
            case plainText
            /// A string without escapes.
            case text
            /// A string with escapes.
            case escapedText
            case object, array
        }

        /// For a string or a number, the start of its bytes. For an object or array, the number of its members or elements.
        var start: UInt32
        /// For a string or a number, the end of its bytes. For an object or array, the index of the next token after it.
        var end: UInt32
        let kind: Kind
    }

    /// The text, followed by a zero byte. Valid JSON has no zero byte, so every loop over the bytes ends there.
    let bytes: [UInt8]
    /// The value and its parts, followed by a `null` token that represents absent values.
    let tokens: [Token]

    /// The values that could not be decoded. `nil`: the decoder is strict, and the first such value is an error.
    let unreadable: UnreadableValues?

    /// Objects of which all keys belong to a type, by the type.
    var knownObjects: [ObjectIdentifier: [Int]] = [:]

    /// Validates a JSON text.
    ///
    /// - Throws: ``InvalidJSON``.
    init(_ text: some Collection<UInt8>, unreadable: UnreadableValues? = nil) throws(InvalidJSON) {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.count + 1)
        bytes.append(contentsOf: text)
        bytes.append(0)
        // Tokens count bytes in 32 bits.
        guard bytes.count < UInt32.max else { throw InvalidJSON() }
        var scanner = JSONScanner(bytes: bytes)
        tokens = try scanner.scan()
        self.bytes = bytes
        self.unreadable = unreadable
    }
}

/// The error for a text that is not JSON.
struct InvalidJSON: Error {}

/// Validates a text by the grammar of RFC 8259 and splits it into tokens, without recursion.
///
/// It accepts the UTF-8 texts that Foundation's `JSONDecoder` accepts, including a byte order mark, so that both are
/// interchangeable. It is stricter about a comma after the last element, which is not JSON, and about values that are not read.
private struct JSONScanner {
    /// The limit of Foundation's `JSONDecoder`. Deeper values would exhaust the stack when they are decoded.
    private static let depthLimit = 512

    private let bytes: [UInt8]
    private var position = 0
    private var tokens: [JSONDocument.Token] = []
    /// The indexes of the objects and arrays that are not complete.
    private var openContainers: [Int] = []

    init(bytes: [UInt8]) {
        self.bytes = bytes
        // In a typical reply, a token takes about twelve bytes.
        tokens.reserveCapacity(bytes.count / 12)
    }

    mutating func scan() throws(InvalidJSON) -> [JSONDocument.Token] {
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
        try scanValue()
        while let container = openContainers.last {
            let isObject = tokens[container].kind == .object
            if isEnd(ofObject: isObject) {
                position += 1
                tokens[container].end = UInt32(tokens.count)
                openContainers.removeLast()
                continue
            }
            if tokens[container].start > 0 {
                guard skipWhitespace() == UInt8(ascii: ",") else { throw InvalidJSON() }
                position += 1
            }
            tokens[container].start += 1
            if isObject { try scanKey() }
            try scanValue()
        }
        guard skipWhitespace() == 0, position == bytes.count - 1 else { throw InvalidJSON() }
        append(.null, from: 0)
        return tokens
    }

    private mutating func isEnd(ofObject isObject: Bool) -> Bool {
        skipWhitespace() == (isObject ? UInt8(ascii: "}") : UInt8(ascii: "]"))
    }

    private mutating func scanKey() throws(InvalidJSON) {
        guard skipWhitespace() == UInt8(ascii: "\"") else { throw InvalidJSON() }
        try scanText()
        guard skipWhitespace() == UInt8(ascii: ":") else { throw InvalidJSON() }
        position += 1
    }

    /// Scans a value, or the beginning of an object or array.
    private mutating func scanValue() throws(InvalidJSON) {
        switch skipWhitespace() {
        case UInt8(ascii: "\""): try scanText()
        case UInt8(ascii: "{"): try begin(.object)
        case UInt8(ascii: "["): try begin(.array)
        case UInt8(ascii: "t"): try scanLiteral("true", .true)
        case UInt8(ascii: "f"): try scanLiteral("false", .false)
        case UInt8(ascii: "n"): try scanLiteral("null", .null)
        default: try scanNumber()
        }
    }

    private mutating func begin(_ kind: JSONDocument.Token.Kind) throws(InvalidJSON) {
        guard openContainers.count < Self.depthLimit else { throw InvalidJSON() }
        position += 1
        openContainers.append(tokens.count)
        tokens.append(.init(start: 0, end: 0, kind: kind))
    }

    private mutating func scanLiteral(_ literal: StaticString, _ kind: JSONDocument.Token.Kind) throws(InvalidJSON) {
        let start = position
        for offset in 0..<literal.utf8CodeUnitCount {
            guard bytes[position] == literal.utf8Start[offset] else { throw InvalidJSON() }
            position += 1
        }
        append(kind, from: start)
    }

    private mutating func scanNumber() throws(InvalidJSON) {
        let start = position
        var kind = JSONDocument.Token.Kind.integer
        if bytes[position] == UInt8(ascii: "-") { position += 1 }
        if bytes[position] == UInt8(ascii: "0") { position += 1 } else { try skipDigits() }
        if bytes[position] == UInt8(ascii: ".") {
            kind = .number
            position += 1
            try skipDigits()
        }
        if bytes[position] | 0x20 == UInt8(ascii: "e") {
            kind = .number
            position += 1
            if bytes[position] == UInt8(ascii: "+") || bytes[position] == UInt8(ascii: "-") { position += 1 }
            try skipDigits()
        }
        append(kind, from: start)
    }

    /// Skips digits, at least one.
    private mutating func skipDigits() throws(InvalidJSON) {
        guard bytes[position].isDigit else { throw InvalidJSON() }
        repeat { position += 1 } while bytes[position].isDigit
    }

    /// Scans a string, including its quotes.
    private mutating func scanText() throws(InvalidJSON) {
        position += 1
        let start = position
        var isASCII = true
        var hasEscapes = false
        while true {
            position = bytes.endOfPlainRun(from: position)
            let byte = bytes[position]
            if byte == UInt8(ascii: "\"") { break }
            if byte == UInt8(ascii: "\\") {
                hasEscapes = true
                guard let (_, end) = bytes.escape(at: position) else { throw InvalidJSON() }
                position = end
                continue
            }
            guard byte >= 0x20 else { throw InvalidJSON() }
            position += 1
            if byte >= 0x80 {
                isASCII = false
                while bytes[position] >= 0x80 { position += 1 }
            }
        }
        if !isASCII, !bytes[start..<position].withUnsafeBytes(\.isUTF8) { throw InvalidJSON() }
        append(hasEscapes ? .escapedText : isASCII ? .plainText : .text, from: start)
        position += 1
    }

    private mutating func append(_ kind: JSONDocument.Token.Kind, from start: Int) {
        tokens.append(.init(start: UInt32(start), end: UInt32(position), kind: kind))
    }

    /// Moves to the next byte that is not whitespace and returns it.
    private mutating func skipWhitespace() -> UInt8 {
        while true {
            switch bytes[position] {
            case UInt8(ascii: " "), UInt8(ascii: "\n"), UInt8(ascii: "\r"), UInt8(ascii: "\t"): position += 1
            case let byte: return byte
            }
        }
    }
}

extension UInt8 {
    fileprivate var isDigit: Bool { self &- UInt8(ascii: "0") < 10 }
}

extension [UInt8] {
    /// The end of the bytes that need no handling in a string: ASCII except quotes, backslashes and control characters.
    ///
    /// It examines eight bytes at a time, so it may return up to seven bytes early.
    fileprivate func endOfPlainRun(from start: Int) -> Int {
        // This is the only unchecked access to the bytes. It reads from `index` to `index + 7`, and the loop continues only
        // while `index + 8` is at most the count. `index` starts at a valid index and only grows.
        withUnsafeBytes { bytes in
            let each: UInt64 = 0x0101_0101_0101_0101
            var index = start
            while index + 8 <= bytes.count {
                let word = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self))
                let quotes = word ^ (each &* UInt64(UInt8(ascii: "\"")))
                let backslashes = word ^ (each &* UInt64(UInt8(ascii: "\\")))
                // The high bit of a byte is set where it was set before, or where the subtraction was negative. A borrow
                // affects only bytes after the first of those, and only the first one matters.
                let negatives = (word &- (each &* 0x20)) | (quotes &- each) | (backslashes &- each)
                let others = (word | negatives) & (each &* 0x80)
                guard others == 0 else { return index + others.trailingZeroBitCount / 8 }
                index += 8
            }
            return index
        }
    }

    /// Reads an escape sequence.
    ///
    /// - Parameter index: The index of its backslash. A zero byte must follow somewhere.
    /// - Returns: The character and the end of the sequence, or `nil` when it is invalid. An unpaired surrogate, which remains of an
    ///   emoji in a text that was cut, is the replacement character U+FFFD.
    func escape(at index: Int) -> (character: Unicode.Scalar, end: Int)? {
        switch self[index + 1] {
        case UInt8(ascii: "\""): return ("\"", index + 2)
        case UInt8(ascii: "\\"): return ("\\", index + 2)
        case UInt8(ascii: "/"): return ("/", index + 2)
        case UInt8(ascii: "b"): return ("\u{8}", index + 2)
        case UInt8(ascii: "f"): return ("\u{C}", index + 2)
        case UInt8(ascii: "n"): return ("\n", index + 2)
        case UInt8(ascii: "r"): return ("\r", index + 2)
        case UInt8(ascii: "t"): return ("\t", index + 2)
        default: break
        }
        guard let unit = codeUnit(at: index) else { return nil }
        if let character = Unicode.Scalar(unit) { return (character, index + 6) }
        guard UTF16.isLeadSurrogate(unit), let second = codeUnit(at: index + 6), UTF16.isTrailSurrogate(second) else {
            return ("\u{FFFD}", index + 6)
        }
        return (UTF16.decode(UTF16.EncodedScalar([unit, second])), index + 12)
    }

    /// Reads an escape sequence of the form `\u00e9`. It reads no byte after the first invalid one.
    private func codeUnit(at index: Int) -> UInt16? {
        guard self[index] == UInt8(ascii: "\\"), self[index + 1] == UInt8(ascii: "u") else { return nil }
        var unit: UInt16 = 0
        for digit in self[index + 2..<Swift.min(index + 6, count)] {
            switch digit {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): unit = unit << 4 | UInt16(digit - UInt8(ascii: "0"))
            case UInt8(ascii: "a")...UInt8(ascii: "f"): unit = unit << 4 | UInt16(digit - UInt8(ascii: "a") + 10)
            case UInt8(ascii: "A")...UInt8(ascii: "F"): unit = unit << 4 | UInt16(digit - UInt8(ascii: "A") + 10)
            default: return nil
            }
        }
        return unit
    }
}
