/// The path of a request that is sent with ``RawRequests``, written as in the platform's documentation.
///
/// ```swift
/// // The `+` of the number becomes %2B.
/// let path: RequestPath = "/api/telnyx/phone-number/\(number)/status"
/// ```
///
/// Literal text is sent unchanged, including a trailing slash. Each interpolated value becomes one path segment, in which
/// everything outside RFC 3986 "unreserved" is percent-encoded.
public struct RequestPath: Sendable, Hashable, ExpressibleByStringInterpolation {
    /// The percent-encoded path.
    package internal(set) var encoded: String

    /// The path with a placeholder in place of each value, for logs.
    package fileprivate(set) var template: String

    /// Why the path cannot be sent, or `nil` when it can.
    package internal(set) var problem: String?

    /// Creates a path without interpolated values.
    public init(stringLiteral value: String) {
        encoded = value
        template = value
        problem = Self.problem(ofLiteral: value)
    }

    /// Why literal text is not a valid path, or `nil` when it is. It is sent unchanged.
    fileprivate static func problem(ofLiteral text: String) -> String? {
        if text.utf8.contains(where: { $0 == UInt8(ascii: "?") || $0 == UInt8(ascii: "#") }) {
            return "The path has a \"?\" or a \"#\"; a query is passed with `query:`."
        }
        let isWritable = text.utf8.allSatisfy { (0x21...0x7E).contains($0) }
        return isWritable ? nil : "The path has a blank, a control or a letter outside ASCII; interpolate such a value."
    }

    /// Creates a path with interpolated values.
    public init(stringInterpolation: StringInterpolation) { self = stringInterpolation.path }

    /// Creates the beginning of a path.
    init(template: String, literalCapacity: Int) {
        encoded = ""
        encoded.reserveCapacity(literalCapacity + 16)
        self.template = template
    }

    /// Appends a percent-encoded value.
    mutating func append(_ value: any WireValue) {
        do {
            let text = try value.wireText
            // An empty segment, `.` or `..` would lead to another resource.
            if text.isEmpty || text == "." || text == ".." {
                problem = "\"\(text)\" cannot be part of a path: the request would go to another resource."
            }
            encoded += text.percentEncoded
        } catch {
            problem = "A value of the path cannot be written: \(error)."
        }
    }

    /// Collects the parts of an interpolated path.
    public struct StringInterpolation: StringInterpolationProtocol {
        fileprivate var path: RequestPath

        /// Creates an empty path.
        public init(literalCapacity: Int, interpolationCount: Int) {
            path = RequestPath(template: "", literalCapacity: literalCapacity)
        }

        /// Appends text unchanged.
        public mutating func appendLiteral(_ literal: String) {
            path.encoded += literal
            path.template += literal
            path.problem = path.problem ?? RequestPath.problem(ofLiteral: literal)
        }

        /// Appends a percent-encoded value.
        public mutating func appendInterpolation(_ value: some WireValue) {
            path.template += "{}"
            path.append(value)
        }
    }
}
