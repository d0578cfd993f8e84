import Foundation
package import VoiceAgentsCore
package import VoiceAgentsTesting

/// How the tests perform one operation, and what its reply is read as. Every suite that concerns all operations iterates
/// these.
package struct PerformedOperation<Client: Sendable>: Sendable {
    package let operation: PlatformOperation

    /// The type that the reply is read as: the result of the method, or the elements of its page.
    let model: any ReplyModel.Type

    /// Sends what a recording holds through the public method of the operation.
    package let perform: @Sendable (Client, RecordedRequest) async throws -> any Sendable & Hashable

    init<Result: ReplyModel>(
        _ operation: PlatformOperation, perform: @escaping @Sendable (Client, RecordedRequest) async throws -> Result
    ) {
        self.operation = operation
        model = Result.self
        self.perform = { try await perform($0, $1) }
    }

    init<Element: ReplyModel>(
        _ operation: PlatformOperation,
        perform: @escaping @Sendable (Client, RecordedRequest) async throws -> Page<Element>
    ) {
        self.operation = operation
        model = [Element].self
        self.perform = { try await perform($0, $1) }
    }
}

/// What a reply, or a part of one, is read as.
package typealias ReplyModel = Decodable & Hashable & Sendable

/// The request of a recording, read through the template of its operation.
package struct RecordedRequest: Sendable {
    private let exchange: RecordedExchange
    private let values: [String]

    package init(_ exchange: RecordedExchange, of operation: PlatformOperation) throws {
        self.exchange = exchange
        guard let values = operation.path.values(in: exchange.request.path) else {
            throw TableProblem("\(exchange.request.path) is not the path \(operation.path) of \(operation)")
        }
        self.values = values
    }

    /// An id in the path.
    func id<Resource, RawValue: IdentifierValue>(_ index: Int = 0) throws -> Identifier<Resource, RawValue> {
        guard values.indices.contains(index), let value = RawValue(wireText: values[index]) else {
            throw TableProblem("\(exchange.request.path) has no such id")
        }
        return Identifier(value)
    }

    /// A phone number in the path.
    func phoneNumber() throws -> PhoneNumber {
        guard let number = values.first.flatMap({ PhoneNumber($0) }) else {
            throw TableProblem("\(exchange.request.path) has no phone number")
        }
        return number
    }

    /// A field of a urlencoded body.
    func field(_ name: String) -> String? {
        (exchange.request.body?.string).flatMap { [String: String](formEncoded: $0)[name] }
    }

    /// A value in the query: a text, a number, a flag, an id or a phone number.
    func query<Value: LosslessStringConvertible>(_ name: String) -> Value? {
        exchange.request.query[name].flatMap { Value($0) }
    }

    func query(_ name: String) -> Date? { exchange.request.query[name].flatMap(Timestamp.date(from:)) }

    /// A span of time in the query: `$1.query("min_duration", in: WholeSecondsUnit.self)`.
    func query<Unit: WireDurationUnit>(_ name: String, in unit: Unit.Type) -> Duration? {
        query(name).map { (units: Int) in Unit.length * units }
    }

    func url(_ text: String) throws -> URL {
        guard let url = URL(string: text) else { throw TableProblem("\(text) is no URL") }
        return url
    }

    func body<Body: Decodable>() throws -> Body {
        try JSONDecoder().decode(Body.self, from: JSONEncoder().encode(exchange.request.body))
    }

    /// A member of the body.
    func member<Value: Decodable>(_ name: String) throws -> Value {
        guard let value: Value = try optionalMember(name) else { throw TableProblem("the body has no \(name)") }
        return value
    }

    func optionalMember<Value: Decodable>(_ name: String) throws -> Value? {
        try exchange.request.body?[name]?.decoded()
    }
}

extension PagedSequence {
    /// The page that a recording asks for.
    func page(_ request: RecordedRequest) async throws -> Page<Element> {
        try await page(
            limit: request.query("limit") ?? request.query("per_page"),
            offset: request.query("offset") ?? request.query("skip") ?? 0)
    }
}

/// A platform as the suites that concern all operations see it.
package struct Platform: Sendable {
    /// Its name in the fixtures and the operations.
    package let name: String
    package let operations: [PlatformOperation]
    /// The operations that the tests can perform.
    package let performed: [PlatformOperation]
    /// The types that the replies of these operations are read as, in the same order.
    package let models: [any ReplyModel.Type]
    /// The operations that its simulator answers, and how.
    package let tiers: [PlatformOperation: SimulationTier]
    private let perform: @Sendable (RecordedExchange, any Transport) async throws -> any Sendable & Hashable

    init<Client: Sendable>(
        _ name: String, operations: [PlatformOperation], tiers: [PlatformOperation: SimulationTier],
        table: [PerformedOperation<Client>], client: @escaping @Sendable (any Transport) throws -> Client
    ) {
        self.name = name
        self.operations = operations
        self.tiers = tiers
        performed = table.map(\.operation)
        models = table.map(\.model)
        perform = { exchange, transport in
            guard let entry = table.first(where: { $0.operation.name == exchange.operation }) else {
                throw TableProblem("\(exchange.operation) has no entry in Tests/OperationTables")
            }
            return try await entry.perform(client(transport), RecordedRequest(exchange, of: entry.operation))
        }
    }

    /// Sends what a recording holds through the public method of its operation, without waits and repeats.
    @discardableResult
    package func perform(
        _ exchange: RecordedExchange, over transport: any Transport
    ) async throws -> any Sendable & Hashable {
        try await perform(exchange, transport)
    }

    /// The recordings of its operations.
    package var exchanges: [(path: String, exchange: RecordedExchange)] {
        get throws { try Fixtures.exchanges(of: name) }
    }

    package static let all = [burki, flireo]
}

extension Platform: CustomStringConvertible {
    package var description: String { name }
}

/// A recording and the platform that it belongs to.
package struct Recorded: Sendable, CustomStringConvertible {
    package let platform: Platform
    package let path: String
    package let exchange: RecordedExchange

    package var description: String { "\(platform)/\(path)" }

    /// Every recording of both platforms.
    package static var all: [Recorded] {
        get throws {
            try Platform.all.flatMap { platform in
                try platform.exchanges.map { Recorded(platform: platform, path: $0.path, exchange: $0.exchange) }
            }
        }
    }
}

/// The content of the file that an operation saves.
func savedFile(_ save: (URL) async throws -> Void) async throws -> Data {
    let file = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    defer { try? FileManager.default.removeItem(at: file) }
    try await save(file)
    return try Data(contentsOf: file)
}

/// A recording that the table cannot perform.
struct TableProblem: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }
}
