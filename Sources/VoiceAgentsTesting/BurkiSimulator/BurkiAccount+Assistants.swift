import Burki
import VoiceAgentsCore

extension BurkiAccount {
    static let assistantRoutes: [SimulatedRoute<Self>] = [
        .rule(.burki.assistants.phoneNumbers) { try $0.listNumbersOfAssistant(&$1) },
        .rule(.burki.assistants.availablePhoneNumbers) { try $0.listNumbersForAssistant(&$1) },
        .rule(.burki.assistants.assign) { try $0.assignToAssistant(&$1) },
        .rule(.burki.assistants.unassign) { try $0.unassignFromAssistant(&$1) },
        .rule(.burki.assistants.assignMany) { try $0.assignManyToAssistant(&$1) },
        .rule(.burki.assistants.assignNumber) { try $0.assignNumberToAssistant(&$1) },
        .rule(.burki.assistants.unassignNumber) { try $0.unassignNumberFromAssistant(&$1) },
    ]

    private func listNumbersOfAssistant(_ request: inout RequestReader) throws(SimulatedReply) -> SimulatedReply {
        let id: Assistant.ID = request.path.requiredID("assistant_id")
        try request.check()
        try checkAssistant(id)
        return SimulatedReply(body: .array(phoneNumbers.filter { $0.destination == .assistant(id) }.map(assistantJSON)))
    }

    private func listNumbersForAssistant(_ request: inout RequestReader) throws(SimulatedReply) -> SimulatedReply {
        let id: Assistant.ID = request.path.requiredID("assistant_id")
        try request.check()
        try checkAssistant(id)
        return SimulatedReply(body: .array(numbersWithoutAssistant.map(assistantJSON)))
    }

    private func assistantJSON(_ number: SimulatedPhoneNumber) -> JSONValue {
        [
            "id": .id(number.id), "phone_number": .string(number.phoneNumber.e164),
            "friendly_name": .optional(number.friendlyName),
            "twilio_sid": .string(Self.sid("PN", number.id.rawValue)), "is_active": .bool(number.isActive),
            "capabilities": ["voice": true, "sms": true, "mms": true], "assigned_at": .optional(number.assignedAt),
        ]
    }

    // MARK: - Assigning

    private mutating func assignToAssistant(_ request: inout RequestReader) throws(SimulatedReply) -> SimulatedReply {
        let (assistant, index) = try assistantAndNumber(&request)
        if let problem = problem(with: index, for: assistant.id) { throw .detail(problem, status: 400) }
        route(index, to: .assistant(assistant.id))
        return SimulatedReply(body: [
            "success": true, "data": nil,
            "message": .string("Phone number successfully assigned to assistant '\(assistant.name)'"),
        ])
    }

    private mutating func unassignFromAssistant(
        _ request: inout RequestReader
    ) throws(SimulatedReply) -> SimulatedReply {
        let (assistant, index) = try assistantAndNumber(&request)
        return try unassign(index, from: assistant)
    }

    private mutating func assignManyToAssistant(
        _ request: inout RequestReader
    ) throws(SimulatedReply) -> SimulatedReply {
        let id: Assistant.ID = request.path.requiredID("assistant_id")
        let numberIDs = request.body.elements().map { OrganizationPhoneNumber.ID($0) }
        try request.check()
        let assistant = try checkAssistant(id)
        if numberIDs.isEmpty { throw .detail("No phone number IDs provided", status: 400) }
        var (successes, failures): ([JSONValue], [JSONValue]) = ([], [])
        for numberID in numberIDs {
            let index = phoneNumbers.firstIndex { $0.id == numberID }
            let reason = index.map { problem(with: $0, for: id) } ?? "Phone number not found"
            if let reason {
                failures.append(["phone_number_id": .id(numberID), "error": .string(reason)])
            } else if let index {
                route(index, to: .assistant(id))
                successes.append(.id(numberID))
            }
        }
        var data: [String: JSONValue] = ["successes": .array(successes)]
        if failures.isEmpty {
            data["total_assigned"] = .optional(successes.count)
        } else {
            data["failures"] = .array(failures)
            data["total_requested"] = .optional(numberIDs.count)
            data["successful_count"] = .optional(successes.count)
            data["failed_count"] = .optional(failures.count)
        }
        let count = "\(successes.count) of \(numberIDs.count)"
        return SimulatedReply(body: [
            "success": .bool(!successes.isEmpty), "data": .object(data),
            "message": .string("Assigned \(count) phone numbers to assistant '\(assistant.name)'"),
        ])
    }

    private mutating func assignNumberToAssistant(
        _ request: inout RequestReader
    ) throws(SimulatedReply) -> SimulatedReply {
        let id: Assistant.ID = request.path.requiredID("assistant_id")
        let text = request.body.requiredText("phone_number")
        let friendlyName = request.body.text("friendly_name")
        let autoSync = request.body.flag("auto_sync") ?? true
        try request.check()
        let assistant = try checkAssistant(id)
        var index = phoneNumbers.firstIndex { $0.phoneNumber.e164 == text }
        let isSynced = index == nil
        if isSynced, autoSync, let number = PhoneNumber(text), numbersAtProvider[number] == .twilio {
            add(number, from: .twilio)
            index = phoneNumbers.count - 1
        }
        guard let index else { throw .detail("Phone number \(text) not found", status: 404) }
        if let problem = problem(with: index, for: id) {
            return SimulatedReply(body: ["success": false, "message": .string(problem), "data": nil])
        }
        route(index, to: .assistant(id))
        if let friendlyName { phoneNumbers[index].friendlyName = friendlyName }
        return SimulatedReply(body: [
            "success": true,
            "message": .string("Phone number \(text) successfully assigned to assistant '\(assistant.name)'"),
            "data": [
                "phone_number": .string(text), "phone_number_id": .id(phoneNumbers[index].id),
                "assistant_id": .id(id), "assistant_name": .string(assistant.name),
                "friendly_name": .optional(phoneNumbers[index].friendlyName), "was_synced": .bool(isSynced),
            ],
        ])
    }

    private mutating func unassignNumberFromAssistant(
        _ request: inout RequestReader
    ) throws(SimulatedReply) -> SimulatedReply {
        let id: Assistant.ID = request.path.requiredID("assistant_id")
        let text = request.body.requiredText("phone_number")
        try request.check()
        let assistant = try checkAssistant(id)
        guard let index = phoneNumbers.firstIndex(where: { $0.phoneNumber.e164 == text }) else {
            throw .detail("Phone number \(text) not found", status: 404)
        }
        return try unassign(index, from: assistant)
    }

    private mutating func unassign(
        _ index: Int, from assistant: SimulatedAssistant
    ) throws(SimulatedReply) -> SimulatedReply {
        guard phoneNumbers[index].destination == .assistant(assistant.id) else {
            throw .detail("Phone number is not assigned to this assistant", status: 400)
        }
        route(index, to: .unassigned)
        return SimulatedReply(body: [
            "success": true, "data": nil,
            "message": .string("Phone number successfully unassigned from assistant '\(assistant.name)'"),
        ])
    }

    /// Why an assistant cannot get a number. Burki documents only this reason: a number of a flow or a graph changes its owner.
    private func problem(with index: Int, for id: Assistant.ID) -> String? {
        guard case .assistant(let other) = phoneNumbers[index].destination, other != id else { return nil }
        return "Phone number is already assigned to another assistant"
    }

    /// The assistant, and the index of the phone number, that a path identifies.
    private func assistantAndNumber(
        _ request: inout RequestReader
    ) throws(SimulatedReply) -> (assistant: SimulatedAssistant, number: Int) {
        let id: Assistant.ID = request.path.requiredID("assistant_id")
        let numberID: OrganizationPhoneNumber.ID = request.path.requiredID("phone_number_id")
        try request.check()
        return (try checkAssistant(id), try index(of: numberID))
    }

    @discardableResult
    private func checkAssistant(_ id: Assistant.ID) throws(SimulatedReply) -> SimulatedAssistant {
        guard let assistant = assistant(id) else { throw .detail("Assistant not found", status: 404) }
        return assistant
    }
}
