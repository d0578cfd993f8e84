import Burki
import Foundation
import Testing
import VoiceAgentsTesting

@Suite struct RoutingValueTests {
    private let routing = Routing(
        numbers: [
            .init(
                id: 1, phoneNumber: PhoneAddress("+15550000001"), friendlyName: "Main", destinations: [.assistant(1)]),
            .init(id: 2, phoneNumber: PhoneAddress("+15550000002")),
            .init(
                id: 3, phoneNumber: PhoneAddress("+15550000003"), isActive: false, destinations: [.graph(4), .flow(7)]),
        ],
        names: [.assistant(1): "Receptionist", .graph(4): "Router", .flow(7): "Support", .flow(8): "Unused"])

    @Test(arguments: [Routing.Destination.assistant(1), .graph(-4), .flow(7), .unassigned])
    func destinationIsText(destination: Routing.Destination) throws {
        #expect(Routing.Destination(destination.description) == destination)
        let json = try JSONEncoder().encode([destination])
        #expect(try JSONDecoder().decode([Routing.Destination].self, from: json) == [destination])
    }

    @Test(arguments: [
        "", "graph", "graph:", "graph:x", "graph:1:2", "unassigned:1", "Graph:1", "number:1", "graph:+4", "graph:04",
    ])
    func otherTextIsNoDestination(text: String) {
        #expect(Routing.Destination(text) == nil)
    }

    @Test func targetIsAnObject() throws {
        let json = #"{"+15550000001": "graph:4", "+15550000002": "unassigned"}"#
        let target = try JSONDecoder().decode(Routing.Target.self, from: Data(json.utf8))
        #expect(target == ["+15550000001": .graph(4), "+15550000002": .unassigned])
    }

    @Test func routingIsCodable() throws {
        #expect(try JSONDecoder().decode(Routing.self, from: Data(routing.json.utf8)) == routing)
    }

    @Test func numbersAreSortedOut() {
        #expect(routing.unassigned.map(\.id) == [2])
        #expect(routing.conflicting.map(\.id) == [3])
        #expect(routing.unusedDestinations == [.flow(8)])
    }

    @Test func tableHasALineForEachNumber() {
        #expect(
            routing.table == """
                Number        Name  Leads to
                +15550000001  Main  Receptionist (assistant:1)
                +15550000002        nothing
                +15550000003        conflict: Router (graph:4) and Support (flow:7) (inactive)
                No number leads to flow:8 Unused.
                """)
    }

    @Test func diagramShowsNumbersAndDestinations() {
        #expect(
            routing.mermaid == """
                ---
                title: "Routing"
                ---
                flowchart LR
                    n0(["#43;15550000001
                Main"]):::entry
                    n1((("#43;15550000002
                unassigned"))):::exit
                    n2(["#43;15550000003
                inactive"]):::entry
                    d0["Receptionist (assistant:1)"]
                    d1["Support (flow:7)"]
                    d2["Unused (flow:8)"]
                    d3["Router (graph:4)"]
                    n0 --> d0
                    n2 -.->|"conflict"| d3
                    n2 -.->|"conflict"| d1
                    classDef entry fill:#d4edda,stroke:#333333,color:#000000
                    classDef exit fill:#f8d7da,stroke:#333333,color:#000000
                """)
        #expect(routing.dot.contains(#"n2 -> d3 [label="conflict", style=dashed];"#))
    }

    @Test("A graph and a flow take a number from an assistant; every other owner gives it up first")
    func planUnassignsWhereItMust() throws {
        func steps(from destinations: [Routing.Destination], to target: Routing.Destination) throws -> [String] {
            var routing = routing
            routing.numbers[0].destinations = destinations
            return try routing.plan(to: ["+15550000001": target]).steps.map(\.description)
        }
        #expect(try steps(from: [.assistant(1)], to: .assistant(1)) == [])
        #expect(try steps(from: [], to: .unassigned) == [])
        #expect(try steps(from: [], to: .graph(4)) == ["assign +15550000001 to graph:4"])
        #expect(try steps(from: [.assistant(1)], to: .graph(4)) == ["assign +15550000001 to graph:4"])
        #expect(try steps(from: [.assistant(1)], to: .flow(7)) == ["assign +15550000001 to flow:7"])
        #expect(try steps(from: [.assistant(1)], to: .unassigned) == ["unassign +15550000001 from assistant:1"])
        #expect(try steps(from: [.assistant(1)], to: .assistant(2)) == ["assign +15550000001 to assistant:2"])
        #expect(try steps(from: [.flow(8)], to: .flow(7)) == ["assign +15550000001 to flow:7"])
        #expect(
            try steps(from: [.graph(4)], to: .assistant(2))
                == ["unassign +15550000001 from graph:4", "assign +15550000001 to assistant:2"])
        #expect(
            try steps(from: [.flow(7)], to: .graph(4))
                == ["unassign +15550000001 from flow:7", "assign +15550000001 to graph:4"])
        #expect(try steps(from: [.graph(4), .flow(7)], to: .flow(7)) == ["unassign +15550000001 from graph:4"])
    }

    @Test func planRejectsAPartialRouting() {
        var routing = routing
        routing.isPartial = true
        let error = #expect(throws: VoiceAgentsError.self) { try routing.plan(to: ["+15550000001": .unassigned]) }
        #expect(error?.kind == .rejectedLocally)
    }

    @Test func planRejectsWhatDoesNotExist() {
        let error = #expect(throws: VoiceAgentsError.self) {
            try routing.plan(to: [
                "+15550000001": .graph(99), "+15550000009": .graph(4), "+15550000002": .assistant(99),
                "+15550000003": .flow(9),
            ])
        }
        #expect(error?.kind == .rejectedLocally)
        #expect(error?.fieldErrors.map(\.path) == ["+15550000001", "+15550000003", "+15550000009"])
    }

    @Test("A graph that a number leads to exists, also where the server has no list of graphs")
    func planKnowsTheDestinationsOfNumbers() throws {
        let routing = Routing(numbers: [
            .init(id: 1, phoneNumber: PhoneAddress("+15550000001"), destinations: [.graph(4)]),
            .init(id: 2, phoneNumber: PhoneAddress("+15550000002")),
        ])
        let plan = try routing.plan(to: ["+15550000001": .graph(4), "+15550000002": .graph(4)])
        #expect(plan.description == "assign +15550000002 to graph:4")
    }
}
