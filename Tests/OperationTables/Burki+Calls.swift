import Burki

extension Platform {
    static let calls: [PerformedOperation<BurkiClient>] = [
        .init(.burki.calls.initiate) { try await $0.calls.initiate($1.body()) }
    ]
}
