import Burki
import VoiceAgentsCore

extension BurkiAccount {
    static let phoneNumberRoutes: [SimulatedRoute<Self>] = [
        .rule(.burki.phoneNumbers.purchase) { try $0.purchase(&$1) },
        .rule(.burki.phoneNumbers.list) { try $0.listOwned(&$1) },
    ]

    private mutating func purchase(_ request: inout RequestReader) throws(SimulatedReply) -> SimulatedReply {
        let text = request.body.requiredText("phone_number")
        let provider = TelephonyProvider(rawValue: request.body.requiredText("provider").lowercased())
        _ = request.body.text("country_code")
        let assistantID = request.body.id("assistant_id") as Assistant.ID?
        let friendlyName = request.body.text("friendly_name")
        let messagingProfileID = request.body.text("messaging_profile_id")
        try request.check()
        guard let number = try? PhoneNumber(validating: text) else {
            throw .detail("Phone number must be in E.164 format (e.g., +1234567890)", status: 400)
        }
        guard provider.isKnown else {
            throw .detail("Provider must be 'twilio' or 'telnyx'", status: 400)
        }
        if let assistantID, assistant(assistantID) == nil {
            throw .detail("Assistant with ID \(assistantID) not found", status: 404)
        }
        guard availablePhoneNumbers?.contains(number) ?? true,
            !phoneNumbers.contains(where: { $0.phoneNumber == number })
        else {
            throw .detail("Failed to purchase phone number from \(provider)", status: 500)
        }
        let id = OrganizationPhoneNumber.ID((phoneNumbers.map(\.id.rawValue).max() ?? 0) + 1)
        phoneNumbers.append(
            SimulatedPhoneNumber(
                id: id, phoneNumber: number, friendlyName: friendlyName ?? number.e164, provider: provider,
                route: assistantID.map { .assistant($0) } ?? .unassigned, createdAt: now()))
        return SimulatedReply(body: [
            "success": true, "phone_number": .string(number.e164), "provider": .string(provider.rawValue),
            "purchase_details": details(
                of: number, from: provider, id: id, friendlyName: friendlyName, messagingProfileID: messagingProfileID),
            "message": "Successfully purchased phone number \(number) from \(provider)",
        ])
    }

    private func details(
        of number: PhoneNumber, from provider: TelephonyProvider, id: OrganizationPhoneNumber.ID,
        friendlyName: String?, messagingProfileID: String?
    ) -> JSONValue {
        switch provider {
        case .twilio:
            [
                "sid": .string(Self.sid("PN", id.rawValue)), "phone_number": .string(number.e164),
                "friendly_name": .string(friendlyName ?? number.e164),
                "voice_url": "https://yourdomain.com/twiml", "sms_url": "https://yourdomain.com/twiml",
                "capabilities": ["voice": true, "sms": true, "mms": true], "date_created": .optional(now()),
                "provider": "twilio",
            ]
        case .telnyx:
            [
                "id": .string("ORD_\(12_345 + id.rawValue)"), "phone_number": .string(number.e164),
                "status": leavesTelnyxOrdersPending ? "pending" : "completed", "connection_id": "1234567890",
                "messaging_profile_id": .optional(messagingProfileID), "date_created": .optional(now()),
                "provider": "telnyx",
            ]
        default: .null
        }
    }

    private func listOwned(_ request: inout RequestReader) throws(SimulatedReply) -> SimulatedReply {
        let includeAssigned = request.query.flag("include_assigned") ?? true
        let includeUnassigned = request.query.flag("include_unassigned") ?? true
        let includeInactive = request.query.flag("include_inactive") ?? false
        try request.check()
        let numbers = phoneNumbers.filter { number in
            (includeInactive || number.isActive) && (number.isAssigned ? includeAssigned : includeUnassigned)
        }
        return SimulatedReply(body: .array(numbers.map(json)))
    }

    private func json(_ number: SimulatedPhoneNumber) -> JSONValue {
        var members: [String: JSONValue] = [
            "id": .id(number.id), "phone_number": .string(number.phoneNumber.e164),
            "friendly_name": .optional(number.friendlyName), "provider": .string(number.provider.rawValue),
            "twilio_sid": .string(Self.sid("PN", number.id.rawValue)), "is_active": .bool(number.isActive),
            "is_verified_caller_id": false, "capabilities": ["voice": true, "sms": true, "mms": true],
            "sip_trunk_id": nil, "allowed_country_codes": nil, "assistant": nil, "flow": nil,
            "created_at": .optional(number.createdAt), "updated_at": nil,
        ]
        switch number.route {
        case .assistant(let id):
            members["assistant"] = [
                "id": .id(id), "name": .optional(assistant(id)?.name ?? ""), "is_active": true,
            ]
        case .flow(let id):
            let flow = flow(id)
            members["flow"] = [
                "id": .id(id), "name": .string(flow?.name ?? ""), "is_active": .bool(flow?.isActive ?? true),
            ]
        case .graph(let id) where listsGraphsOfNumbers: members["assistant_graph_id"] = .id(id)
        case .graph, .unassigned: break
        }
        return .object(members)
    }

    /// The id of a record at the provider: two letters and 32 hexadecimal digits.
    static func sid(_ prefix: String, _ number: Int) -> String {
        let digits = String(number, radix: 16)
        return prefix + String(repeating: "0", count: max(0, 32 - digits.count)) + digits
    }
}

extension BurkiAccount.SimulatedPhoneNumber {
    fileprivate var isAssigned: Bool { if case .unassigned = route { false } else { true } }
}
