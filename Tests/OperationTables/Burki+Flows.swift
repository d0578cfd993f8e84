import Burki

extension Platform {
    static let flows: [PerformedOperation<BurkiClient>] = [
        .init(.burki.flows.create) { try await $0.flows.create($1.body()) },
        .init(.burki.flows.list) {
            try await $0.flows.list(activeOnly: $1.query("active_only") ?? true).page($1)
        },
        .init(.burki.flows.get) { try await $0.flows.get($1.id()) },
        .init(.burki.flows.update) {
            try await $0.flows.update(
                $1.id(), name: $1.optionalMember("name"), baseAssistantID: $1.optionalMember("base_assistant_id"),
                graph: $1.optionalMember("graph"), isActive: $1.optionalMember("is_active"))
        },
        .init(.burki.flows.delete) { try await $0.flows.delete($1.id()) },
        .init(.burki.flows.assign) { try await $0.flows.assign($1.id(1), to: $1.id(0)) },
        .init(.burki.flows.unassign) { try await $0.flows.unassign($1.id(1), from: $1.id(0)) },
    ]
}
