import Flireo
import VoiceAgentsCore

extension FlireoAccount {
    static let orderRoutes: [SimulatedRoute<Self>] = [
        .rule(.flireo.phoneNumberOrders.list) { try $0.listOrders(&$1) },
        .rule(.flireo.phoneNumberOrders.get) { try $0.getOrder(&$1) },
    ]

    private func listOrders(_ request: inout RequestReader) throws(SimulatedReply) -> SimulatedReply {
        let status: OrderStatus? = request.query.word("status")
        let type: NumberType? = request.query.word("number_type")
        let group: VerificationGroup.ID? = request.query.id("verification_group_id")
        let range = request.query.page(defaultLimit: 20)
        try request.check()
        let found = orders.filter {
            (status == nil || $0.status == status) && (type == nil || $0.type == type)
                && (group == nil || $0.verificationGroup?.id == group)
        }
        return SimulatedReply(body: .object(page(found.map { describe($0, inFull: false) }, range)))
    }

    private func getOrder(_ request: inout RequestReader) throws(SimulatedReply) -> SimulatedReply {
        let id: PhoneNumberOrder.ID = request.path.requiredID("id")
        try request.check()
        guard let order = orders.first(where: { $0.id == id }) else {
            throw .error("not_found", "Order not found", status: 404)
        }
        return SimulatedReply(body: ["data": describe(order, inFull: true)])
    }

    private func describe(_ order: PhoneNumberOrder, inFull: Bool) -> JSONValue {
        var members: [String: JSONValue] = [
            "id": .string(order.id.description), "phone_number": .optional(order.phoneNumber?.rawValue),
            "status": .optional(order.status?.rawValue), "number_type": .optional(order.type?.rawValue),
            "requirements_met": .bool(order.requirementsMet ?? false),
            "ordered_at": .optional(order.orderedAt),
            "verification_group": .null,
        ]
        if let group = order.verificationGroup {
            // The group as it is now: the reason of a failure is found there.
            let current = verificationGroups.first { $0.id == group.id } ?? group
            var described: [String: JSONValue] = [
                "id": .string(group.id.description), "name": .optional(current.name),
                "locality": .optional(current.locality),
            ]
            if inFull {
                described["status"] = .optional(current.status?.rawValue)
                described["phone_number_type"] = .optional(current.type?.rawValue)
            }
            members["verification_group"] = .object(described)
        }
        if inFull {
            members["external_order_id"] = .optional(order.externalOrderID)
            members["external_sub_order_id"] = .optional(order.externalSubOrderID)
        }
        return .object(members)
    }

    /// Takes the credits and the number, and writes down the order.
    mutating func placeOrder(
        of number: PhoneNumber, type: NumberType, through group: VerificationGroup?, showsGroup: Bool
    ) throws(SimulatedReply) -> SimulatedReply {
        if let group, group.status != .approved {
            throw .error("invalid_status", "Verification group is not approved", status: 400)
        }
        let address = PhoneAddress(number)
        let place = stock.firstIndex {
            $0.phoneNumber == address && $0.isOffered(as: type, to: group) && $0.isReservable != false
        }
        guard let place else {
            throw .invalidParameters("Phone number is not available")
        }
        let price = stock[place].cost?.credits ?? 10
        guard credits >= price else {
            throw .error("insufficient_credits", "\(price) credits are needed", status: 402)
        }
        credits -= price
        stock.remove(at: place)
        let order = PhoneNumberOrder(
            id: nextID(), phoneNumber: address, status: .pending, type: type, requirementsMet: true,
            orderedAt: currentSecond,
            externalOrderID: "telnyx_order_\(lastID)", externalSubOrderID: "telnyx_sub_\(lastID)",
            verificationGroup: group)
        orders.insert(order, at: 0)
        var data: [String: JSONValue] = [
            "order_id": .string(order.id.description), "phone_number": .string(number.e164),
            "number_type": .string(type.rawValue), "status": "pending",
            "credits_used": .integer(Int64(price)), "remaining_credits": .integer(Int64(credits)),
        ]
        if showsGroup, let group {
            data["verification_group"] = ["id": .string(group.id.description), "name": .optional(group.name)]
        }
        return SimulatedReply(body: ["message": "Phone number ordered", "data": .object(data)])
    }
}
