import Flireo

extension Platform {
    static let flireoPhoneNumbers: [PerformedOperation<FlireoClient>] = [
        .init(.flireo.phoneNumbers.search) {
            try await $0.phoneNumbers.search(
                $1.word("number_type"), matching: $1.text("query"), limit: $1.integer("limit"))
        },
        .init(.flireo.phoneNumbers.list) {
            try await $0.phoneNumbers.list(includeDefault: $1.flag("include_default") ?? false)
                .page(limit: $1.integer("limit"), offset: $1.integer("offset") ?? 0)
        },
        .init(.flireo.phoneNumbers.order) {
            try await $0.phoneNumbers.order(
                $1.member("phone_number"), type: $1.optionalMember("number_type"),
                verificationGroupID: $1.optionalMember("verification_group_id"))
        },
    ]
}
