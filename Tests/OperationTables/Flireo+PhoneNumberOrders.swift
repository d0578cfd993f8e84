import Flireo

extension Platform {
    static let phoneNumberOrders: [PerformedOperation<FlireoClient>] = [
        .init(.flireo.phoneNumberOrders.list) {
            try await $0.phoneNumberOrders.list(
                status: $1.word("status"), verificationGroupID: $1.text("verification_group_id").flatMap { .init($0) },
                type: $1.word("number_type")
            ).page(limit: $1.integer("limit"), offset: $1.integer("offset") ?? 0)
        },
        .init(.flireo.phoneNumberOrders.get) { try await $0.phoneNumberOrders.get($1.id()) },
    ]
}
