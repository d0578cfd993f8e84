import Burki

extension Platform {
    static let assistants: [PerformedOperation<BurkiClient>] = [
        .init(.burki.assistants.phoneNumbers) { try await $0.assistants.phoneNumbers(of: $1.id()) },
        .init(.burki.assistants.availablePhoneNumbers) {
            try await $0.assistants.availablePhoneNumbers(for: $1.id())
        },
        .init(.burki.assistants.assign) {
            try await $0.assistants.assign($1.id(1) as OrganizationPhoneNumber.ID, to: $1.id(0))
        },
        .init(.burki.assistants.unassign) { try await $0.assistants.unassign($1.id(1), from: $1.id(0)) },
        .init(.burki.assistants.assignMany) {
            try await $0.assistants.assign($1.body() as [OrganizationPhoneNumber.ID], to: $1.id())
        },
        .init(.burki.assistants.assignNumber) {
            try await $0.assistants.assign(
                number: $1.member("phone_number"), to: $1.id(), friendlyName: $1.optionalMember("friendly_name"),
                autoSync: $1.optionalMember("auto_sync") ?? true)
        },
        .init(.burki.assistants.unassignNumber) {
            try await $0.assistants.unassign(number: $1.member("phone_number"), from: $1.id())
        },
    ]
}
