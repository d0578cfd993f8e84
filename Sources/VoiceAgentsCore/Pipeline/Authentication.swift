/// The header field that carries the API key.
public struct Authentication: Sendable, Hashable {
    package let header: String
    package let prefix: String

    /// `Authorization: Bearer KEY`.
    public static let bearer = Authentication(header: "Authorization", prefix: "Bearer ")

    /// The bare key in a header field.
    ///
    /// - Parameter name: The name of the field, for example `X-API-Key`.
    /// - Returns: The authentication.
    public static func header(_ name: String) -> Authentication { Authentication(header: name, prefix: "") }
}
