import Burki
import VoiceAgentsCore

extension BurkiAccount {
    static let phoneNumberRoutes: [SimulatedRoute<Self>] = [
        .rule(.burki.phoneNumbers.search) { try $0.searchNumbers(&$1) },
        .rule(.burki.phoneNumbers.purchase) { try $0.purchase(&$1) },
        .rule(.burki.phoneNumbers.diagnose) { try $0.diagnoseNumber(&$1) },
        .rule(.burki.phoneNumbers.release) { try $0.releaseNumber(&$1) },
        .recording(.burki.phoneNumbers.countries),
        .rule(.burki.phoneNumbers.updateWebhooks) { try $0.updateWebhooks(&$1) },
        .rule(.burki.phoneNumbers.webhooks) { try $0.readWebhooks(&$1) },
        .rule(.burki.phoneNumbers.syncVerifiedCallerIDs) { try $0.syncVerifiedCallerIDs(&$1) },
        .rule(.burki.phoneNumbers.addVerifiedCallerID) { try $0.addVerifiedCallerID(&$1) },
        .rule(.burki.phoneNumbers.sync) { try $0.syncNumbers(&$1) },
        .rule(.burki.phoneNumbers.list) { try $0.listOwned(&$1) },
        .rule(.burki.phoneNumbers.unassigned) { try $0.listUnassigned(&$1) },
        .rule(.burki.phoneNumbers.update) { try $0.updateNumber(&$1) },
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
        guard isForSale(number), balance >= phoneNumberPrice else {
            throw .detail("Failed to purchase phone number from \(provider)", status: 500)
        }
        balance -= phoneNumberPrice
        let id = add(number, from: provider, friendlyName: friendlyName)
        if let assistantID { route(phoneNumbers.count - 1, to: .assistant(assistantID)) }
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

    /// The numbers that no assistant answers. Burki does not document whether those of flows and graphs are among them; here they are.
    private func listUnassigned(_ request: inout RequestReader) throws(SimulatedReply) -> SimulatedReply {
        try request.check()
        return SimulatedReply(body: .array(numbersWithoutAssistant.map(json)))
    }

    /// The active numbers that no assistant answers.
    var numbersWithoutAssistant: [SimulatedPhoneNumber] {
        phoneNumbers.filter { number in
            if case .assistant = number.destination { false } else { number.isActive }
        }
    }

    // MARK: - Changing records

    private mutating func updateNumber(_ request: inout RequestReader) throws(SimulatedReply) -> SimulatedReply {
        let id: OrganizationPhoneNumber.ID = request.path.requiredID("phone_number_id")
        let friendlyName = request.body.text("friendly_name")
        let assistantID = request.body.id("assistant_id") as Assistant.ID?
        let flowID = request.body.id("flow_id") as Flow.ID?
        let trunkID = request.body.text("sip_trunk_id")
        let countries = request.body.texts("allowed_country_codes")
        try request.check()
        let index = try index(of: id)
        if let assistantID, let flowID, assistantID != 0, flowID != 0 {
            throw .detail("A phone number can be assigned to either an assistant or a flow, not both", status: 400)
        }
        if let assistantID, assistantID != 0, assistant(assistantID) == nil {
            throw .detail("Assistant with ID \(assistantID) not found", status: 404)
        }
        if let flowID, flowID != 0, !flows.contains(where: { $0.id == flowID }) {
            throw .detail("Flow with ID \(flowID) not found", status: 404)
        }
        switch (assistantID, flowID, phoneNumbers[index].destination) {
        case (let id?, _, _) where id != 0: route(index, to: .assistant(id))
        case (_, let id?, _) where id != 0: route(index, to: .flow(id))
        case (0, _, .assistant), (_, 0, .flow): route(index, to: .unassigned)
        default: break
        }
        if let friendlyName { phoneNumbers[index].friendlyName = friendlyName }
        if let trunkID { phoneNumbers[index].sipTrunkID = trunkID.isEmpty ? nil : .init(trunkID) }
        if let countries { phoneNumbers[index].allowedCountryCodes = countries }
        phoneNumbers[index].updatedAt = now()
        return SimulatedReply(body: [
            "success": true, "message": "Phone number updated successfully",
            "phone_number": json(phoneNumbers[index]),
        ])
    }

    private mutating func syncNumbers(_ request: inout RequestReader) throws(SimulatedReply) -> SimulatedReply {
        try request.check()
        var counts: [TelephonyProvider: Int] = [:]
        for (number, provider) in numbersAtProvider.sorted(by: { $0.key < $1.key }) where !has(number) {
            add(number, from: provider)
            counts[provider, default: 0] += 1
        }
        let total = counts.values.reduce(0, +)
        let parts = [("Twilio", TelephonyProvider.twilio), ("Telnyx", .telnyx), ("Vonage", .vonage)]
            .map { "\($0): \(counts[$1] ?? 0)" }
        return SimulatedReply(body: [
            "success": true, "synced_count": .optional(total),
            "message": .string("Successfully synced \(total) phone numbers: \(parts.joined(separator: ", "))"),
        ])
    }

    /// Adds a number that nothing answers.
    @discardableResult
    mutating func add(
        _ number: PhoneNumber, from provider: TelephonyProvider, friendlyName: String? = nil
    ) -> OrganizationPhoneNumber.ID {
        let id = OrganizationPhoneNumber.ID((phoneNumbers.map(\.id.rawValue).max() ?? 0) + 1)
        phoneNumbers.append(
            SimulatedPhoneNumber(
                id: id, phoneNumber: number, friendlyName: friendlyName ?? number.e164, provider: provider,
                createdAt: now()))
        return id
    }

    /// Changes what answers a number.
    mutating func route(_ index: Int, to destination: Routing.Destination) {
        if phoneNumbers[index].destination == destination { return }
        phoneNumbers[index].destination = destination
        phoneNumbers[index].updatedAt = now()
        if case .assistant = destination {
            phoneNumbers[index].assignedAt = now()
        } else {
            phoneNumbers[index].assignedAt = nil
        }
    }

    func has(_ number: PhoneNumber) -> Bool { phoneNumbers.contains { $0.phoneNumber == number } }

    func index(of id: OrganizationPhoneNumber.ID) throws(SimulatedReply) -> Int {
        guard let index = phoneNumbers.firstIndex(where: { $0.id == id }) else {
            throw .detail("Phone number not found in your organization", status: 404)
        }
        return index
    }

    private func json(_ number: SimulatedPhoneNumber) -> JSONValue {
        var members: [String: JSONValue] = [
            "id": .id(number.id), "phone_number": .string(number.phoneNumber.e164),
            "friendly_name": .optional(number.friendlyName), "provider": .string(number.provider.rawValue),
            "twilio_sid": .string(Self.sid("PN", number.id.rawValue)), "is_active": .bool(number.isActive),
            "is_verified_caller_id": .bool(number.isVerifiedCallerID),
            "capabilities": ["voice": true, "sms": true, "mms": true],
            "sip_trunk_id": .optional(number.sipTrunkID?.rawValue), "assistant": nil, "flow": nil,
            "allowed_country_codes": number.allowedCountryCodes.isEmpty
                ? nil : .array(number.allowedCountryCodes.map(JSONValue.string)),
            "created_at": .optional(number.createdAt), "updated_at": .optional(number.updatedAt),
        ]
        switch number.destination {
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
    fileprivate var isAssigned: Bool { if case .unassigned = destination { false } else { true } }
}
