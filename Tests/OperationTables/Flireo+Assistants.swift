import Flireo

extension Platform {
    static let flireoAssistants: [PerformedOperation<FlireoClient>] = [
        .init(.flireo.assistants.linkedPhoneNumber) { try await $0.assistants.linkedPhoneNumber(of: $1.id()) },
        .init(.flireo.assistants.link) {
            let request: LinkRequest = try $1.body()
            return try await $0.assistants.link(request.phoneNumberID, to: $1.id())
        },
        .init(.flireo.assistants.unlinkPhoneNumber) { try await $0.assistants.unlinkPhoneNumber(from: $1.id()) },
    ]
}
