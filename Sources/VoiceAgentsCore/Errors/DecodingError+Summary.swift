#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

extension DecodingError {
    /// Creates the error of a value that is not as expected.
    ///
    /// - Parameters:
    ///   - path: The path of the value.
    ///   - expectation: What is expected. It must not contain a part of the value, since it is printed in logs.
    /// - Returns: The error.
    package static func unexpected(at path: [any CodingKey], _ expectation: String) -> DecodingError {
        .dataCorrupted(
            .init(
                codingPath: path, debugDescription: expectation,
                underlyingError: Expectation(description: expectation)))
    }

    /// Where a value could not be read and why, for example `edges[1].priority: expected an integer`, without any part of the value.
    package var summary: String { "\(pathWithoutContent): \(reason)" }

    /// The path of the value. A key of a free dictionary is `*`.
    var pathWithoutContent: String {
        if case .keyNotFound(let key, let context) = self {
            return (context.codingPath + [key]).withoutContent.dottedPath
        }
        return codingPath.withoutContent.dottedPath
    }

    /// The path of the value or, for a missing key, of its object.
    var codingPath: [any CodingKey] {
        switch self {
        case .keyNotFound(_, let context), .valueNotFound(_, let context), .typeMismatch(_, let context),
            .dataCorrupted(let context):
            context.codingPath
        @unknown default: []
        }
    }

    /// Why the value could not be read. The text of another type can quote the value, and is not used.
    var reason: String {
        switch self {
        case .keyNotFound: "missing"
        case .valueNotFound: "null where a value is required"
        case .typeMismatch(let type, _): "expected \(Self.name(of: type))"
        case .dataCorrupted(let context): (context.underlyingError as? Expectation)?.description ?? "not valid"
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

/// What is expected of a value.
private struct Expectation: Error, CustomStringConvertible {
    let description: String
}

extension [any CodingKey] {
    /// The path with `*` for each key that the data can have chosen: it can be a phone number, or something a caller said.
    var withoutContent: [any CodingKey] { map { $0.standsInCode ? $0 : TextKey("*") } }

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

extension CodingKey {
    /// Whether the key stands in the code, or is the index of an element. A dictionary's key is none of these, even when it is a number.
    fileprivate var standsInCode: Bool {
        if let key = self as? TextKey { return key.isLiteral }
        if let index = intValue { return stringValue == "Index \(index)" }
        let mirror = Mirror(reflecting: self)
        // The payload of a case can come from the data, unless it is a key that stands in the code.
        return mirror.displayStyle == .enum
            && mirror.children.allSatisfy { ($0.value as? any CodingKey)?.standsInCode == true }
    }
}
