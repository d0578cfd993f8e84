/// What is wrong with one field of a request.
public struct FieldError: Sendable, Hashable, Codable, CustomStringConvertible {
    /// Where the field is, for example `body.edges[1].to_node_id`.
    public var path: String

    /// What is wrong, in words.
    public var message: String

    /// The platform's name for the kind of problem, for example `missing`. Not stable between its versions.
    public var type: String?

    /// Creates a description of a problem.
    public init(path: String, message: String, type: String? = nil) {
        self.path = path
        self.message = message
        self.type = type
    }

    /// The place and the problem.
    public var description: String { "\(path): \(message)" }
}
