/// A problem in an assistant graph or in the graph of a flow.
public struct GraphProblem: Hashable, Sendable, CustomStringConvertible {
    /// The severity of a problem. This is a closed set.
    public enum Severity: String, Sendable, Hashable {
        /// The graph is not sent, unless `validating` is `false`: Burki would reject it, or every call would fail at this place.
        case error
        /// The graph is sent. Burki may reject it, or it may not work as intended.
        case warning
    }

    /// The severity of the problem.
    public let severity: Severity
    /// The path of the value in the request, for example `edges[1].to_node_id`.
    public let path: String
    /// A description of the problem.
    public let message: String

    /// The severity, the path and the message.
    public var description: String { "\(severity.rawValue): \(path): \(message)" }
}

extension GraphProblem {
    /// The warning about a word that Burki's documentation does not have. Burki may know it.
    static func undocumented(_ word: (some OpenEnum)?, at path: String) -> GraphProblem? {
        guard let word, !word.isKnown else { return nil }
        let known = type(of: word).known.map(\.rawValue).joined(separator: ", ")
        return GraphProblem(
            severity: .warning, path: path, message: "is \(word), which is not documented; known are \(known)")
    }

    /// The same problem of a value that is a member of another one.
    func inside(_ member: String) -> GraphProblem {
        GraphProblem(severity: severity, path: "\(member).\(path)", message: message)
    }
}

extension [GraphProblem] {
    /// The problems, errors first.
    var errorsFirst: [GraphProblem] {
        filter { $0.severity == .error } + filter { $0.severity == .warning }
    }
}

extension PlatformOperation {
    /// Rejects a request whose graph has errors.
    ///
    /// - Parameters:
    ///   - problems: All problems of the graph.
    ///   - subject: What has the problems, for example "The draft".
    /// - Throws: `VoiceAgentsError` of kind `rejectedLocally` with all errors in `fieldErrors`.
    func rejectErrors(among problems: [GraphProblem], of subject: String) throws {
        let errors = problems.filter { $0.severity == .error }
        guard !errors.isEmpty else { return }
        throw VoiceAgentsError(
            .rejectedLocally, operation: name,
            message: "\(subject) has errors: " + errors.map { "\($0.path) \($0.message)" }.joined(separator: "; "),
            fieldErrors: errors.map { FieldError(path: $0.path, message: $0.message) })
    }
}

/// The nodes of a graph that can be reached from some of them, including these.
///
/// - Parameters:
///   - starts: The nodes from which the others are reached.
///   - next: Returns the nodes to which the edges of a node lead.
/// - Returns: The nodes.
func nodesReached<Node: Hashable>(from starts: [Node], next: (Node) -> [Node]) -> Set<Node> {
    var open = starts
    var reached = Set(starts)
    while let node = open.popLast() {
        for other in next(node) where reached.insert(other).inserted { open.append(other) }
    }
    return reached
}
