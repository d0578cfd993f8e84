import Foundation
import OperationTables
import Testing
import VoiceAgentsTesting

/// Replaces each member of every recorded success by other values. Only the identity of a record may fail a reply.
@Suite(.timeLimit(.minutes(1))) struct OddReplyTests {
    /// What a member is replaced by. `nil` removes it.
    private static let replacements: [JSONValue?] = [
        nil, nil as JSONValue, "", 0, "x", [], [:], 17, -1.5, true, [[1]], ["a": nil], "2025-01-19T10:00:00+00:00Z",
        "2025-01-19", 1_737_280_800,
    ]

    private static var recordedReplies: [Recorded] {
        get throws {
            try Recorded.all.filter { $0.exchange.expected == nil && $0.exchange.response.body?.isNull == false }
        }
    }

    @Test(
        "The result of an operation has every member of its recorded success",
        arguments: try recordedReplies.filter { !$0.path.contains("-") })
    func recordedMembersAreRead(_ recorded: Recorded) async throws {
        let exchange = recorded.exchange
        let body = try #require(exchange.response.body)
        let result = try await AnyHashable(recorded.perform(replying: body))
        for path in body.memberPaths {
            var isRead = false
            for other in body.value(at: path[...])?.others ?? [] where !isRead {
                let reply = body.replacing(path[...], with: other)
                isRead = (try? await AnyHashable(recorded.perform(replying: reply))) != result
            }
            if !isRead { Issue.record("\(exchange.operation) does not read \(path.joined(separator: "."))") }
        }
    }

    @Test(
        "A reply is read whatever a member holds that is not its identity",
        arguments: try recordedReplies)
    func oddMembersFailNoReply(_ recorded: Recorded) async throws {
        let body = try #require(recorded.exchange.response.body)
        let operation = recorded.exchange.operation
        for path in body.memberPaths where !Identity.isIdentity(path, of: operation) {
            for replacement in Self.replacements {
                do {
                    _ = try await recorded.perform(replying: body.replacing(path[...], with: replacement))
                } catch {
                    Issue.record(
                        "\(operation): \(path.joined(separator: ".")) = \(replacement?.description ?? "absent"): \(error)"
                    )
                }
            }
        }
    }
}

extension Recorded {
    /// Performs the operation at a server that answers with another body.
    fileprivate func perform(replying body: JSONValue) async throws -> any Sendable & Hashable {
        var exchange = exchange
        exchange.response.body = body
        return try await platform.perform(
            self.exchange, over: MockTransport(.response(exchange.response.transportResponse)))
    }
}

extension JSONValue {
    /// Other values of the same type. For `null`, of every type.
    fileprivate var others: [JSONValue] {
        switch self {
        case .bool(let flag): [.bool(!flag)]
        case .integer(let number): [.integer(number + 1)]
        case .number(let number): [.number(number + 1)]
        case .string(let text): [.string(UUID(uuidString: text) == nil ? text + "1" : "\(UUID())")]
        case .object: [["other": 1], nil]
        case .array: [[["id": 1]], [1], ["x"], nil]
        case .null:
            [
                "x", 1, true, "2025-01-19T10:00:00Z", .string("\(UUID())"), ["other": 1], ["id": 1, "name": "x"],
                ["id": .string("\(UUID())"), "name": "x"], [1], ["x"], [["id": 1]],
            ]
        }
    }

    fileprivate func value(at path: ArraySlice<String>) -> JSONValue? {
        guard let name = path.first else { return self }
        let child = array.flatMap { elements in Int(name).map { elements[$0] } } ?? self[name]
        return child?.value(at: path.dropFirst())
    }

    /// The same value with another one at a path, or without it.
    fileprivate func replacing(_ path: ArraySlice<String>, with replacement: JSONValue?) -> JSONValue {
        guard let name = path.first else { return self }
        let rest = path.dropFirst()
        switch self {
        case .object(var members):
            members[name] = rest.isEmpty ? replacement : members[name]?.replacing(rest, with: replacement)
            return .object(members)
        case .array(var elements):
            guard let index = Int(name), elements.indices.contains(index) else { return self }
            if !rest.isEmpty {
                elements[index] = elements[index].replacing(rest, with: replacement)
            } else if let replacement {
                elements[index] = replacement
            } else {
                elements.remove(at: index)
            }
            return .array(elements)
        default: return self
        }
    }
}
