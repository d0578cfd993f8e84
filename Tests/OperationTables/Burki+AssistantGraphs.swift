import Burki

extension Platform {
    static let assistantGraphs: [PerformedOperation<BurkiClient>] = [
        .init(.burki.assistantGraphs.create) { try await $0.assistantGraphs.create($1.body()) },
        .init(.burki.assistantGraphs.phoneNumbers) { try await $0.assistantGraphs.phoneNumbers(of: $1.id()) },
        .init(.burki.assistantGraphs.assign) { try await $0.assistantGraphs.assign($1.id(1), to: $1.id(0)) },
        .init(.burki.assistantGraphs.unassign) { try await $0.assistantGraphs.unassign($1.id(1), from: $1.id(0)) },
        .init(.burki.assistantGraphs.sessions) {
            try await $0.assistantGraphs.sessions(of: $1.id(), activeOnly: $1.query("active_only") ?? false).page($1)
        },
    ]
}
