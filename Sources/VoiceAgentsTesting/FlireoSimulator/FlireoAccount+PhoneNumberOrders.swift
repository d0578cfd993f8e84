import Flireo
import VoiceAgentsCore

extension FlireoAccount {
    static let orderRoutes: [SimulatedRoute<Self>] = [
        .rule(.flireo.phoneNumberOrders.list) { try $0.listOrders(&$1) },
        .rule(.flireo.phoneNumberOrders.get) { try $0.getOrder(&$1) },
    ]

    private func listOrders(_ request: inout RequestReader) throws(SimulatedReply) -> SimulatedReply {
        let status: OrderStatus? = request.query.enumValue("status")
        let type: NumberType? = request.query.enumValue("number_type")
        let group: VerificationGroup.ID? = request.query.id("verification_group_id")
        let range = request.query.page(defaultLimit: 20)
        try request.check()
        let found = orders.filter {
            (status == nil || $0.status == status) && (type == nil || $0.type == type)
                && (group == nil || $0.verificationGroup?.id == group)
        }
        return SimulatedReply(body: .object(page(found.map { json($0, isDetailed: false) }, range)))
    }

    private func getOrder(_ request: inout RequestReader) throws(SimulatedReply) -> SimulatedReply {
        let id: PhoneNumberOrder.ID = request.path.requiredID("id")
        try request.check()
        guard let order = orders.first(where: { $0.id == id }) else {
            throw .error("not_found", "Order not found", status: 404)
        }
        return SimulatedReply(body: ["data": json(order, isDetailed: true)])
    }

    private func json(_ order: PhoneNumberOrder, isDetailed: Bool) -> JSONValue {
        var members: [String: JSONValue] = [
            "id": .string(order.id.description), "phone_number": .optional(order.phoneNumber?.rawValue),
            "status": .optional(order.status?.rawValue), "number_type": .optional(order.type?.rawValue),
            "requirements_met": .bool(order.requirementsMet ?? false),
            "ordered_at": .optional(order.orderedAt),
            "verification_group": .null,
        ]
        if let group = order.verificationGroup {
            // The current state of the group, because it shows the reason for a failure.
            let current = verificationGroups.first { $0.id == group.id } ?? group
            var groupMembers: [String: JSONValue] = [
                "id": .string(group.id.description), "name": .optional(current.name),
                "locality": .optional(current.locality),
            ]
            if isDetailed {
                groupMembers["status"] = .optional(current.status?.rawValue)
                groupMembers["phone_number_type"] = .optional(current.type?.rawValue)
            }
            members["verification_group"] = .object(groupMembers)
        }
        if isDetailed {
            members["external_order_id"] = .optional(order.externalOrderID)
            members["external_sub_order_id"] = .optional(order.externalSubOrderID)
        }
        return .object(members)
    }

    /// Places an order: deducts its credits, removes the available number and adds a pending order.
    mutating func placeOrder(
        of number: PhoneNumber, type: NumberType, through group: VerificationGroup?, includesGroup: Bool
    ) throws(SimulatedReply) -> SimulatedReply {
        if let group, group.status != .approved {
            throw .error("invalid_status", "Verification group is not approved", status: 400)
        }
        let address = PhoneAddress(number)
        let index = availablePhoneNumbers.firstIndex {
            $0.phoneNumber == address && $0.isAvailable(as: type, to: group) && $0.isReservable != false
        }
        guard let index else {
            throw .invalidParameters("Phone number is not available")
        }
        let price = availablePhoneNumbers[index].cost?.credits ?? 10
        guard credits >= price else {
            throw .error("insufficient_credits", "\(price) credits are needed", status: 402)
        }
        credits -= price
        availablePhoneNumbers.remove(at: index)
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
        if includesGroup, let group {
            data["verification_group"] = ["id": .string(group.id.description), "name": .optional(group.name)]
        }
        return SimulatedReply(body: ["message": "Phone number ordered", "data": .object(data)])
    }
}
