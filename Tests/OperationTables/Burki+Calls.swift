import Burki

extension Platform {
    static let calls: [PerformedOperation<BurkiClient>] = [
        .init(.burki.calls.initiate) { try await $0.calls.initiate($1.body()) },
        .init(.burki.calls.list) {
            try await $0.calls.list(
                where: .init(
                    status: $1.query("status"), assistantID: $1.query("assistant_id"),
                    customerPhoneNumber: $1.query("customer_phone"), from: $1.query("date_from"),
                    to: $1.query("date_to"), minDuration: $1.query("min_duration", in: WholeSecondsUnit.self),
                    maxDuration: $1.query("max_duration", in: WholeSecondsUnit.self))
            ).page($1)
        },
    ]
}
