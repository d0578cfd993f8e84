import Flireo

extension Platform {
    static let flireoPhoneNumbers: [PerformedOperation<FlireoClient>] = [
        .init(.flireo.phoneNumbers.search) {
            try await $0.phoneNumbers.search(
                $1.query("number_type"), matching: $1.query("query"), limit: $1.query("limit"))
        },
        .init(.flireo.phoneNumbers.list) {
            try await $0.phoneNumbers.list(includeDefault: $1.query("include_default") ?? false)
                .page($1)
        },
        .init(.flireo.phoneNumbers.order) {
            try await $0.phoneNumbers.order(
                $1.member("phone_number"), type: $1.optionalMember("number_type"),
                verificationGroupID: $1.optionalMember("verification_group_id"))
        },
    ]
}
