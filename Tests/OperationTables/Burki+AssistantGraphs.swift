import Burki

extension Platform {
    static let assistantGraphs: [PerformedOperation<BurkiClient>] = [
        .init(.burki.assistantGraphs.create) { try await $0.assistantGraphs.create($1.body()) },
        .init(.burki.assistantGraphs.list) {
            try await $0.assistantGraphs.list(activeOnly: $1.query("active_only") ?? true).page($1)
        },
        .init(.burki.assistantGraphs.get) { try await $0.assistantGraphs.get($1.id()) },
        .init(.burki.assistantGraphs.update) {
            try await $0.assistantGraphs.update(
                $1.id(), name: $1.optionalMember("name"), description: $1.optionalMember("description"),
                isActive: $1.optionalMember("is_active"), configuration: $1.optionalMember("configuration"))
        },
        .init(.burki.assistantGraphs.replaceStructure) {
            let draft = AssistantGraph.Draft(name: "", nodes: try $1.member("nodes"), edges: try $1.member("edges"))
            return try await $0.assistantGraphs.replaceStructure(of: $1.id(), with: draft)
        },
        .init(.burki.assistantGraphs.delete) { try await $0.assistantGraphs.delete($1.id()) },
        .init(.burki.assistantGraphs.phoneNumbers) { try await $0.assistantGraphs.phoneNumbers(of: $1.id()) },
        .init(.burki.assistantGraphs.assign) { try await $0.assistantGraphs.assign($1.id(1), to: $1.id(0)) },
        .init(.burki.assistantGraphs.unassign) { try await $0.assistantGraphs.unassign($1.id(1), from: $1.id(0)) },
        .init(.burki.assistantGraphs.sessions) {
            try await $0.assistantGraphs.sessions(of: $1.id(), activeOnly: $1.query("active_only") ?? false).page($1)
        },
        .init(.burki.assistantGraphs.session) { try await $0.assistantGraphs.session(of: $1.id()) },
        .init(.burki.assistantGraphs.analytics) {
            try await $0.assistantGraphs.analytics(of: $1.id(), days: $1.query("days") ?? 30)
        },
        .init(.burki.assistantGraphs.test) {
            try await $0.assistantGraphs.test(
                $1.id(), messages: $1.member("test_messages"), startingAt: $1.optionalMember("starting_node_id"))
        },
    ]
}
