#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

extension DecodingError {
    /// Where a reply could not be read and why, for example `edges[1].priority: expected an integer, found a string`.
    package var words: String {
        switch self {
        case .keyNotFound(let key, let context):
            "\((context.codingPath + [key]).words): missing"
        case .valueNotFound(_, let context):
            "\(context.codingPath.words): null where a value is required"
        case .typeMismatch(let type, let context):
            "\(context.codingPath.words): expected \(Self.name(of: type))"
        case .dataCorrupted(let context):
            "\(context.codingPath.words): \(context.debugDescription)"
        @unknown default:
            "unreadable"
        }
    }

    /// The same, and nothing of what the text holds: a description may quote the value that could not be read.
    package var wordsWithoutContent: String {
        if case .dataCorrupted(let context) = self { "\(context.codingPath.words): not valid" } else { words }
    }

    private static func name(of type: any Any.Type) -> String {
        switch type {
        case is String.Type: "a string"
        case is Bool.Type: "true or false"
        case is any BinaryInteger.Type: "an integer"
        case is any BinaryFloatingPoint.Type: "a number"
        default:
            switch "\(type)" {
            case let name where name.hasPrefix("Array"): "a list"
            case let name where name.hasPrefix("Dictionary"): "an object"
            default: "another type"
            }
        }
    }
}

extension [any CodingKey] {
    /// The path in the form `edges[1].priority`.
    var words: String {
        guard !isEmpty else { return "top level" }
        return reduce(into: "") { path, key in
            if let index = key.intValue {
                path += "[\(index)]"
            } else {
                path += path.isEmpty ? key.stringValue : ".\(key.stringValue)"
            }
        }
    }
}

/// Why a whole body is not JSON, in words. A gateway's page and a cut-off reply should be recognised at a glance.
func unreadableBodyWords(_ body: Data) -> String {
    let start = body.first { $0 > 0x20 }
    return switch start {
    case nil: "the reply is empty"
    case UInt8(ascii: "<"): "the reply is a page of HTML or XML, not JSON; a gateway may have answered"
    case UInt8(ascii: "{"), UInt8(ascii: "["): "the reply is not valid JSON; it may have been cut off"
    default: "the reply is not JSON"
    }
}
