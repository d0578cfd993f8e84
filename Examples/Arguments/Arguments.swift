package import Foundation

/// The arguments of an example.
package struct Arguments {
    private var rest: ArraySlice<String>
    /// The arguments that were removed, without their values.
    package private(set) var names: Set<String> = []

    fileprivate init(_ arguments: [String]) { rest = arguments[...] }

    /// Removes and returns the next argument.
    package mutating func next() -> String? {
        guard let name = rest.popFirst() else { return nil }
        names.insert(name)
        return name
    }

    /// Removes and returns the value of an argument.
    ///
    /// - Throws: ``UsageError`` when there is no value of this kind.
    package mutating func value<Value>(
        of name: String, as kind: String, _ read: (String) -> Value?
    ) throws(UsageError) -> Value {
        guard let value = rest.popFirst().flatMap(read) else { throw UsageError("\(name) needs \(kind).") }
        return value
    }

    /// Removes and returns the value of an argument, of which the reader says why it cannot be read.
    ///
    /// - Throws: ``UsageError`` when there is no value, or with that reason.
    package mutating func parsedValue<Value>(
        of name: String, as kind: String, _ read: (String) throws -> Value
    ) throws(UsageError) -> Value {
        guard let text = rest.popFirst() else { throw UsageError("\(name) needs \(kind).") }
        do { return try read(text) } catch { throw UsageError("\(name): \(error)") }
    }

    /// Removes and returns the URL of an argument.
    ///
    /// - Throws: ``UsageError`` when there is none.
    package mutating func url(of name: String) throws(UsageError) -> URL {
        try value(of: name, as: "an address") { URL(string: $0) }
    }
}

/// The error for an argument or an environment variable that a program cannot use.
package struct UsageError: Error {
    fileprivate let message: String

    package init(_ message: String) { self.message = message }

    package init(unknown argument: String) { self.init("unknown argument \(argument). Try --help.") }
}

/// Runs an example. An error ends the process with status 1, after its message.
///
/// - Parameters:
///   - name: The name of the program.
///   - usage: What it prints for `--help`.
///   - body: The program.
package func runExample(_ name: String, usage: String, _ body: @Sendable (inout Arguments) async throws -> Void) async {
    let arguments = Array(CommandLine.arguments.dropFirst())
    guard Set(arguments).isDisjoint(with: ["--help", "-h"]) else { return print(usage) }
    var reader = Arguments(arguments)
    do {
        try await body(&reader)
    } catch {
        // The description of a failed operation is one line.
        let message = (error as? UsageError)?.message ?? "\(error)"
        FileHandle.standardError.write(Data("\(name): \(message)\n".utf8))
        exit(1)
    }
}
