/// The method of an HTTP request. This is an open set: a `switch` needs a `default`.
public struct RequestMethod: RawRepresentable, Hashable, Sendable, Codable, CustomStringConvertible {
    /// The method as it is sent, for example `GET`.
    public let rawValue: String

    /// Creates a method from any string.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// `GET`.
    public static let get = RequestMethod(rawValue: "GET")
    /// `POST`.
    public static let post = RequestMethod(rawValue: "POST")
    /// `PUT`.
    public static let put = RequestMethod(rawValue: "PUT")
    /// `PATCH`.
    public static let patch = RequestMethod(rawValue: "PATCH")
    /// `DELETE`.
    public static let delete = RequestMethod(rawValue: "DELETE")

    /// The method as it is sent.
    public var description: String { rawValue }
}
