import Flireo
import Foundation
import OperationTables
import Testing
import VoiceAgentsTesting

/// Replaces each member of every recorded success by other values. Only the identity of a record may fail a reply.
@Suite(.timeLimit(.minutes(5))) struct OddReplyTests {
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
        for path in body.distinctMemberPaths {
            var isRead = false
            for other in body.value(at: path[...])?.others ?? [] where !isRead {
                let reply = body.replacing(path[...], with: other)
                isRead = (try? await AnyHashable(recorded.perform(replying: reply))) != result
            }
            if !isRead { Issue.record("\(exchange.operation) does not read \(path.joined(separator: "."))") }
        }
    }

    @Test(
        "A reply is read whatever a member holds that is not its identity, and the rest of it is unchanged",
        arguments: try recordedReplies)
    func oddMembersFailNoReply(_ recorded: Recorded) async throws {
        let body = try #require(recorded.exchange.response.body)
        let operation = recorded.exchange.operation
        for path in body.distinctMemberPaths
        where !Identity.isIdentity(path, of: operation) && !Identity.isOptionalIdentity(path, of: operation) {
            try await check(path, of: body, "\(operation)") { try await recorded.perform(replying: $0) }
        }
    }

    @Test(
        "A reply without a member that it needs is an error",
        arguments: try recordedReplies.filter { !$0.path.contains("-") })
    func missingIdentityFailsAReply(_ recorded: Recorded) async throws {
        let body = try #require(recorded.exchange.response.body)
        for member in Identity.members(of: recorded).ofReply where !member.hasSuffix("[]") {
            let incomplete = body.memberPaths.reversed().reduce(body) { reply, path in
                Identity.text(path) == member ? reply.replacing(path[...], with: nil) : reply
            }
            await #expect(throws: VoiceAgentsError.self, "\(recorded.exchange.operation) without \(member)") {
                try await recorded.perform(replying: incomplete)
            }
        }
    }

    @Test(
        "An event is read whatever a member holds that is not its type, its tasks or the id of one, and the rest is unchanged",
        arguments: try Fixtures.exchanges(of: "flireo-events").map(\.path))
    func oddMembersFailNoEvent(_ file: String) async throws {
        let exchange = try #require(try Fixtures.exchanges(of: "flireo-events").first { $0.path == file }?.exchange)
        let body = try #require(exchange.request.body)
        let identities: Set = ["eventType", "tasksInitiated", "taskId"]
        for path in body.distinctMemberPaths where !identities.contains(path.last ?? "") {
            try await check(path, of: body, file) { try ServerEvent(body: JSONEncoder().encode($0)) }
        }
    }

    /// Replaces a member. A property may change only if it also changes with another value of the member's own type.
    private func check(
        _ path: [String], of body: JSONValue, _ name: String, read: (JSONValue) async throws -> any Sendable
    ) async throws {
        let original = Properties(of: try await read(body))
        #expect(!original.isEmpty)
        var own: Set<String> = []
        var others = (body.value(at: path[...])?.others ?? []).map { body.replacing(path[...], with: $0) }
        // A part without its identity is as one that is null.
        if Identity.isIdentityOfPart(path) { others.append(body.replacing(path.dropLast(), with: .some(.null))) }
        for other in others {
            if let value = try? await read(other) {
                own.formUnion(original.paths(differingFrom: Properties(of: value)))
            }
        }
        for replacement in Self.replacements {
            let place = "\(name): \(path.joined(separator: ".")) = \(replacement?.description ?? "absent")"
            do {
                let value = try await read(body.replacing(path[...], with: replacement))
                let differing = original.paths(differingFrom: Properties(of: value))
                let foreign = differing.filter { changed in
                    !changed.hasSuffix(".unknownKeys")
                        && !own.contains { changed.isPartOfPath($0) || $0.isPartOfPath(changed) }
                }
                if !foreign.isEmpty { Issue.record("\(place) changes \(foreign.sorted())") }
            } catch {
                Issue.record("\(place): \(error)")
            }
        }
    }
}

/// The properties of a value and of its parts, by their paths. Elements of a list have the path of the list.
private struct Properties {
    private var values: [String: [String]] = [:]

    var isEmpty: Bool { values.isEmpty }

    init(of value: Any) { add(value, at: "") }

    private mutating func add(_ value: Any, at path: String) {
        let mirror = Mirror(reflecting: value)
        switch (value, mirror.displayStyle) {
        case (is any LosslessStringConvertible, _), (is Date, _), (is Duration, _):
            values[path, default: []].append("\(value)")
        case (let members as [String: JSONValue], _): values[path, default: []].append("\(JSONValue.object(members))")
        case (_, .optional) where mirror.children.isEmpty: values[path, default: []].append("nil")
        case (_, .struct):
            for property in mirror.children { add(property.value, at: "\(path).\(property.label ?? "")") }
        case (_, .dictionary):
            values[path, default: []].append("\(mirror.children.map { "\($0.value)" }.sorted())")
        case (_, .enum) where mirror.children.isEmpty: values[path, default: []].append("\(value)")
        default: for part in mirror.children { add(part.value, at: path) }
        }
    }

    func paths(differingFrom other: Properties) -> Set<String> {
        Set(values.keys).union(other.values.keys).filter { values[$0] != other.values[$0] }
    }
}

extension String {
    /// Whether this is the path of a property or of one that contains it.
    fileprivate func isPartOfPath(_ path: String) -> Bool { self == path || path.hasPrefix(self + ".") }
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
    /// The paths of the members, without those of a later element of a list whose members of this name and type are there already.
    fileprivate var distinctMemberPaths: [[String]] {
        var seen: Set<String> = []
        return memberPaths.filter { path in
            let type = value(at: path[...])?.typeName ?? ""
            return seen.insert("\(Identity.text(path)) \(type)").inserted
        }
    }

    private var typeName: String {
        switch self {
        case .null: "null"
        case .bool: "bool"
        case .integer, .number: "number"
        case .string: "string"
        case .array: "array"
        case .object: "object"
        }
    }

    /// Other values of the same type. For `null`, of every type.
    fileprivate var others: [JSONValue] {
        switch self {
        case .bool(let flag): [.bool(!flag)]
        case .integer(let number): [.integer(number + 1), nil]
        case .number(let number): [.number(number + 1)]
        case .string(let text): [.string(text + "1"), .string("\(UUID())"), "2024-02-03T04:05:06Z", "17", false]
        case .object: [["other": 1], nil]
        case .array:
            [
                [["id": 1]], [1], ["x"], nil,
                // A node and an edge of a graph, which have more than an id.
                [["id": 1, "assistant_id": 1, "from_node_id": 1, "to_node_id": 1, "condition_type": "intent"]],
            ]
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
