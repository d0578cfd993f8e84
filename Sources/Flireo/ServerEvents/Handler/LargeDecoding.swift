import VoiceAgentsCore

/// Decodes large parts of events one after another.
///
/// An event of the largest size can take some tenths of a second. When several arrive, one thread decodes them, and the others of the
/// process continue with small events, which would otherwise miss Flireo's time limit.
actor LargeDecoding {
    private static let shared = LargeDecoding()
    /// The size in bytes from which on a part is large. The events of the documentation have less than 4 kB.
    static let size = 65_536

    /// Decodes a part of an event.
    static func run<Value: Sendable>(isLarge: Bool, _ decode: @Sendable () throws -> Value) async throws -> Value {
        isLarge ? try await shared.run(decode) : try decode()
    }

    private func run<Value: Sendable>(_ decode: @Sendable () throws -> Value) throws -> Value { try decode() }

    /// Whether a value is large, by an estimate of its size as JSON.
    static func isLarge(_ value: JSONValue) -> Bool {
        var rest = size
        subtract(value, from: &rest)
        return rest < 0
    }

    private static func subtract(_ value: JSONValue, from rest: inout Int) {
        rest -= 4
        switch value {
        case .string(let text): rest -= text.utf8.count
        case .array(let elements):
            for element in elements where rest >= 0 { subtract(element, from: &rest) }
        case .object(let members):
            for (name, member) in members where rest >= 0 {
                rest -= name.utf8.count
                subtract(member, from: &rest)
            }
        default: break
        }
    }
}
