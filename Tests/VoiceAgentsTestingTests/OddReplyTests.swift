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

    @Test(
        "A reply is read whatever a member holds that is not its identity",
        arguments: try Recorded.all.filter { $0.exchange.expected == nil && $0.exchange.response.body?.isNull == false }
    )
    func oddMembersFailNoReply(_ recorded: Recorded) async throws {
        let body = try #require(recorded.exchange.response.body)
        let operation = recorded.exchange.operation
        for path in body.memberPaths where !Identity.isIdentity(path, of: operation) {
            for replacement in Self.replacements {
                var exchange = recorded.exchange
                exchange.response.body = body.replacing(path[...], with: replacement)
                let transport = MockTransport(.response(exchange.response.transportResponse))
                do {
                    try await recorded.platform.perform(recorded.exchange, over: transport)
                } catch {
                    Issue.record(
                        "\(operation): \(path.joined(separator: ".")) = \(replacement?.description ?? "absent"): \(error)"
                    )
                }
            }
        }
    }
}

/// The members that a reply cannot be without: they say what it is about. An empty name stands for the elements of a list; a
/// list of which no element can be read is an error.
private enum Identity {
    private static let paths: [String: Set<String>] = [
        "burki.assistantGraphs.create": ["id"],
        "burki.assistantGraphs.phoneNumbers": ["data", "data[]", "data[].id", "data[].phone_number"],
        // The reply says that it was done, and nothing else.
        "burki.assistantGraphs.assign": ["data"],
        "burki.assistantGraphs.unassign": ["data"],
        "burki.phoneNumbers.purchase": ["provider"],
        "burki.phoneNumbers.list": ["[]", "[].id", "[].phone_number"],
        "burki.calls.initiate": ["call_sid"],
        "burki.calls.list": ["items", "items[]", "items[].id"],
        "flireo.assistants.linkedPhoneNumber": ["data", "data.assistant_id"],
        "flireo.assistants.link": ["data", "data.assistant_id"],
        "flireo.assistants.unlinkPhoneNumber": ["data", "data.assistant_id"],
        "flireo.phoneNumbers.search": ["data", "data[]", "data[].phone_number"],
        "flireo.phoneNumbers.list": ["data", "data[]", "data[].id"],
        "flireo.phoneNumbers.order": ["data", "data.order_id"],
        "flireo.phoneNumberOrders.list": ["data", "data[]", "data[].id"],
        "flireo.phoneNumberOrders.get": ["data", "data.id"],
        "flireo.verificationGroups.create": ["data", "data.requirement_group_id"],
        "flireo.verificationGroups.list": ["data", "data[]", "data[].id"],
        "flireo.verificationGroups.get": ["data", "data.id"],
        "flireo.verificationGroups.orderNumber": ["data", "data.order_id"],
    ]

    static func isIdentity(_ path: [String], of operation: String) -> Bool {
        let text = path.reduce(into: "") { text, name in
            text += Int(name) != nil ? "[]" : text.isEmpty ? name : ".\(name)"
        }
        // `"success": 0` says that the operation failed.
        return text == "success" || paths[operation]?.contains(text) == true
    }
}

extension JSONValue {
    /// The paths of all members and elements; an element's name is its index.
    fileprivate var memberPaths: [[String]] {
        let children: [(String, JSONValue)] =
            switch self {
            case .object(let members): members.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
            case .array(let elements): elements.enumerated().map { ("\($0.offset)", $0.element) }
            default: []
            }
        return children.flatMap { name, value in [[name]] + value.memberPaths.map { [name] + $0 } }
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
