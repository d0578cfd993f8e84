import Flireo

extension Platform {
    static let phoneNumberOrders: [PerformedOperation<FlireoClient>] = [
        .init(.flireo.phoneNumberOrders.list) {
            try await $0.phoneNumberOrders.list(
                status: $1.query("status"), verificationGroupID: $1.query("verification_group_id"),
                type: $1.query("number_type")
            ).page($1)
        },
        .init(.flireo.phoneNumberOrders.get) { try await $0.phoneNumberOrders.get($1.id()) },
    ]
}
