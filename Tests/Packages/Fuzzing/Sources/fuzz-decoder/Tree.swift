import Foundation

/// A JSON value with everything that a decoder tells about it. Decoding it does not fail.
enum Tree: Decodable {
    case null
    case flag(Bool)
    case text(String)
    case number(Numbers)
    case array([Tree])
    case object([String: Tree])
    /// No type was decoded: half a surrogate pair, or a number that no type holds.
    case unreadable

    /// A number as several types. `nil` where the type cannot hold it.
    struct Numbers: Equatable {
        var double: UInt64?
        var integer: Int64?
        var byte: UInt8?
        /// Whether the number has a fraction that is lost in a `Double`, such as 9007199254740992.02. Foundation reads it as an
        /// integer, and this package does not.
        var isRounded = false

        init?(_ container: any SingleValueDecodingContainer) {
            let double = try? container.decode(Double.self)
            self.double = double?.bitPattern
            integer = try? container.decode(Int64.self)
            if integer != nil {
                byte = try? container.decode(UInt8.self)
            } else if let double {
                let decimal = try? container.decode(Decimal.self)
                isRounded = double != 0 && double == double.rounded() && "\(decimal ?? 0.5)".contains(".")
            } else {
                return nil
            }
        }
    }

    struct Key: CodingKey, Hashable {
        let stringValue: String
        var intValue: Int? { nil }

        init(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if container.decodeNil() {
            self = .null
        } else if let members = try? decoder.container(keyedBy: Key.self) {
            self = .object(
                try members.allKeys.reduce(into: [:]) {
                    $0[$1.stringValue] = try members.decode(Tree.self, forKey: $1)
                })
        } else if var elements = try? decoder.unkeyedContainer() {
            var trees: [Tree] = []
            while !elements.isAtEnd { trees.append(try elements.decode(Tree.self)) }
            self = .array(trees)
        } else if let text = try? container.decode(String.self) {
            self = .text(text)
        } else if let flag = try? container.decode(Bool.self) {
            self = .flag(flag)
        } else {
            self = Numbers(container).map(Tree.number) ?? .unreadable
        }
    }

    /// Whether the tree has a number that Foundation may round where this package does not.
    var hasRoundedNumber: Bool {
        switch self {
        case .unreadable: true
        case .number(let number): number.isRounded
        case .array(let elements): elements.contains(where: \.hasRoundedNumber)
        case .object(let members): members.values.contains(where: \.hasRoundedNumber)
        default: false
        }
    }

    /// The path of the first value that this tree, of this package's decoder, has in another way than Foundation's.
    func difference(from foundation: Tree, at path: String = "$") -> String? {
        switch (self, foundation) {
        case (.null, .null): nil
        case (.flag(let own), .flag(let other)) where own == other: nil
        case (.text(let own), .text(let other)) where own.utf8.elementsEqual(other.utf8): nil
        case (.number(let own), .number(let other))
        where own == other || own.isRounded && own.double == other.double: nil
        // Foundation reads 0e8 as an integer only.
        case (.number(let own), .number(let other)) where own.double == 0 && other.double == nil && other.integer == 0:
            nil
        case (.array(let own), .array(let other)) where own.count == other.count:
            zip(own, other).enumerated().lazy.compactMap { $1.0.difference(from: $1.1, at: "\(path)[\($0)]") }.first
        case (.object(let own), .object(let other)) where own.keys == other.keys:
            own.lazy.compactMap { key, value in
                other[key].flatMap { value.difference(from: $0, at: "\(path).\(key)") }
            }.first
        // Documented: half a surrogate pair is U+FFFD.
        case (.text(let own), .unreadable) where own.unicodeScalars.contains("\u{FFFD}"): nil
        case (.object(let own), .unreadable) where own.keys.contains { $0.unicodeScalars.contains("\u{FFFD}") }: nil
        case (.unreadable, .unreadable): nil
        // Foundation reads 1e-400 as the integer 0, although not as a floating-point number.
        case (.unreadable, .number(let other)) where other.double == nil: nil
        default: "\(path): \(self), with JSONDecoder \(foundation)"
        }
    }
}
