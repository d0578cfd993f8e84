import Flireo
import VoiceAgentsCore

extension FlireoAccount {
    static let assistantRoutes: [SimulatedRoute<Self>] = [
        .rule(.flireo.assistants.linkedPhoneNumber) { try $0.linkedPhoneNumber(&$1) },
        .rule(.flireo.assistants.link) { try $0.link(&$1) },
        .rule(.flireo.assistants.unlinkPhoneNumber) { try $0.unlink(&$1) },
    ]

    private func linkedPhoneNumber(_ request: inout RequestReader) throws(SimulatedReply) -> SimulatedReply {
        let assistant = assistants[try assistantIndex(&request)]
        var number = JSONValue.null
        if let linked = phoneNumbers.first(where: { $0.id == assistant.phoneNumberID }) {
            var members = members(of: linked)
            members["origin"] = .string(linked.origin.rawValue)
            number = .object(members)
        }
        return SimulatedReply(body: [
            "data": [
                "assistant_id": .string(assistant.id.description), "assistant_name": .string(assistant.name),
                "phone_number": number,
            ]
        ])
    }

    private mutating func link(_ request: inout RequestReader) throws(SimulatedReply) -> SimulatedReply {
        let numberID: PhoneNumberID = request.body.requiredID("phone_number_id")
        let index = try assistantIndex(&request)
        guard let number = phoneNumbers.first(where: { $0.id == numberID }) else {
            throw .error("not_found", "Phone number not found", status: 404)
        }
        guard number.isOwned else {
            throw .error("forbidden", "Phone number does not belong to you", status: 403)
        }
        if assistants[index].phoneNumberID == numberID {
            throw .error("already_linked", "Phone number is already linked to this assistant", status: 400)
        }
        if number.origin == .custom, assistants.contains(where: { $0.phoneNumberID == numberID }) {
            throw .error("already_in_use", "Phone number is linked to another assistant", status: 400)
        }
        let previous = assistants[index].phoneNumberID
        assistants[index].phoneNumberID = numberID
        let released = number.origin == .default ? unlinkSharedNumbers(besides: index) : 0
        return SimulatedReply(body: [
            "message": "Phone number linked successfully",
            "data": [
                "assistant_id": .string(assistants[index].id.description),
                "phone_number": .object(members(of: number)),
                "previous_phone_number_id": .optional(previous?.description),
                "released_assistants": .integer(Int64(released)),
            ],
        ])
    }

    private mutating func unlink(_ request: inout RequestReader) throws(SimulatedReply) -> SimulatedReply {
        let index = try assistantIndex(&request)
        guard let numberID = assistants[index].phoneNumberID else {
            throw .error("no_phone_number", "No phone number is linked to this assistant", status: 400)
        }
        assistants[index].phoneNumberID = nil
        let number = phoneNumbers.first { $0.id == numberID }
        return SimulatedReply(body: [
            "message": "Phone number unlinked successfully",
            "data": [
                "assistant_id": .string(assistants[index].id.description),
                "unlinked_phone_number": number.map {
                    ["id": .string($0.id.description), "number": .string($0.phoneNumber.e164)]
                } ?? .null,
            ],
        ])
    }

    /// Unlinks the shared numbers of all other assistants.
    ///
    /// - Returns: The number of assistants whose number was unlinked.
    private mutating func unlinkSharedNumbers(besides index: Int) -> Int {
        let shared = Set(phoneNumbers.filter { $0.origin == .default }.map(\.id))
        var released = 0
        for other in assistants.indices where other != index {
            guard let id = assistants[other].phoneNumberID, shared.contains(id) else { continue }
            assistants[other].phoneNumberID = nil
            released += 1
        }
        return released
    }

    /// Checks all values of the request, and returns the index of the assistant that the path identifies.
    private func assistantIndex(_ request: inout RequestReader) throws(SimulatedReply) -> Int {
        let id: Assistant.ID = request.path.requiredID("id")
        try request.check()
        guard let index = assistants.firstIndex(where: { $0.id == id }) else {
            throw .error("not_found", "Assistant not found", status: 404)
        }
        return index
    }

    private func members(of number: SimulatedPhoneNumber) -> [String: JSONValue] {
        [
            "id": .string(number.id.description), "number": .string(number.phoneNumber.e164),
            "type": .optional(number.type?.rawValue),
            "locality": .optional(number.locality),
        ]
    }
}
