import Flireo
import VoiceAgentsCore

extension FlireoAccount {
    static let verificationGroupRoutes: [SimulatedRoute<Self>] = [
        .rule(.flireo.verificationGroups.create) { try $0.createGroup(&$1) },
        .rule(.flireo.verificationGroups.list) { try $0.listGroups(&$1) },
        .rule(.flireo.verificationGroups.get) { try $0.getGroup(&$1) },
        .rule(.flireo.verificationGroups.searchNumbers) { try $0.searchNumbers(&$1) },
        .rule(.flireo.verificationGroups.orderNumber) { try $0.orderNumber(&$1) },
    ]

    private mutating func createGroup(_ request: inout RequestReader) throws(SimulatedReply) -> SimulatedReply {
        let type: NumberType = request.body.requiredEnumValue("phone_number_type")
        let texts = [
            "name", "business_name", "city", "contact_person_first_name", "contact_person_last_name",
            "contact_person_phone", "street_name", "house_number", "postal_code", "province",
        ].map { request.body.requiredText($0, length: 1...Int.max) }
        try request.check()
        let group = VerificationGroup(
            id: nextID(), name: texts[0], type: type, status: .pending, locality: texts[2], businessName: texts[1],
            createdAt: currentSecond, documents: [])
        verificationGroups.insert(group, at: 0)
        return SimulatedReply(body: [
            "message": "Verification group created", "data": ["requirement_group_id": .string(group.id.description)],
        ])
    }

    private func listGroups(_ request: inout RequestReader) throws(SimulatedReply) -> SimulatedReply {
        let status: VerificationStatus? = request.query.enumValue("status")
        let type: NumberType? = request.query.enumValue("phone_number_type")
        let range = request.query.page(defaultLimit: 20)
        try request.check()
        let found = verificationGroups.filter {
            (status == nil || $0.status == status) && (type == nil || $0.type == type)
        }
        return SimulatedReply(body: .object(page(found.map { .object(members(of: $0)) }, range)))
    }

    private func getGroup(_ request: inout RequestReader) throws(SimulatedReply) -> SimulatedReply {
        SimulatedReply(body: ["data": detailedJSON(try group(in: &request))])
    }

    private mutating func orderNumber(_ request: inout RequestReader) throws(SimulatedReply) -> SimulatedReply {
        let number = request.body.requiredPhoneNumber("phone_number")
        let group = try group(in: &request)
        return try placeOrder(of: number, type: group.type ?? .local, through: group, includesGroup: true)
    }

    /// Flireo does not document this reply. The simulator uses the format of the other search.
    private func searchNumbers(_ request: inout RequestReader) throws(SimulatedReply) -> SimulatedReply {
        let group = try group(in: &request)
        guard group.status == .approved else {
            throw .error("invalid_status", "Verification group is not approved", status: 400)
        }
        let type = group.type ?? .local
        return Self.searchReply(
            availablePhoneNumbers.filter { $0.isAvailable(as: type, to: group) }, type: type, requiresVerification: true
        )
    }

    /// Checks all values of the request, and returns the group that the path identifies.
    private func group(in request: inout RequestReader) throws(SimulatedReply) -> VerificationGroup {
        let id: VerificationGroup.ID = request.path.requiredID("id")
        try request.check()
        return try verificationGroup(id)
    }

    func verificationGroup(_ id: VerificationGroup.ID) throws(SimulatedReply) -> VerificationGroup {
        guard let group = verificationGroups.first(where: { $0.id == id }) else {
            throw .error("not_found", "Verification group not found", status: 404)
        }
        return group
    }

    private func members(of group: VerificationGroup) -> [String: JSONValue] {
        [
            "id": .string(group.id.description), "name": .optional(group.name),
            "phone_number_type": .optional(group.type?.rawValue), "status": .optional(group.status?.rawValue),
            "locality": .optional(group.locality), "business_name": .optional(group.businessName),
            "created_at": .optional(group.createdAt),
        ]
    }

    private func detailedJSON(_ group: VerificationGroup) -> JSONValue {
        var members = members(of: group)
        members["documents"] = .array(
            (group.documents ?? []).map {
                [
                    "id": .string($0.id.description), "type": .optional($0.type),
                    "status": .optional($0.status?.rawValue),
                ]
            })
        members["phone_numbers"] = .array(
            phoneNumbers.filter { $0.verificationGroupID == group.id }.map {
                ["id": .string($0.id.description), "phone_number": .string($0.phoneNumber.e164), "status": "active"]
            })
        return .object(members)
    }
}
