#if canImport(FoundationEssentials)
public import FoundationEssentials
#else
public import Foundation
#endif

/// An API key that is not printed, dumped or reflected by accident.
///
/// Read it from the environment or a secret store. String literals are for tests and examples.
public struct APIKey: Sendable, ExpressibleByStringLiteral {
    private let source: Source

    private enum Source: Sendable {
        case fixed(String)
        case rotating(@Sendable () async throws -> String)
    }

    /// Creates a key from its text.
    public init(_ value: String) { source = .fixed(value) }

    /// Creates a key from a literal, for tests and examples.
    public init(stringLiteral value: String) { source = .fixed(value) }

    /// Creates a key from an environment variable of the process.
    ///
    /// - Parameter name: The variable's name, for example `BURKI_API_KEY`.
    /// - Throws: ``MissingAPIKey`` when the variable is not set or is empty.
    public init(environment name: String) throws {
        guard let value = ProcessInfo.processInfo.environment[name], !value.isEmpty else {
            throw MissingAPIKey(variable: name)
        }
        source = .fixed(value)
    }

    /// Creates a key that can change, by calling a closure before each operation.
    ///
    /// - Parameter current: Returns the current key. It should cache the key and not read a secret store each time. When it
    ///   throws, nothing is sent.
    public init(rotating current: @escaping @Sendable () async throws -> String) { source = .rotating(current) }

    /// Returns the current key.
    package func resolve() async throws -> String {
        switch source {
        case .fixed(let value): value
        case .rotating(let current): try await current()
        }
    }

    /// Why a key cannot be sent, or `nil` when it can. These are mistakes in reading it, from a file for example.
    static func problem(with key: String) -> String? {
        // Checked for each request, and usually all that is checked.
        let isPlain = !key.isEmpty && key.utf8.allSatisfy { (0x21...0x7E).contains($0) }
        if !isPlain {
            if key.allSatisfy(\.isWhitespace) { return "The API key is blank." }
            if key.first?.isWhitespace == true || key.last?.isWhitespace == true {
                return "The API key has blanks or a line break around it; was it read from a file?"
            }
            if key.utf8.contains(where: { !(0x20...0x7E).contains($0) }) {
                return "The API key holds a control character or a character outside ASCII."
            }
            if key.prefix(7).lowercased() == "bearer " {
                return "The API key begins with \"Bearer\"; pass the key alone."
            }
        }
        if let quote = key.utf8.first, "\"'`".utf8.contains(quote), key.utf8.last == quote {
            return "The API key is in quotes."
        }
        return nil
    }

    /// The key, or `nil` when it rotates.
    package var fixedValue: String? { if case .fixed(let value) = source { value } else { nil } }
}

/// The error for an environment variable that should hold an API key and does not.
public struct MissingAPIKey: Error, Sendable, Hashable, CustomStringConvertible, LocalizedError {
    /// The variable's name.
    public let variable: String

    /// Creates an error.
    public init(variable: String) { self.variable = variable }

    /// The name of the variable and the problem.
    public var description: String { "The environment variable \(variable) is not set or is empty." }

    /// The same as ``description``.
    public var errorDescription: String? { description }
}

extension APIKey: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// A placeholder without the key.
    public var description: String { "APIKey(\(redactionMark))" }

    /// A placeholder without the key.
    public var debugDescription: String { description }

    /// An empty mirror.
    public var customMirror: Mirror { Mirror(self, children: []) }
}
