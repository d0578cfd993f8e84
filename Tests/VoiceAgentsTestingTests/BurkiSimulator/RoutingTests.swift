import Burki
import Foundation
import Testing
import VoiceAgentsCore
import VoiceAgentsTesting

/// Routing as code, on a simulated account.
@Suite(.timeLimit(.minutes(5))) struct RoutingTests {
    private let numbers: [PhoneNumber] = [
        "+15550000001", "+15550000002", "+15550000003", "+15550000004", "+15550000005", "+15550000006",
    ]

    /// An account with a number on each kind of destination, and two graphs and two flows.
    private func simulator() async throws -> (BurkiSimulator, BurkiClient) {
        let simulator = BurkiSimulator()
        let burki = BurkiClient(apiKey: "test", configuration: .init(retry: .never), transport: simulator)
        await simulator.update { account in
            account.phoneNumbers = numbers.enumerated().map { index, number in
                .init(id: .init(index + 1), phoneNumber: number)
            }
        }
        for name in ["A", "B"] {
            var draft = AssistantGraph.Draft(name: name)
            draft.addNode(assistantID: 1, type: .entry)
            _ = try await burki.assistantGraphs.create(draft)
            _ = try await burki.flows.create(Flow.Draft(name: name))
        }
        let flows = try await burki.flows.list().page().filter { $0.name == "A" }.map(\.id)
        let graphs = await simulator.account.graphs.map(\.id)
        try await burki.assistants.assign(1, to: 1)
        try await burki.assistantGraphs.assign(2, to: graphs[0])
        try await burki.flows.assign(3, to: flows[0])
        return (simulator, burki)
    }

    private func target(_ routing: Routing) -> Routing.Target {
        let graphs = routing.names.keys.filter { $0.description.hasPrefix("graph:") }.sorted()
        let flows = routing.names.keys.filter { $0.description.hasPrefix("flow:") }.sorted()
        return [
            numbers[0]: graphs[1], numbers[1]: flows[1], numbers[2]: .assistant(2), numbers[3]: graphs[0],
            numbers[4]: .unassigned,
        ]
    }

    @Test func routingHasEveryDestination() async throws {
        let (_, burki) = try await simulator()
        let routing = try await burki.routing()
        #expect(routing.numbers.map(\.phoneNumber) == numbers.map { PhoneAddress($0) })
        #expect(routing.numbers[0].destinations == [.assistant(1)])
        #expect(routing.numbers[1].destinations.map { routing.names[$0] } == ["A"])
        #expect(routing.numbers[2].destinations.map { routing.names[$0] } == ["A"])
        #expect(routing.unassigned.count == 3)
        #expect(routing.unusedDestinations.count == 2)
        #expect(!routing.isPartial)
    }

    @Test("Servers without graphs or without flows have none", arguments: [true, false])
    func missingOperationsAreNoDestinations(graphs: Bool) async throws {
        let (simulator, burki) = try await simulator()
        await simulator.fail { request in
            let isMissing =
                graphs ? request.operation == .burki.assistantGraphs.list : request.operation == .burki.flows.list
            return isMissing ? .status(404, body: ["detail": "Not Found"]) : nil
        }
        let routing = try await burki.routing()
        #expect(routing.numbers.count == numbers.count)
        #expect(routing.names.keys.contains { $0.description.hasPrefix(graphs ? "flow:" : "graph:") })
    }

    @Test("A graph that is deleted while the routing is read is not in it, and a flow without a name is")
    func routingToleratesDeletedAndNamelessRecords() async throws {
        let (simulator, burki) = try await simulator()
        await simulator.update { $0.flows.append(Flow(id: 77, name: nil)) }
        await simulator.fail(
            .burki.assistantGraphs.phoneNumbers,
            with: .status(404, body: ["detail": "Graph not found in your organization"]))
        let routing = try await burki.routing()
        #expect(routing.names.keys.filter { $0.description.hasPrefix("graph:") }.count == 1)
        #expect(try routing.plan(to: [numbers[5]: .flow(77)]).steps.count == 1)
    }

    @Test("A plan that was carried out leaves nothing to do")
    func planIsIdempotent() async throws {
        let (_, burki) = try await simulator()
        let routing = try await burki.routing()
        let target = target(routing)
        let plan = try routing.plan(to: target)
        #expect(plan.steps.count == 5)
        let report = await burki.apply(plan)
        #expect(report.done == plan.steps)
        #expect(report.failure == nil)
        #expect(report.remaining.isEmpty)
        let changed = try await burki.routing()
        for (number, destination) in target {
            let destinations = changed.numbers.first { $0.phoneNumber == PhoneAddress(number) }?.destinations
            #expect(destinations == (destination == .unassigned ? [] : [destination]))
        }
        #expect(try changed.plan(to: target).steps.isEmpty)
    }

    @Test("After a failure at any step, the state is the one that the report describes", arguments: 0..<5)
    func reportDescribesTheState(failing: Int) async throws {
        for (fault, isCarriedOut) in [
            (Fault.status(500), false), (.connectionLostBeforeEffect, false), (.connectionLostAfterEffect, true),
        ] {
            let (simulator, burki) = try await simulator()
            let routing = try await burki.routing()
            let target = target(routing)
            let plan = try routing.plan(to: target)
            // Counted from here: the requests of the plan.
            let counter = Counter()
            await simulator.fail { request in
                request.operation?.safety != .safe && counter.next() == failing ? fault : nil
            }
            let report = await burki.apply(plan)
            #expect(report.done == Array(plan.steps.prefix(failing)))
            #expect(report.failure?.step == plan.steps[failing])
            #expect(report.remaining == Array(plan.steps.dropFirst(failing + 1)))
            #expect((report.failure?.error as? VoiceAgentsError)?.effect == .perhaps)

            var expected = routing
            for step in report.done + (isCarriedOut ? [plan.steps[failing]] : []) { expected.carryOut(step) }
            #expect(try await burki.routing().numbers == expected.numbers)

            // What is left is planned again, and done.
            let rest = try await burki.routing().plan(to: target)
            #expect(await burki.apply(rest).failure == nil)
            #expect(try await burki.routing().plan(to: target).steps.isEmpty)
        }
    }

    @Test("A number is not unassigned for an assistant that does not exist")
    func unknownAssistantChangesNothing() async throws {
        let (simulator, burki) = try await simulator()
        let before = await simulator.account.phoneNumbers
        let report = await burki.apply(try await burki.routing().plan(to: [numbers[1]: .assistant(999)]))
        #expect((report.failure?.error as? VoiceAgentsError)?.kind == .notFound)
        #expect(report.failure?.step.action == .unassign)
        #expect(report.remaining.map(\.action) == [.assign])
        #expect(await simulator.account.phoneNumbers == before)
    }

    @Test("A number of two graphs stays in both when the assistant does not exist")
    func unknownAssistantIsFoundBeforeTheFirstStep() async throws {
        let (_, burki) = try await simulator()
        let number = Routing.Number(
            id: 1, phoneNumber: PhoneAddress("+15550000001"), destinations: [.graph(4), .graph(5)])
        let plan = try Routing(numbers: [number]).plan(to: ["+15550000001": .assistant(99)])
        #expect(plan.steps.count == 3)
        let report = await burki.apply(plan)
        #expect(report.done.isEmpty)
        #expect((report.failure?.error as? VoiceAgentsError)?.effect == .no)
    }

    @Test func cancelledPlanIsNotBegun() async throws {
        let (simulator, burki) = try await simulator()
        let routing = try await burki.routing()
        let plan = try routing.plan(to: target(routing))
        let before = await simulator.account.phoneNumbers
        let task = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            return await burki.apply(plan)
        }
        let report = await task.value
        #expect(report.done.isEmpty)
        #expect(report.failure?.error is CancellationError)
        #expect(await simulator.account.phoneNumbers == before)
    }
}

extension Routing {
    /// What a step means, written independently of the plan.
    fileprivate mutating func carryOut(_ step: Step) {
        guard let index = numbers.firstIndex(where: { $0.id == step.phoneNumberID }) else { return }
        switch step.action {
        case .assign: numbers[index].destinations = [step.destination]
        case .unassign: numbers[index].destinations.removeAll { $0 == step.destination }
        }
    }
}

/// Counts requests.
private final class Counter: Sendable {
    private let count = Locked(0)

    func next() -> Int {
        count.withLock { count in
            defer { count += 1 }
            return count
        }
    }
}
