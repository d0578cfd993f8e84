#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

extension DecodingError {
    /// Where a reply could not be read and why, for example `edges[1].priority: expected an integer, found a string`.
    package var summary: String {
        if case .dataCorrupted(let context) = self {
            "\(path.dottedPath): \(context.debugDescription)"
        } else {
            summaryWithoutContent
        }
    }

    /// The summary without the debug description, which may quote the value that could not be read.
    package var summaryWithoutContent: String { "\(path.dottedPath): \(reasonWithoutContent)" }

    /// The path of the value that could not be read.
    var path: [any CodingKey] {
        switch self {
        case .keyNotFound(let key, let context): context.codingPath + [key]
        case .valueNotFound(_, let context), .typeMismatch(_, let context), .dataCorrupted(let context):
            context.codingPath
        @unknown default: []
        }
    }

    /// Why the value could not be read, without any part of the value.
    var reasonWithoutContent: String {
        switch self {
        case .keyNotFound: "missing"
        case .valueNotFound: "null where a value is required"
        case .typeMismatch(let type, _): "expected \(Self.name(of: type))"
        case .dataCorrupted: "not valid"
        @unknown default: "unreadable"
        }
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
    package var dottedPath: String {
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

extension Data {
    /// Why a body is not JSON: for example because it is a gateway's page or was cut off.
    var reasonItIsNotJSON: String {
        switch first(where: { $0 > 0x20 }) {
        case nil: "the reply is empty"
        case UInt8(ascii: "<"): "the reply is a page of HTML or XML, not JSON; a gateway may have answered"
        case UInt8(ascii: "{"), UInt8(ascii: "["): "the reply is not valid JSON; it may have been cut off"
        default: "the reply is not JSON"
        }
    }
}

extension EncodingError {
    /// Where a request could not be written and why.
    var summary: String {
        switch self {
        case .invalidValue(_, let context): "\(context.codingPath.dottedPath): \(context.debugDescription)"
        @unknown default: "unwritable value"
        }
    }
}
