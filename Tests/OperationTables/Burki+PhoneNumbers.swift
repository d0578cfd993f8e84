import Burki

extension Platform {
    static let phoneNumbers: [PerformedOperation<BurkiClient>] = [
        .init(.burki.phoneNumbers.purchase) {
            try await $0.phoneNumbers.purchase(
                $1.member("phone_number"), provider: $1.member("provider"),
                countryCode: $1.optionalMember("country_code"), assistantID: $1.optionalMember("assistant_id"),
                friendlyName: $1.optionalMember("friendly_name"),
                messagingProfileID: $1.optionalMember("messaging_profile_id"))
        },
        .init(.burki.phoneNumbers.list) {
            try await $0.phoneNumbers.list(
                includeAssigned: $1.query("include_assigned") ?? true,
                includeUnassigned: $1.query("include_unassigned") ?? true,
                includeInactive: $1.query("include_inactive") ?? false)
        },
    ]
}
