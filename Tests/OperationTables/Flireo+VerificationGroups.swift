import Flireo

extension Platform {
    static let verificationGroups: [PerformedOperation<FlireoClient>] = [
        .init(.flireo.verificationGroups.create) { try await $0.verificationGroups.create($1.body()) },
        .init(.flireo.verificationGroups.list) {
            try await $0.verificationGroups.list(status: $1.query("status"), type: $1.query("phone_number_type"))
                .page($1)
        },
        .init(.flireo.verificationGroups.get) { try await $0.verificationGroups.get($1.id()) },
        .init(.flireo.verificationGroups.searchNumbers) { try await $0.verificationGroups.searchNumbers(in: $1.id()) },
        .init(.flireo.verificationGroups.orderNumber) {
            try await $0.verificationGroups.orderNumber($1.member("phone_number"), through: $1.id())
        },
    ]
}
