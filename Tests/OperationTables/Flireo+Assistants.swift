import Flireo

extension Platform {
    static let flireoAssistants: [PerformedOperation<FlireoClient>] = [
        .init(.flireo.assistants.linkedPhoneNumber) { try await $0.assistants.linkedPhoneNumber(of: $1.id()) },
        .init(.flireo.assistants.link) {
            try await $0.assistants.link($1.member("phone_number_id"), to: $1.id())
        },
        .init(.flireo.assistants.unlinkPhoneNumber) { try await $0.assistants.unlinkPhoneNumber(from: $1.id()) },
    ]
}
