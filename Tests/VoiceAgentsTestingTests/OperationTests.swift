import Foundation
import OperationTables
import Testing
import VoiceAgentsCore
import VoiceAgentsTesting

/// The parts of every operation: see "Contributing".
@Suite(.timeLimit(.minutes(5))) struct OperationTests {
    @Test("An operation has fixtures, a way to perform it and a tier in the simulator", arguments: Platform.all)
    func operationIsComplete(_ platform: Platform) throws {
        let exchanges = try platform.exchanges
        let table = try String(contentsOf: DocumentedTables.operations, encoding: .utf8)
        for operation in platform.operations {
            let name = operation.fixtureName
            let success = exchanges.first { $0.path == "\(name).json" }?.exchange
            #expect(success != nil, "\(operation) has no success: Fixtures/\(platform.name)/\(name).json")
            let variants = exchanges.filter { $0.path.hasPrefix("\(name)-") && $0.exchange.expected == nil }
            let shape = success?.response.body?.shape ?? []
            #expect(
                operation.method != .get || success?.response.body == nil
                    || variants.contains { variant in
                        let other = variant.exchange.response.body?.shape ?? []
                        return other != shape && !other.isDisjoint(with: shape)
                    },
                """
                \(operation) has no odd reply, a record with nulls, absent keys or values of other types: \
                Fixtures/\(platform.name)/\(name)-odd.json
                """)
            #expect(
                platform.performed.contains(operation), "\(operation) has no entry in Tests/OperationTables")
            let simulator = "Sources/VoiceAgentsTesting/\(platform.name.capitalized)Simulator"
            #expect(platform.tiers[operation] != nil, "\(operation) has no tier in \(simulator)")
            #expect(
                operation.safety != .unrepeatable || platform.tiers[operation] != .recording,
                "\(operation) must not happen twice, so it needs a rule in \(simulator)")
            #expect(
                table.contains("`\(operation.name)`"),
                "\(operation) is not in the table: UPDATE_TABLES=1 swift test --filter DocumentedTableTests")
        }
        for operation in platform.performed + platform.tiers.keys {
            #expect(platform.operations.contains(operation), "\(operation) is performed and not declared")
        }
    }

    @Test("The models of the replies are in the catalog of the documentation", arguments: Platform.all)
    func modelIsInTheCatalog(_ platform: Platform) throws {
        let module = platform.name.capitalized
        let catalog = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../../Sources/\(module)/\(module).docc/\(module).md")
        let text = try String(contentsOf: catalog, encoding: .utf8)
        // Not the texts of a list.
        for model in platform.models where String(reflecting: model).contains("\(module).") {
            let name = String(reflecting: model).trimmingPrefix("Swift.Array<")
                .trimmingPrefix("VoiceAgentsCore.Undocumented<").trimmingPrefix("\(module).")
                .prefix { $0 != "." && $0 != ">" }
            #expect(text.contains("- ``\(name)``"), "\(name) is not among the topics of \(module).docc/\(module).md")
        }
    }

    @Test("A resource lists each operation that it declares", arguments: Platform.all)
    func operationIsListed(_ platform: Platform) throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../../Sources/\(platform.name.capitalized)")
        var names: [String] = []
        for file in try FileManager.default.subpathsOfDirectory(atPath: root.path()) where file.hasSuffix(".swift") {
            let text = try String(contentsOf: root.appending(path: file), encoding: .utf8)
            names += text.matches(of: /PlatformOperation\(\s*"([^"]+)"/).map { String($0.output.1) }
        }
        #expect(names.sorted() == platform.operations.map(\.name).sorted())
    }

    @Test("A fixture's request has the method and the path of its operation", arguments: Platform.all)
    func fixtureBelongsToAnOperation(_ platform: Platform) throws {
        for (path, exchange) in try platform.exchanges {
            let operation = try #require(
                platform.operations.first { $0.name == exchange.operation }, "\(path) names \(exchange.operation)")
            #expect(
                path == "\(operation.fixtureName).json" || path.hasPrefix("\(operation.fixtureName)-"),
                "\(path) holds \(exchange.operation)")
            #expect(operation.method == exchange.request.method, "\(path)")
            #expect(operation.path.values(in: exchange.request.path) != nil, "\(path): \(exchange.request.path)")
        }
    }

    /// `ReplayTransport` answers only when the request agrees with the recording, so this checks request and reply.
    @Test("A recorded request brings the recorded reply", arguments: try Recorded.all)
    func fixtureIsPerformed(_ recorded: Recorded) async throws {
        let exchange = recorded.exchange
        let transport = ReplayTransport(exchange)
        guard let expected = exchange.expected else {
            try await recorded.platform.perform(exchange, over: transport)
            return
        }
        let error = await #expect(throws: VoiceAgentsError.self) {
            try await recorded.platform.perform(exchange, over: transport)
        }
        #expect(error?.kind.description == expected.kind)
        #expect(error?.effect == expected.effect)
        #expect(error?.status == exchange.response.status)
        #expect(error?.operation == exchange.operation)
        if let detail = exchange.response.body?["detail"]?.string
            ?? exchange.response.body?["error"]?["message"]?.string
        {
            #expect(error?.message.hasPrefix(detail) == true)
        }
        if let code = exchange.response.body?["error"]?["code"]?.string { #expect(error?.code == code) }
    }

    @Test("Every operation classifies the errors that all operations share", arguments: Platform.all)
    func sharedErrorsAreClassified(_ platform: Platform) async throws {
        let exchanges = try platform.exchanges
        for operation in platform.operations {
            // `operationIsComplete` names what is missing.
            guard let success = exchanges.first(where: { $0.path == "\(operation.fixtureName).json" })?.exchange,
                platform.performed.contains(operation)
            else { continue }
            for shared in try Fixtures.errors(of: platform.name) {
                let transport = MockTransport(.response(shared.response.transportResponse))
                let name = "\(operation): \(shared.name)"
                let error = await #expect(throws: VoiceAgentsError.self, "\(name)") {
                    try await platform.perform(success, over: transport)
                }
                #expect(error?.kind.description == shared.kind, "\(name)")
                #expect(error?.effect == shared.effects["\(operation.safety)"], "\(name)")
                #expect(error?.status == shared.response.status, "\(name)")
                #expect(error?.operation == operation.name, "\(name)")
                #expect(error?.message.isEmpty == false, "\(name)")
            }
        }
    }
}

extension PlatformOperation {
    /// Where its success stands below the fixtures of its platform.
    fileprivate var fixtureName: String { name.split(separator: ".").dropFirst().joined(separator: "/") }
}

extension JSONValue {
    /// The paths of all members with the types of their values: the same for replies that differ in values alone.
    fileprivate var shape: Set<String> {
        switch self {
        case .object(let members):
            Set(members.flatMap { name, value in value.shape.map { ".\(name)\($0)" } })
        case .array(let elements): Set(elements.flatMap { $0.shape.map { "[]\($0)" } })
        case .null: [": null"]
        case .bool: [": bool"]
        case .integer, .number: [": number"]
        case .string: [": string"]
        }
    }
}
