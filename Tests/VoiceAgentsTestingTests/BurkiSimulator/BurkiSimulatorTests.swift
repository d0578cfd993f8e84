import Burki
import Foundation
import Testing
import VoiceAgentsTesting

private func client(_ simulator: BurkiSimulator, clock: VirtualClock = VirtualClock()) -> BurkiClient {
    BurkiClient(apiKey: "any key will do", configuration: .init(clock: clock), transport: simulator)
}

/// What the simulator answers to a request as it stands on the wire.
private func answer(
    _ simulator: BurkiSimulator, _ method: RequestMethod, _ path: String, _ body: String? = nil,
    headers: HeaderFields = ["Authorization": "Bearer any", "Content-Type": "application/json"]
) async throws -> (status: Int, body: JSONValue) {
    let url = try #require(URL(string: "https://api.burki.dev" + path))
    let response = try await simulator.send(
        TransportRequest(
            PlatformOperation("raw", method, "/", .unrepeatable), url: url, headers: headers,
            body: body.map { RequestBody(Data($0.utf8)) })
    )
    return (response.status, try JSONDecoder().decode(JSONValue.self, from: response.body))
}

private func draft(_ name: String = "Router") -> AssistantGraph.Draft {
    var draft = AssistantGraph.Draft(name: name)
    let reception = draft.addNode(assistantID: 1, type: .entry)
    draft.connect(reception, to: draft.addNode(assistantID: 2), when: .intent("sales"))
    return draft
}

@Suite(.timeLimit(.minutes(5))) struct BurkiSimulatorTests {
    @Test func createReturnsTheDocumentedReply() async throws {
        var account = BurkiAccount.example
        account.now = { Date(timeIntervalSince1970: 1_737_280_800) }
        let exchange = try Fixtures.exchange("burki/assistantGraphs/create")
        let body = String(decoding: try JSONEncoder().encode(exchange.request.body), as: UTF8.self)
        let reply = try await answer(BurkiSimulator(account: account), .post, exchange.request.path, body)
        #expect(reply.status == 200)
        #expect(reply.body == exchange.response.body)
    }

    @Test func numberHasOneRoute() async throws {
        let simulator = BurkiSimulator()
        let burki = client(simulator)
        let graph = try await burki.assistantGraphs.create(draft())
        let other = try await burki.assistantGraphs.create(draft("Other"))
        #expect(other.nodes.map(\.id) == [103, 104])
        #expect(other.edges[0].id == 202)

        try await burki.assistantGraphs.assign(1, to: graph.id)
        try await burki.assistantGraphs.assign(1, to: graph.id)
        #expect(try await burki.phoneNumbers.list()[0].assistant == nil)
        #expect(try await burki.assistantGraphs.phoneNumbers(of: graph.id).map(\.id) == [1])
        let taken = await #expect(throws: VoiceAgentsError.self) {
            try await burki.assistantGraphs.assign(1, to: other.id)
        }
        #expect(taken?.kind == .invalidRequest)

        try await burki.assistantGraphs.unassign(1, from: graph.id)
        #expect(await simulator.account.phoneNumbers[0].destination == .unassigned)
        let again = await #expect(throws: VoiceAgentsError.self) {
            try await burki.assistantGraphs.unassign(1, from: graph.id)
        }
        #expect(again?.kind == .invalidRequest)
        for call in [
            { try await burki.assistantGraphs.assign(1, to: 99) },
            { try await burki.assistantGraphs.assign(99, to: graph.id) },
        ] {
            let error = await #expect(throws: VoiceAgentsError.self) { try await call() }
            #expect(error?.kind == .notFound)
        }
    }

    @Test func nodeConfigurationIsKept() async throws {
        let simulator = BurkiSimulator()
        let settings = Open(
            AssistantGraph.NodeConfiguration(
                knowledgeBaseFiles: [1], customTools: [2], maxSessionDuration: .seconds(300), customSettings: ["a": nil]
            ),
            unknownKeys: ["voice": "nova"])
        let graph = try await client(simulator).assistantGraphs.create(
            .init(name: "x", nodes: [.init(assistantID: 1, type: .entry, configuration: settings)]))
        #expect(graph.nodes[0].configuration == settings)
        #expect(await simulator.account.graphs[0].nodes[0].configuration == settings)
        let wrong = try await answer(
            simulator, .post, "/api/v1/assistant-graphs",
            #"{"name":"y","nodes":[{"assistant_id":1,"configuration":{"max_session_duration":"x","custom_tools":["t"]}}]}"#
        )
        #expect(wrong.status == 422)
        #expect(wrong.body["detail"]?.array?.count == 2)
        let list = try await answer(
            simulator, .post, "/api/v1/assistant-graphs",
            #"{"name":"y","nodes":[{"assistant_id":1,"configuration":[]}]}"#)
        #expect(list.status == 422)
        #expect(list.body["detail"]?.array?.count == 1)
    }

    @Test func templateVariablesAreReplacedOnce() async throws {
        let simulator = BurkiSimulator()
        try await client(simulator).calls.initiate(
            from: "+15551234567", to: "+15550000001", welcomeMessage: "{{a}} {{ b }} {{c}} {{d}} {{e",
            variables: ["a": "{{b}}", "b": true, "c": 9.5])
        #expect(await simulator.account.calls[0].welcomeMessage == "{{b}} true 9.5 {{d}} {{e")
    }

    @Test func createRejectsInvalidGraphs() async throws {
        let burki = client(BurkiSimulator())
        _ = try await burki.assistantGraphs.create(draft())
        var strange = draft("Strange")
        strange.nodes[1].type = .init(rawValue: "assistant")
        var odd = draft("Odd")
        odd.edges[0].condition = .init(type: .init(rawValue: "sentiment"))
        var illogical = draft("Illogical")
        illogical.edges[0].conditionLogic = .init(rawValue: "XOR")
        var foreign = draft("Foreign")
        foreign.nodes[1].assistantID = 77
        let broken = AssistantGraph.Draft(name: "Broken", edges: [.init(from: 0, to: 1, condition: .intent("a"))])
        let silent = AssistantGraph.Draft(
            name: "Silent", nodes: [.init(assistantID: 1)], edges: [.init(from: 0, to: 0, condition: .intent(""))])
        for (draft, text) in [
            (draft(), "already exists"), (strange, "node_type"), (odd, "condition_type"),
            (illogical, "condition_logic"),
            (foreign, "Assistant with ID 77 not found"), (broken, "node index 0"), (silent, "incomplete"),
            (AssistantGraph.Draft(name: " "), "name"),
        ] {
            let error = await #expect(throws: VoiceAgentsError.self) {
                try await burki.assistantGraphs.create(draft, validating: false)
            }
            #expect(error?.kind == .invalidRequest)
            #expect(error?.message.contains(text) == true, "\(error?.message ?? "")")
        }
    }

    @Test func malformedBodiesGetFastAPIErrors() async throws {
        let simulator = BurkiSimulator()
        let path = "/api/v1/assistant-graphs"
        let empty = try await answer(simulator, .post, path)
        #expect(empty.status == 422)
        #expect(empty.body["detail"]?[0]?["type"] == "missing")
        let cut = try await answer(simulator, .post, path, "{\"name\":")
        #expect(cut.status == 422)
        #expect(cut.body["detail"]?[0]?["type"] == "json_invalid")
        let form = try await answer(
            simulator, .post, path, "{}",
            headers: ["Authorization": "Bearer any", "Content-Type": "application/x-www-form-urlencoded"])
        #expect(form.body["detail"]?[0]?["type"] == "model_attributes_type")
        let wrong = try await answer(
            simulator, .post, path,
            #"{"name":5,"nodes":[{"assistant_id":"x"},7],"edges":[{"from_node_id":0,"condition_type":null}],"configuration":[]}"#
        )
        let places = wrong.body["detail"]?.array?.map {
            $0["loc"]?.array?.compactMap { $0.string ?? $0.integer?.description }
        }
        #expect(
            places == [
                ["body", "name"], ["body", "configuration"], ["body", "nodes", "0", "assistant_id"],
                ["body", "nodes", "1"],
                ["body", "edges", "0", "to_node_id"], ["body", "edges", "0", "condition_type"],
            ])
    }

    @Test func routesAndKeysAreChecked() async throws {
        let simulator = BurkiSimulator()
        let numbers = "/api/v1/assistant-graphs/1/phone-numbers"
        #expect(try await answer(simulator, .get, "/phone-numbers/purchase").body == ["detail": "Not Found"])
        #expect(try await answer(simulator, .get, "/calls/initiate").status == 405)
        #expect(try await answer(simulator, .get, numbers + "/").status == 404)
        #expect(try await answer(simulator, .get, "/api/v1/assistant-graphs/x/phone-numbers").status == 422)
        #expect(
            try await answer(simulator, .get, "/api/v1/assistants/organization/phone-numbers?include_inactive=maybe")
                .status
                == 422)
        for headers in [[:], ["Authorization": "Bearer "], ["Authorization": "Basic x"]] as [HeaderFields] {
            #expect(try await answer(simulator, .get, numbers, headers: headers).status == 401)
        }
        await simulator.update { $0.apiKey = "the one" }
        #expect(try await answer(simulator, .get, numbers).body == ["detail": "Invalid API key"])
        #expect(
            try await answer(simulator, .get, numbers, headers: ["Authorization": "Bearer the one"]).body
                == ["detail": "Graph not found in your organization"])
    }

    @Test func purchaseAddsTheNumberOnce() async throws {
        let simulator = BurkiSimulator()
        let burki = client(simulator)
        let bought = try await burki.phoneNumbers.purchase("+14155551234", provider: .twilio, assistantID: 3)
        #expect(bought.isUsable)
        let owned = try await burki.phoneNumbers.find(bought.phoneNumber)
        #expect(owned.id == 6)
        #expect(owned.assistant?.name == "Support Agent")
        #expect(owned.friendlyName == "+14155551234")
        let again = await #expect(throws: VoiceAgentsError.self) {
            try await burki.phoneNumbers.purchase("+14155551234", provider: .twilio)
        }
        #expect(again?.kind == .serverError)
        #expect(again?.effect == .perhaps)
        await simulator.update {
            $0.leavesTelnyxOrdersPending = true
            $0.availablePhoneNumbers = ["+14155550000"]
        }
        #expect(try await !burki.phoneNumbers.purchase("+14155550000", provider: .telnyx).isUsable)
        await #expect(throws: VoiceAgentsError.self) {
            try await burki.phoneNumbers.purchase("+14155550001", provider: .telnyx)
        }
        #expect(try await burki.phoneNumbers.list(includeAssigned: false).map(\.id) == [2, 7])
        #expect(try await burki.phoneNumbers.list(includeUnassigned: false).map(\.id) == [1, 5, 6])
    }

    @Test func purchaseErrorsHaveTheDocumentedMessages() async throws {
        let simulator = BurkiSimulator()
        let path = "/api/v1/phone-numbers/purchase"
        let number = try await answer(simulator, .post, path, #"{"phone_number":"4155551234","provider":"twilio"}"#)
        #expect(number.status == 400)
        #expect(number.body == ["detail": "Phone number must be in E.164 format (e.g., +1234567890)"])
        let provider = try await answer(simulator, .post, path, #"{"phone_number":"+14155551234","provider":"acme"}"#)
        #expect(provider.status == 400)
        #expect(provider.body == ["detail": "Provider must be 'twilio' or 'telnyx'"])
        let assistant = try await answer(
            simulator, .post, path, #"{"phone_number":"+14155551234","provider":"TELNYX","assistant_id":9}"#)
        #expect(assistant.status == 404)
        #expect(assistant.body == ["detail": "Assistant with ID 9 not found"])
        #expect(try await answer(simulator, .post, path, "{}").status == 422)
    }

    @Test func initiateFindsTheAssistant() async throws {
        var account = BurkiAccount.example
        account.flows = [.init(id: 4, baseAssistantID: 3, name: "Intake")]
        account.phoneNumbers.append(.init(id: 9, phoneNumber: "+15550009999", destination: .flow(4)))
        let simulator = BurkiSimulator(account: account)
        let burki = client(simulator)
        let call = try await burki.calls.initiate(
            from: "+15551234567", to: "+15550000001", welcomeMessage: "Hello {{name}}", variables: ["name": "Ann"])
        #expect(call.id.rawValue.hasPrefix("CA"))
        #expect(call.id.rawValue.count == 34)
        _ = try await burki.calls.initiate(from: "+15550009999", to: "+15550000001")
        _ = try await burki.calls.initiate(from: "+15550009999", to: "+15550000001", assistantID: 456)
        #expect(await simulator.account.calls.map(\.assistantID) == [1, 3, 456])
        #expect(await simulator.account.calls[0].welcomeMessage == "Hello Ann")

        let graph = try await burki.assistantGraphs.create(draft())
        try await burki.assistantGraphs.assign(5, to: graph.id)
        for (from, kind) in [
            ("+15559876543", VoiceAgentsError.Kind.notFound), ("+15557654321", .notFound), ("+15550000000", .forbidden),
        ] {
            let error = await #expect(throws: VoiceAgentsError.self) {
                try await burki.calls.initiate(from: PhoneNumber(validating: from), to: "+15550000001")
            }
            #expect(error?.kind == kind)
            #expect(error?.message.contains(from) == true)
        }
        let foreign = await #expect(throws: VoiceAgentsError.self) {
            try await burki.calls.initiate(from: "+15551234567", to: "+15550000001", assistantID: 99)
        }
        #expect(foreign?.kind == .forbidden)
        await simulator.update { $0.balance = 0 }
        let unpaid = await #expect(throws: VoiceAgentsError.self) {
            try await burki.calls.initiate(from: "+15551234567", to: "+15550000001")
        }
        #expect(unpaid?.kind == .paymentRequired)
        #expect(unpaid?.message == "Insufficient balance. Please add funds to continue making calls.")
        #expect(await simulator.account.calls.count == 3)
    }

    @Test func initiateErrorsHaveTheDocumentedMessages() async throws {
        let simulator = BurkiSimulator()
        let none = try await answer(simulator, .post, "/calls/initiate", #"{"to_phone_number":"+15550000001"}"#)
        #expect(none.status == 400)
        #expect(none.body == ["detail": "from_phone_number is required"])
        let odd = try await answer(
            simulator, .post, "/calls/initiate", #"{"to_phone_number":"555","from_phone_number":"+15551234567"}"#)
        #expect(odd.status == 400)
        #expect(odd.body == ["detail": "Invalid phone number format. Use E.164 format (e.g., +1234567890)"])
        let missing = try await answer(simulator, .post, "/calls/initiate", #"{"from_phone_number":"+15551234567"}"#)
        #expect(missing.status == 422)
        #expect(missing.body["detail"]?[0]?["loc"] == ["body", "to_phone_number"])
    }

    @Test func listFiltersPlacedCalls() async throws {
        let day = Date(timeIntervalSince1970: 1_705_312_800)
        var account = BurkiAccount.example
        for number in 1...3 {
            account.calls.append(
                .init(
                    id: .init(number), sid: .init("CA\(number)"), from: "+15551234567", to: "+15550000001",
                    assistantID: number == 3 ? 2 : 1,
                    status: number == 2 ? .failed : .completed, startedAt: day + Double(number),
                    duration: .seconds(number * 60)))
        }
        let calls = client(BurkiSimulator(account: account)).calls
        #expect(try await calls.list().page().map(\.sid) == ["CA3", "CA2", "CA1"])
        #expect(try await calls.list(where: .init(status: .failed)).page().map(\.id) == [2])
        #expect(try await calls.list(where: .init(assistantName: "sales")).page().map(\.id) == [3])
        #expect(try await calls.list(where: .init(from: day + 2, maxDuration: .seconds(120))).page().map(\.id) == [2])
        let page = try await calls.list().page(limit: 1, offset: 1)
        #expect(page.map(\.id) == [2])
        #expect(page.total == 3)
        let wrong = try await answer(BurkiSimulator(), .get, "/api/v1/calls/?limit=0&date_from=soon")
        #expect(wrong.status == 422)
        #expect(wrong.body["detail"]?.array?.count == 2)
    }

    @Test func sessionsAreThoseOfTheGraph() async throws {
        let exchange = try Fixtures.exchange("burki/assistantGraphs/sessions")
        let simulator = BurkiSimulator()
        let burki = client(simulator)
        let graph = try await burki.assistantGraphs.create(draft())
        let other = try await burki.assistantGraphs.create(draft("Other"))
        let documented: [GraphSession] = try exchange.response.body?.decoded() ?? []
        await simulator.update {
            $0.graphSessions = documented.reversed()
            $0.graphSessions.append(.init(id: 502, graphID: graph.id, currentNodeID: graph.nodes[1].id))
            $0.graphSessions.append(.init(id: 503, graphID: other.id))
        }
        let sessions = burki.assistantGraphs.sessions(of: graph.id)
        let all = try await sessions.page()
        #expect(all.map(\.id) == [502, 501, 500])
        #expect(all[0].currentAssistantName == "Sales Specialist")
        #expect(all[0].graphName == "Router")
        #expect(
            try await burki.assistantGraphs.sessions(of: graph.id, activeOnly: true).page().map(\.id) == [502, 501])
        let path = exchange.request.path
        #expect(try await answer(simulator, .get, path + "?skip=1").body == exchange.response.body)
        #expect(try await sessions.page(limit: 1, offset: 1).map(\.id) == [501])
        let wrong = try await answer(simulator, .get, path + "?limit=1001&skip=-1&active_only=maybe")
        #expect(wrong.status == 422)
        #expect(wrong.body["detail"]?.array?.count == 3)
        let missing = await #expect(throws: VoiceAgentsError.self) {
            try await burki.assistantGraphs.sessions(of: 99).page()
        }
        #expect(missing?.kind == .notFound)
    }
}

@Suite(.timeLimit(.minutes(5))) struct FaultTests {
    @Test func lostConnectionNeverRepeatsACall() async throws {
        for (fault, placed) in [(Fault.connectionLostBeforeEffect, 0), (.connectionLostAfterEffect, 1)] {
            let simulator = BurkiSimulator()
            await simulator.fail(.burki.calls.initiate, with: fault)
            let error = await #expect(throws: VoiceAgentsError.self) {
                try await client(simulator).calls.initiate(from: "+15551234567", to: "+15550000001")
            }
            #expect(error?.kind == .outcomeUnknown)
            #expect(error?.effect == .perhaps)
            #expect(await simulator.account.calls.count == placed)
        }
    }

    @Test func idempotentWriteIsRetried() async throws {
        let (simulator, clock) = (BurkiSimulator(), VirtualClock())
        let burki = client(simulator, clock: clock)
        let graph = try await burki.assistantGraphs.create(draft())
        await simulator.fail(.burki.assistantGraphs.assign, with: .connectionLostAfterEffect)
        await simulator.fail(.burki.assistantGraphs.assign, with: .status(503, headers: ["Retry-After": "3"]))
        try await burki.assistantGraphs.assign(1, to: graph.id)
        #expect(await simulator.account.phoneNumbers[0].destination == .graph(graph.id))
        #expect(clock.sleeps.count == 2)
        #expect(clock.sleeps[1] >= .seconds(3))
        #expect(clock.sleeps[1] <= .seconds(4))
    }

    @Test func closureChoosesTheRequestsThatFail() async throws {
        let simulator = BurkiSimulator()
        await simulator.fail { request in
            guard request.operation == .burki.calls.initiate else { return nil }
            return request.number.isMultiple(of: 3) ? .status(402) : nil
        }
        await simulator.fail { request in
            request.body?["to_phone_number"] == "+12025550101" ? .connectionLostAfterEffect : nil
        }
        let burki = BurkiClient(apiKey: "k", transport: simulator)
        var kinds: [VoiceAgentsError.Kind?] = []
        for number in ["+12025550100", "+12025550101", "+12025550100", "+12025550100"] as [PhoneNumber] {
            do {
                try await burki.calls.initiate(from: "+15551234567", to: number)
                kinds.append(nil)
            } catch let error as VoiceAgentsError {
                kinds.append(error.kind)
            }
            _ = try await burki.phoneNumbers.list()
        }
        #expect(kinds == [nil, .outcomeUnknown, .paymentRequired, nil])
        #expect(await simulator.account.calls.map(\.to) == ["+12025550100", "+12025550101", "+12025550100"])
    }

    @Test func numbersListTheirGraphOnlyWhenSwitchedOn() async throws {
        let simulator = BurkiSimulator()
        let burki = BurkiClient(apiKey: "k", transport: simulator)
        var draft = AssistantGraph.Draft(name: "Router")
        draft.addNode(assistantID: 1, type: .entry)
        let graph = try await burki.assistantGraphs.create(draft)
        try await burki.assistantGraphs.assign(2, to: graph.id)
        #expect(try await burki.phoneNumbers.list().first { $0.id == 2 }?.assistantGraphID == nil)
        await simulator.update { $0.listsGraphsOfNumbers = true }
        #expect(try await burki.phoneNumbers.list().first { $0.id == 2 }?.assistantGraphID == graph.id)
    }

    @Test func failedConnectionIsRetried() async throws {
        let simulator = BurkiSimulator()
        await simulator.fail(.burki.calls.initiate, with: .cannotConnect)
        _ = try await client(simulator).calls.initiate(from: "+15551234567", to: "+15550000001")
        #expect(await simulator.account.calls.count == 1)
    }

    @Test func delayBeyondTheTimeoutLosesTheReply() async throws {
        let clock = VirtualClock()
        let simulator = BurkiSimulator(clock: clock)
        await simulator.fail(.burki.calls.initiate, with: .delay(.seconds(5)))
        await simulator.fail(.burki.calls.initiate, with: .delay(.seconds(31)))
        let burki = client(simulator, clock: clock)
        _ = try await burki.calls.initiate(from: "+15551234567", to: "+15550000001")
        let error = await #expect(throws: VoiceAgentsError.self) {
            try await burki.calls.initiate(from: "+15551234567", to: "+15550000001")
        }
        #expect(error?.kind == .outcomeUnknown)
        #expect(clock.sleeps == [.seconds(5), .seconds(30)])
        #expect(await simulator.account.calls.count == 2)
    }

    @Test func statusFaultHasNoEffect() async throws {
        let simulator = BurkiSimulator()
        await simulator.fail(.burki.calls.initiate, with: .status(402, body: ["detail": "Pay first"]))
        let error = await #expect(throws: VoiceAgentsError.self) {
            try await client(simulator).calls.initiate(from: "+15551234567", to: "+15550000001")
        }
        #expect(error?.kind == .paymentRequired)
        #expect(error?.message == "Pay first")
        #expect(await simulator.account.calls.isEmpty)
    }
}
