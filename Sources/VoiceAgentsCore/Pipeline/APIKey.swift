/// A secret that cannot be printed, dumped or reflected by accident.
///
/// Read it from the environment or from a secret store. A literal in source code is for tests and examples.
public struct APIKey: Sendable, Hashable, ExpressibleByStringLiteral {
    package let value: String

    /// Wraps a key.
    public init(_ value: String) { self.value = value }

    /// Wraps a literal key, for tests and examples.
    public init(stringLiteral value: String) { self.value = value }
}

extension APIKey: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// A placeholder.
    public var description: String { "APIKey(\(redactionMark))" }

    /// A placeholder.
    public var debugDescription: String { description }

    /// Shows nothing.
    public var customMirror: Mirror { Mirror(self, children: []) }
}
