import Flireo
import VoiceAgentsCore

extension FlireoSimulator.Account {
    static let phoneNumberRoutes: [SimulatedRoute<Self>] = [
        .init(.flireo.phoneNumbers.search) { account, request, _ throws(SimulatedReply) in
            try account.available(request)
        },
        .init(.flireo.phoneNumbers.list) { account, request, _ throws(SimulatedReply) in
            try account.list(request)
        },
        .init(.flireo.phoneNumbers.order) { account, request, _ throws(SimulatedReply) in
            try account.order(request)
        },
    ]

    private func available(_ request: SimulatedRequest) throws(SimulatedReply) -> SimulatedReply {
        let type = try request.word("number_type", among: [NumberType.national, .mobile]) ?? .national
        let limit = try request.number("limit", in: 1...50) ?? 20
        let pattern = request.query["query"] ?? ""
        let found = stock.filter { $0.type == type && (pattern.isEmpty || $0.number.rawValue.contains(pattern)) }
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

    private func list(_ request: SimulatedRequest) throws(SimulatedReply) -> SimulatedReply {
        let includesShared = try request.flag("include_default")
        let own = phoneNumbers.filter { $0.isOwn && $0.origin != .default }
        var reply = try page(own.map(describeOwned), request, defaultLimit: 50)
        if includesShared {
            let shared = phoneNumbers.filter { $0.isOwn && $0.origin == .default }
            reply["shared_numbers"] = .array(shared.map { .object(Self.describe($0)) })
        }
        return SimulatedReply(body: .object(reply))
    }

    private func describeOwned(_ number: FlireoSimulator.SimulatedPhoneNumber) -> JSONValue {
        var members = Self.describe(number)
        let assistant = assistants.first { $0.phoneNumberID == number.id }
        members["available"] = .bool(assistant == nil)
        members["created_at"] = .optional(number.createdAt)
        members["linked_assistant"] =
            assistant.map { ["id": .string($0.id.description), "name": .string($0.name)] } ?? .null
        return .object(members)
    }

    private static func describe(_ number: FlireoSimulator.SimulatedPhoneNumber) -> [String: JSONValue] {
        [
            "id": .string(number.id.description), "phone_number": .string(number.number.e164),
            "locality": .optional(number.locality), "number_type": .optional(number.type?.rawValue),
        ]
    }

    private mutating func order(_ request: SimulatedRequest) throws(SimulatedReply) -> SimulatedReply {
        let body = try request.object()
        let number = try body.phoneNumber()
        let type = try body.word("number_type", among: NumberType.known) ?? .national
        var group: VerificationGroup?
        if let value = body["verification_group_id"], !value.isNull {
            group = try verificationGroup(value.string ?? "")
        }
        if type == .local, group == nil {
            throw .invalidParameters("verification_group_id is required for local numbers")
        }
        return try placeOrder(of: number, type: type, through: group, showsGroup: false)
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
            "phone_number": .string(number.rawValue), "number_type": .optional(type?.rawValue),
            "locality": .optional(locality), "features": .array(features.map { .string($0.rawValue) }),
            "cost": [
                "monthly": .optional(cost?.monthly?.rawValue), "currency": .optional(cost?.currency),
                "credits": .optional(cost?.credits),
            ],
            "reservable": .bool(isReservable ?? false),
        ]
    }
}
