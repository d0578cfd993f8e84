import Flireo

extension Platform {
    static let verificationGroups: [PerformedOperation<FlireoClient>] = [
        .init(.flireo.verificationGroups.create) { try await $0.verificationGroups.create($1.body()) },
        .init(.flireo.verificationGroups.list) {
            try await $0.verificationGroups.list(status: $1.word("status"), type: $1.word("phone_number_type"))
                .page(limit: $1.integer("limit"), offset: $1.integer("offset") ?? 0)
        },
        .init(.flireo.verificationGroups.get) { try await $0.verificationGroups.get($1.id()) },
        .init(.flireo.verificationGroups.searchNumbers) { try await $0.verificationGroups.searchNumbers(in: $1.id()) },
        .init(.flireo.verificationGroups.orderNumber) {
            try await $0.verificationGroups.orderNumber($1.member("phone_number"), through: $1.id())
        },
    ]
}
