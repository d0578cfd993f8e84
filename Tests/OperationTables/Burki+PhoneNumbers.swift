import Burki

extension Platform {
    static let phoneNumbers: [PerformedOperation<BurkiClient>] = [
        .init(.burki.phoneNumbers.purchase) { try await $0.phoneNumbers.purchase($1.body()) },
        .init(.burki.phoneNumbers.list) {
            try await $0.phoneNumbers.list(
                includeAssigned: $1.flag("include_assigned") ?? true,
                includeUnassigned: $1.flag("include_unassigned") ?? true,
                includeInactive: $1.flag("include_inactive") ?? false)
        },
    ]
}
