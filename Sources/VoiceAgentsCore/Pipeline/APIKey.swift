#if canImport(FoundationEssentials)
public import FoundationEssentials
#else
public import Foundation
#endif

/// A secret that cannot be printed, dumped or reflected by accident.
///
/// Read it from the environment or from a secret store. A literal in source code is for tests and examples.
public struct APIKey: Sendable, ExpressibleByStringLiteral {
    private let source: Source

    private enum Source: Sendable {
        case fixed(String)
        case rotating(@Sendable () async throws -> String)
    }

    /// Wraps a key.
    public init(_ value: String) { source = .fixed(value) }

    /// Wraps a literal key, for tests and examples.
    public init(stringLiteral value: String) { source = .fixed(value) }

    /// Reads a key from the environment of the process.
    ///
    /// - Parameter name: The variable's name, for example `BURKI_API_KEY`.
    /// - Throws: ``MissingAPIKey`` when there is no such variable, or it is empty.
    public init(environment name: String) throws {
        guard let value = ProcessInfo.processInfo.environment[name], !value.isEmpty else {
            throw MissingAPIKey(variable: name)
        }
        source = .fixed(value)
    }

    /// Asks for the key before each operation, so that it can rotate.
    ///
    /// - Parameter current: Gives the key that is valid now. It should keep it, and not ask a store each time. When it
    ///   throws, nothing is sent.
    public init(rotating current: @escaping @Sendable () async throws -> String) { source = .rotating(current) }

    /// The key that is valid now.
    package func resolve() async throws -> String {
        switch source {
        case .fixed(let value): value
        case .rotating(let current): try await current()
        }
    }

    /// The key, unless it rotates.
    package var fixedValue: String? { if case .fixed(let value) = source { value } else { nil } }
}

/// A variable of the environment that should hold an API key and does not.
public struct MissingAPIKey: Error, Sendable, Hashable, CustomStringConvertible, LocalizedError {
    /// The variable's name.
    public let variable: String

    /// Creates an error.
    public init(variable: String) { self.variable = variable }

    /// What is missing.
    public var description: String { "The environment variable \(variable) is not set or is empty." }

    /// The same as ``description``.
    public var errorDescription: String? { description }
}

extension APIKey: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// A placeholder.
    public var description: String { "APIKey(\(redactionMark))" }

    /// A placeholder.
    public var debugDescription: String { description }

    /// Shows nothing.
    public var customMirror: Mirror { Mirror(self, children: []) }
}
