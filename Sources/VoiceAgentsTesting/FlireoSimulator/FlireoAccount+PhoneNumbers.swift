import Flireo
import VoiceAgentsCore

extension FlireoAccount {
    static let phoneNumberRoutes: [SimulatedRoute<Self>] = [
        .rule(.flireo.phoneNumbers.search) { try $0.searchAvailable(&$1) },
        .rule(.flireo.phoneNumbers.list) { try $0.list(&$1) },
        .rule(.flireo.phoneNumbers.order) { try $0.order(&$1) },
    ]

    private func searchAvailable(_ request: inout RequestReader) throws(SimulatedReply) -> SimulatedReply {
        let type = request.query.enumValue("number_type", among: [NumberType.national, .mobile]) ?? .national
        let limit = request.query.integer("limit", in: 1...50) ?? 20
        let pattern = request.query.text("query") ?? ""
        try request.check()
        let found = availablePhoneNumbers.filter {
            $0.type == type && (pattern.isEmpty || $0.phoneNumber.rawValue.contains(pattern))
        }
        return Self.searchReply(Array(found.prefix(limit)), type: type, requiresVerification: false)
    }

    /// The reply to a search for numbers.
    static func searchReply(
        _ numbers: [AvailablePhoneNumber], type: NumberType, requiresVerification: Bool
    ) -> SimulatedReply {
        SimulatedReply(body: [
            "data": .array(numbers.map(\.json)),
            "meta": [
                "total_results": .integer(Int64(numbers.count)), "number_type": .string(type.rawValue),
                "requires_verification": .bool(requiresVerification),
            ],
        ])
    }

    private func list(_ request: inout RequestReader) throws(SimulatedReply) -> SimulatedReply {
        let includesShared = request.query.flag("include_default") ?? false
        let range = request.query.page(defaultLimit: 50)
        try request.check()
        let own = phoneNumbers.filter { $0.isOwned && $0.origin != .default }
        var reply = page(own.map(ownedNumberJSON), range)
        if includesShared {
            let shared = phoneNumbers.filter { $0.isOwned && $0.origin == .default }
            reply["shared_numbers"] = .array(shared.map { .object(Self.members(of: $0)) })
        }
        return SimulatedReply(body: .object(reply))
    }

    private func ownedNumberJSON(_ number: SimulatedPhoneNumber) -> JSONValue {
        var members = Self.members(of: number)
        let assistant = assistants.first { $0.phoneNumberID == number.id }
        members["available"] = .bool(assistant == nil)
        members["created_at"] = .optional(number.createdAt)
        members["linked_assistant"] =
            assistant.map { ["id": .string($0.id.description), "name": .string($0.name)] } ?? .null
        return .object(members)
    }

    private static func members(of number: SimulatedPhoneNumber) -> [String: JSONValue] {
        [
            "id": .string(number.id.description), "phone_number": .string(number.phoneNumber.e164),
            "locality": .optional(number.locality), "number_type": .optional(number.type?.rawValue),
        ]
    }

    private mutating func order(_ request: inout RequestReader) throws(SimulatedReply) -> SimulatedReply {
        let number = request.body.requiredPhoneNumber("phone_number")
        let type: NumberType = request.body.enumValue("number_type") ?? .national
        let groupID: VerificationGroup.ID? = request.body.id("verification_group_id")
        try request.check()
        guard let groupID else {
            if type == .local { throw .invalidParameters("verification_group_id is required for local numbers.") }
            return try placeOrder(of: number, type: type, through: nil, includesGroup: false)
        }
        return try placeOrder(of: number, type: type, through: verificationGroup(groupID), includesGroup: false)
    }
}

extension AvailablePhoneNumber {
    /// Whether the number has a type, and can be ordered through a group: its locality is absent or that of the group.
    func isAvailable(as type: NumberType, to group: VerificationGroup?) -> Bool {
        self.type == type && (locality == nil || locality == group?.locality)
    }

    /// The number as an element of a search.
    fileprivate var json: JSONValue {
        [
            "phone_number": .string(phoneNumber.rawValue), "number_type": .optional(type?.rawValue),
            "locality": .optional(locality), "features": .array(features.map { .string($0.rawValue) }),
            "cost": [
                "monthly": .optional(cost?.monthly?.rawValue), "currency": .optional(cost?.currency),
                "credits": .optional(cost?.credits),
            ],
            "reservable": .bool(isReservable ?? false),
        ]
    }
}
