/// How the API key travels.
public struct Authentication: Sendable, Hashable {
    package let header: String
    package let prefix: String

    /// `Authorization: Bearer KEY`.
    public static let bearer = Authentication(header: "Authorization", prefix: "Bearer ")

    /// The bare key in a header of its own.
    ///
    /// - Parameter name: The header's name, for example `X-API-Key`.
    /// - Returns: The way of authentication.
    public static func header(_ name: String) -> Authentication { Authentication(header: name, prefix: "") }
}
