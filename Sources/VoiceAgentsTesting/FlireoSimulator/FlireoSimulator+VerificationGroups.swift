import Flireo
import VoiceAgentsCore

extension FlireoSimulator.Account {
    static let verificationGroupRoutes: [SimulatedRoute<Self>] = [
        .init(.flireo.verificationGroups.create) { account, request, _ throws(SimulatedReply) in
            try account.createGroup(request)
        },
        .init(.flireo.verificationGroups.list) { account, request, _ throws(SimulatedReply) in
            try account.listGroups(request)
        },
        .init(.flireo.verificationGroups.get) { account, _, parameters throws(SimulatedReply) in
            SimulatedReply(body: ["data": account.describeInFull(try account.verificationGroup(parameters[0]))])
        },
        .init(.flireo.verificationGroups.searchNumbers) { account, _, parameters throws(SimulatedReply) in
            try account.availableNumbers(parameters)
        },
        .init(.flireo.verificationGroups.orderNumber) { account, request, parameters throws(SimulatedReply) in
            let group = try account.verificationGroup(parameters[0])
            let number = try request.object().phoneNumber()
            return try account.placeOrder(of: number, type: group.type ?? .local, through: group, showsGroup: true)
        },
    ]

    private mutating func createGroup(_ request: SimulatedRequest) throws(SimulatedReply) -> SimulatedReply {
        let body = try request.object()
        let type = try body.word("phone_number_type", among: NumberType.known)
        guard let type else { throw .invalidParameters("phone_number_type is required") }
        for name in [
            "contact_person_first_name", "contact_person_last_name", "contact_person_phone", "street_name",
            "house_number", "postal_code", "province",
        ] { _ = try body.text(name) }
        let group = VerificationGroup(
            id: nextID(), name: try body.text("name"), type: type, status: .pending, locality: try body.text("city"),
            businessName: try body.text("business_name"), createdAt: currentSecond, documents: [])
        verificationGroups.insert(group, at: 0)
        return SimulatedReply(body: [
            "message": "Verification group created", "data": ["requirement_group_id": .string(group.id.description)],
        ])
    }

    private func listGroups(_ request: SimulatedRequest) throws(SimulatedReply) -> SimulatedReply {
        let status = try request.word("status", among: VerificationStatus.known)
        let type = try request.word("phone_number_type", among: NumberType.known)
        let found = verificationGroups.filter {
            (status == nil || $0.status == status) && (type == nil || $0.type == type)
        }
        return SimulatedReply(
            body: .object(try page(found.map { .object(describe($0)) }, request, defaultLimit: 20)))
    }

    /// Flireo does not document this reply; it has the form of the other search here.
    private func availableNumbers(_ parameters: [String]) throws(SimulatedReply) -> SimulatedReply {
        let group = try verificationGroup(parameters[0])
        guard group.status == .approved else {
            throw .error("invalid_status", "Verification group is not approved", status: 400)
        }
        let type = group.type ?? .local
        return Self.search(
            stock.filter { $0.isOffered(as: type, to: group) }, type: type, requiresVerification: true)
    }

    /// The group that a path or a body names.
    func verificationGroup(_ text: String) throws(SimulatedReply) -> VerificationGroup {
        let id = try VerificationGroup.ID.checked(text, "Verification group ID")
        guard let group = verificationGroups.first(where: { $0.id == id }) else {
            throw .error("not_found", "Verification group not found", status: 404)
        }
        return group
    }

    private func describe(_ group: VerificationGroup) -> [String: JSONValue] {
        [
            "id": .string(group.id.description), "name": .optional(group.name),
            "phone_number_type": .optional(group.type?.rawValue), "status": .optional(group.status?.rawValue),
            "locality": .optional(group.locality), "business_name": .optional(group.businessName),
            "created_at": .optional(group.createdAt),
        ]
    }

    private func describeInFull(_ group: VerificationGroup) -> JSONValue {
        var members = describe(group)
        members["documents"] = .array(
            (group.documents ?? []).map {
                [
                    "id": .string($0.id.description), "type": .optional($0.type),
                    "status": .optional($0.status?.rawValue),
                ]
            })
        members["phone_numbers"] = .array(
            phoneNumbers.filter { $0.verificationGroupID == group.id }.map {
                ["id": .string($0.id.description), "phone_number": .string($0.number.e164), "status": "active"]
            })
        return .object(members)
    }
}
