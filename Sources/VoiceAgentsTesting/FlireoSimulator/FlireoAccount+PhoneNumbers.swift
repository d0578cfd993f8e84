import Flireo
import VoiceAgentsCore

extension FlireoAccount {
    static let phoneNumberRoutes: [SimulatedRoute<Self>] = [
        .rule(.flireo.phoneNumbers.search) { try $0.available(&$1) },
        .rule(.flireo.phoneNumbers.list) { try $0.list(&$1) },
        .rule(.flireo.phoneNumbers.order) { try $0.order(&$1) },
    ]

    private func available(_ request: inout RequestReader) throws(SimulatedReply) -> SimulatedReply {
        let type = request.query.word("number_type", among: [NumberType.national, .mobile]) ?? .national
        let limit = request.query.integer("limit", in: 1...50) ?? 20
        let pattern = request.query.text("query") ?? ""
        try request.check()
        let found = stock.filter { $0.type == type && (pattern.isEmpty || $0.phoneNumber.rawValue.contains(pattern)) }
        return Self.search(Array(found.prefix(limit)), type: type, requiresVerification: false)
    }

    /// The reply of a search for numbers.
    static func search(
        _ numbers: [AvailablePhoneNumber], type: NumberType, requiresVerification: Bool
    ) -> SimulatedReply {
        SimulatedReply(body: [
            "data": .array(numbers.map(\.described)),
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
        let own = phoneNumbers.filter { $0.isOwn && $0.origin != .default }
        var reply = page(own.map(describeOwned), range)
        if includesShared {
            let shared = phoneNumbers.filter { $0.isOwn && $0.origin == .default }
            reply["shared_numbers"] = .array(shared.map { .object(Self.describe($0)) })
        }
        return SimulatedReply(body: .object(reply))
    }

    private func describeOwned(_ number: SimulatedPhoneNumber) -> JSONValue {
        var members = Self.describe(number)
        let assistant = assistants.first { $0.phoneNumberID == number.id }
        members["available"] = .bool(assistant == nil)
        members["created_at"] = .optional(number.createdAt)
        members["linked_assistant"] =
            assistant.map { ["id": .string($0.id.description), "name": .string($0.name)] } ?? .null
        return .object(members)
    }

    private static func describe(_ number: SimulatedPhoneNumber) -> [String: JSONValue] {
        [
            "id": .string(number.id.description), "phone_number": .string(number.phoneNumber.e164),
            "locality": .optional(number.locality), "number_type": .optional(number.type?.rawValue),
        ]
    }

    private mutating func order(_ request: inout RequestReader) throws(SimulatedReply) -> SimulatedReply {
        let number = request.body.requiredPhoneNumber("phone_number")
        let type: NumberType = request.body.word("number_type") ?? .national
        let groupID: VerificationGroup.ID? = request.body.id("verification_group_id")
        try request.check()
        guard let groupID else {
            if type == .local { throw .invalidParameters("verification_group_id is required for local numbers.") }
            return try placeOrder(of: number, type: type, through: nil, showsGroup: false)
        }
        return try placeOrder(of: number, type: type, through: verificationGroup(groupID), showsGroup: false)
    }
}

extension AvailablePhoneNumber {
    /// Whether it is of a kind, and of no place but that of a group.
    func isOffered(as type: NumberType, to group: VerificationGroup?) -> Bool {
        self.type == type && (locality == nil || locality == group?.locality)
    }

    /// The number as a search shows it.
    fileprivate var described: JSONValue {
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
