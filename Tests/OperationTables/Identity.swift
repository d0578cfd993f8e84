package import VoiceAgentsCore
import VoiceAgentsTesting

/// The members that a reply cannot be without: they say what it is about. `[]` stands for the elements of a list; a list of which
/// no element can be read is an error. The documentation prints them.
package enum Identity {
    /// For most operations, the id of the record.
    private static let usual: Set<String> = [
        "id", "data", "data.id", "data[]", "data[].id", "items", "items[]", "items[].id", "[]", "[].id",
    ]

    /// The other operations.
    private static let paths: [String: Set<String>] = [
        "burki.assistantGraphs.update": [],
        "burki.assistantGraphs.replaceStructure": [],
        "burki.assistantGraphs.delete": [],
        "burki.assistantGraphs.analytics": [],
        "burki.assistantGraphs.test": [],
        "burki.assistantGraphs.phoneNumbers": ["data", "data[]", "data[].id", "data[].phone_number"],
        "burki.assistantGraphs.assign": [],
        "burki.assistantGraphs.unassign": [],
        "burki.flows.delete": [],
        "burki.flows.assign": [],
        "burki.flows.unassign": [],
        "burki.assistants.phoneNumbers": ["[]", "[].phone_number"],
        "burki.assistants.availablePhoneNumbers": ["[]", "[].phone_number"],
        "burki.assistants.assign": [],
        "burki.assistants.unassign": [],
        "burki.assistants.assignMany": ["data"],
        "burki.assistants.assignNumber": [],
        "burki.assistants.unassignNumber": [],
        "burki.phoneNumbers.search": ["numbers", "numbers[]", "numbers[].phone_number"],
        "burki.phoneNumbers.purchase": [],
        "burki.phoneNumbers.diagnose": [],
        "burki.phoneNumbers.release": [],
        "burki.phoneNumbers.countries": ["country_codes", "country_codes[]"],
        "burki.phoneNumbers.updateWebhooks": [],
        "burki.phoneNumbers.webhooks": [],
        "burki.phoneNumbers.syncVerifiedCallerIDs": [],
        "burki.phoneNumbers.addVerifiedCallerID": [],
        "burki.phoneNumbers.sync": [],
        "burki.phoneNumbers.unassigned": ["[]", "[].id", "[].phone_number"],
        "burki.phoneNumbers.update": [],
        "burki.phoneNumbers.list": ["[]", "[].id", "[].phone_number"],
        "burki.calls.initiate": ["call_sid"],
        "burki.calls.analytics": [],
        "burki.calls.count": ["count"],
        "burki.calls.statistics": [],
        "burki.calls.metrics": [],
        "burki.calls.recalculateMetrics": [],
        "burki.calls.review": ["call_id"],
        "burki.calls.exportTranscripts": ["transcripts"],
        "burki.calls.debugLogs": [],
        "burki.calls.exportDebugLogs": [],
        "burki.calls.terminate": [],
        "flireo.assistants.linkedPhoneNumber": ["data"],
        "flireo.assistants.link": [],
        "flireo.assistants.unlinkPhoneNumber": [],
        "flireo.phoneNumbers.search": ["data", "data[]", "data[].phone_number"],
        "flireo.phoneNumbers.order": ["data", "data.order_id"],
        "flireo.verificationGroups.create": ["data", "data.requirement_group_id"],
        "flireo.verificationGroups.searchNumbers": [],
        "flireo.verificationGroups.orderNumber": ["data", "data.order_id"],
    ]

    /// The members of which another type is another reply, and which can be absent: the request has their values, or no form of the
    /// reply is documented.
    private static let optional: [String: Set<String>] = [
        "burki.assistantGraphs.assign": ["data"],
        "burki.assistantGraphs.unassign": ["data"],
        "burki.phoneNumbers.purchase": ["provider"],
        "flireo.assistants.linkedPhoneNumber": ["data.assistant_id"],
        "flireo.assistants.link": ["data", "data.assistant_id"],
        "flireo.assistants.unlinkPhoneNumber": ["data", "data.assistant_id"],
        "flireo.verificationGroups.searchNumbers": [
            "data", "data[]", "data[].phone_number", "[]", "[].phone_number",
        ],
    ]

    /// Whether another type of a member is another reply, although the member can be absent.
    package static func isOptionalIdentity(_ path: [String], of operation: String) -> Bool {
        optional[operation]?.contains(text(path)) == true
    }

    /// The members that a part of a reply cannot be without. Their records and elements are absent without them.
    private static let membersOfParts = [
        "id", "nodes[].assistant_id", "edges[].from_node_id", "edges[].to_node_id", "edges[].condition_type",
        "position.x", "position.y",
    ]

    package static func isIdentityOfPart(_ path: [String]) -> Bool {
        let text = text(path)
        return membersOfParts.contains { text.hasSuffix(".\($0)") || text == $0 && path.count > 1 }
    }

    package static func isIdentity(_ path: [String], of operation: String) -> Bool {
        // `"success": 0` says that the operation failed.
        path == ["success"] || (paths[operation] ?? usual).contains(text(path))
    }

    /// The members that a recorded reply cannot be without, and those that its parts cannot be without.
    package static func members(of recorded: Recorded) -> (ofReply: [String], ofParts: [String]) {
        var members: (ofReply: [String], ofParts: [String]) = ([], [])
        for path in recorded.exchange.response.body?.memberPaths ?? [] where path != ["success"] {
            let text = text(path)
            if isIdentity(path, of: recorded.exchange.operation) {
                if !members.ofReply.contains(text) { members.ofReply.append(text) }
            } else if isIdentityOfPart(path), !members.ofParts.contains(text) {
                members.ofParts.append(text)
            }
        }
        return members
    }

    /// The path with `[]` for each element.
    package static func text(_ path: [String]) -> String {
        path.reduce(into: "") { text, name in text += Int(name) != nil ? "[]" : text.isEmpty ? name : ".\(name)" }
    }
}

extension JSONValue {
    /// The paths of all members, and of the first two elements of each list; an element's name is its index.
    package var memberPaths: [[String]] {
        let children: [(String, JSONValue)] =
            switch self {
            case .object(let members): members.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
            case .array(let elements): elements.prefix(2).enumerated().map { ("\($0.offset)", $0.element) }
            default: []
            }
        return children.flatMap { name, value in [[name]] + value.memberPaths.map { [name] + $0 } }
    }
}
