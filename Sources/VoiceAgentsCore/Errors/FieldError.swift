/// A problem with one field of a request.
public struct FieldError: Sendable, Hashable, Codable, CustomStringConvertible {
    /// The path of the field, for example `body.edges[1].to_node_id`.
    public var path: String

    /// A description of the problem.
    public var message: String

    /// The platform's name for the kind of problem, for example `missing`. It is not stable between versions of the platform.
    public var type: String?

    /// Creates an error.
    public init(path: String, message: String, type: String? = nil) {
        self.path = path
        self.message = message
        self.type = type
    }

    /// The path and the message.
    public var description: String { "\(path): \(message)" }
}
