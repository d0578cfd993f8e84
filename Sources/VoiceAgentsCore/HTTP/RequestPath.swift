/// The path of a request, written the way the platform's pages write it.
///
/// ```swift
/// let path: RequestPath = "/api/v1/phone-numbers/\(number)/diagnose"   // the `+` of the number becomes %2B
/// ```
///
/// Literal text is sent as it stands, a trailing slash included. Each interpolated value becomes one path segment:
/// everything outside RFC 3986 "unreserved" is escaped.
public struct RequestPath: Sendable, Hashable, ExpressibleByStringInterpolation {
    /// The escaped path.
    package let encoded: String

    /// An interpolated value that would lead to another resource: empty, `.` or `..`.
    package let unusableValue: String?

    /// A path without interpolated values.
    public init(stringLiteral value: String) {
        encoded = value
        unusableValue = nil
    }

    /// A path with interpolated values.
    public init(stringInterpolation: StringInterpolation) {
        encoded = stringInterpolation.encoded
        unusableValue = stringInterpolation.unusableValue
    }

    /// Collects the parts of an interpolated path.
    public struct StringInterpolation: StringInterpolationProtocol {
        fileprivate var encoded = ""
        fileprivate var unusableValue: String?

        /// Starts an empty path.
        public init(literalCapacity: Int, interpolationCount: Int) {
            encoded.reserveCapacity(literalCapacity + 8 * interpolationCount)
        }

        /// Appends text as it stands.
        public mutating func appendLiteral(_ literal: String) { encoded += literal }

        /// Appends a value, escaped.
        public mutating func appendInterpolation(_ value: some CustomStringConvertible) {
            let text = value.description
            if text.isEmpty || text == "." || text == ".." { unusableValue = text }
            encoded += text.percentEncoded
        }
    }
}
