import Burki
import Foundation
import OperationTables
import Testing
import VoiceAgentsTesting

/// The draft of the platform's documentation, built with handles.
func routerDraft() -> AssistantGraph.Draft {
    var draft = AssistantGraph.Draft(
        name: "Customer Service Router", description: "Routes customers to the appropriate department")
    let reception = draft.addNode(assistantID: 1, type: .entry)
    let sales = draft.addNode(assistantID: 2, at: .init(x: 200, y: -100))
    let support = draft.addNode(assistantID: 3, at: .init(x: 200, y: 100))
    draft.connect(
        reception, to: sales, when: .intent("sales", "purchase", "buy"), priority: 1,
        handoffSentence: "Let me connect you with our sales team.")
    draft.connect(
        reception, to: support, when: .intent("support", "help", "issue", "problem"), priority: 1,
        handoffSentence: "I will transfer you to our support team.")
    return draft
}

@Suite(.timeLimit(.minutes(5))) struct AssistantGraphsTests {
    @Test func createReadsEveryField() async throws {
        let burki = BurkiClient(replaying: try Fixtures.exchange("burki/assistantGraphs/create"))
        let graph = try await burki.assistantGraphs.create(routerDraft())
        let created = Date(timeIntervalSince1970: 1_737_280_800)
        let configuration = Open(AssistantGraph.NodeConfiguration())
        func edge(_ id: AssistantGraph.Edge.ID, to: AssistantGraph.Node.ID, _ keywords: String, _ text: String)
            -> AssistantGraph.Edge
        {
            AssistantGraph.Edge(
                id: id, graphID: 1, from: 101, to: to,
                condition: .init(type: .intent, intentPattern: keywords), conditionLogic: .and, priority: 1,
                isActive: true, handoffSentence: text, createdAt: created, updatedAt: created)
        }
        let expected = AssistantGraph(
            id: 1, organizationID: 1, name: "Customer Service Router",
            description: "Routes customers to the appropriate department", isActive: true,
            nodes: [
                .init(
                    id: 101, graphID: 1, assistantID: 1, type: .entry, position: .origin, configuration: configuration,
                    createdAt: created, assistantName: "Receptionist",
                    assistantDescription: "Greets callers and routes to departments"),
                .init(
                    id: 102, graphID: 1, assistantID: 2, type: .standard, position: .init(x: 200, y: -100),
                    configuration: configuration, createdAt: created, assistantName: "Sales Specialist",
                    assistantDescription: "Handles sales inquiries"),
                .init(
                    id: 103, graphID: 1, assistantID: 3, type: .standard, position: .init(x: 200, y: 100),
                    configuration: configuration, createdAt: created, assistantName: "Support Agent",
                    assistantDescription: "Handles support requests"),
            ],
            edges: [
                edge(201, to: 102, "sales,purchase,buy", "Let me connect you with our sales team."),
                edge(202, to: 103, "support,help,issue,problem", "I will transfer you to our support team."),
            ],
            totalNodes: 3, totalEdges: 2, createdAt: created, updatedAt: created)
        #expect(graph == expected)
    }

    @Test func createSendsEveryField() async throws {
        var draft = AssistantGraph.Draft(
            name: "Every condition", description: "One edge of each kind",
            configuration: ["locale": "en-US", "weights": [1, 2.5, nil]])
        let entry = draft.addNode(
            assistantID: 1, type: .entry,
            configuration: .init(
                knowledgeBaseFiles: [11], customTools: [21, 22], maxSessionDuration: .seconds(600),
                customSettings: ["greeting": "short"]))
        let sales = draft.addNode(assistantID: 2, at: .init(x: 250, y: -150.5))
        let goodbye = draft.addNode(assistantID: 3, type: .exit, at: .init(x: 250, y: 150))
        let human = draft.addNode(assistantID: 4, type: .escalation, at: nil)
        draft.connect(
            entry, to: sales, when: .intent("sales", "buy"), conditionLogic: .or, priority: 0,
            handoffSentence: "One moment.",
            description: "Route to sales")
        draft.connect(entry, to: goodbye, when: .naturalLanguage("Caller says goodbye"), priority: 1)
        draft.connect(sales, to: human, when: .mathematical("call_duration > 600"), priority: 2)
        draft.connect(sales, to: entry, when: .stateVariable("department", "equals", "billing"))

        let burki = BurkiClient(replaying: try Fixtures.exchange("burki/assistantGraphs/create-full"))
        let graph = try await burki.assistantGraphs.create(draft)
        #expect(graph.configuration == ["locale": "en-US", "weights": [1, 2.5, nil]])
        #expect(graph.nodes[0].configuration == draft.nodes[0].configuration)
        #expect(graph.edges.map(\.condition) == draft.edges.map(\.condition))
        #expect(graph.edges.map(\.conditionLogic) == [.or, .and, .and, .and])
        #expect(graph.edges.map(\.isActive) == [true, true, true, false])
        #expect(graph.edges[0].description == "Route to sales")
        #expect(graph.nodes.map(\.type) == [.entry, .standard, .exit, .escalation])
        #expect(graph.nodes[3].position == nil)
        #expect(abs((graph.updatedAt?.timeIntervalSince1970 ?? 0) - 1_737_280_800.123456) < 0.000_001)
    }

    @Test func createReadsUnknownWordsAndNulls() async throws {
        let exchange = try Fixtures.exchange("burki/assistantGraphs/create-unknown-words")
        let graph = try await BurkiClient(replaying: exchange).assistantGraphs.create(routerDraft())
        #expect(graph.id == 1)
        #expect(graph.nodes[0].type == .init(rawValue: "supervisor"))
        #expect(graph.nodes[0].type?.isKnown == false)
        #expect(graph.nodes[2].configuration?.unknownKeys == ["voice": "nova"])
        #expect(graph.nodes[2].configuration?.knowledgeBaseFiles == [11, 12])
        #expect(graph.edges[0].condition.type == .init(rawValue: "sentiment"))
        #expect(graph.edges[0].conditionLogic == .init(rawValue: "XOR"))
        #expect(graph.createdAt == Date(timeIntervalSince1970: 1_777_544_100))
        #expect(graph.nodes[1].createdAt == Date(timeIntervalSince1970: 1_777_544_100.5))

        let nulls = try Fixtures.exchange("burki/assistantGraphs/create-nulls")
        let bare = try await BurkiClient(replaying: nulls).assistantGraphs.create(routerDraft())
        #expect(bare.isActive == nil)
        #expect(bare.configuration.isEmpty)
        #expect(bare.nodes.count == 3)
        #expect(bare.edges[1].to == 103)
    }

    @Test func createRejectsDraftWithErrors() async throws {
        let transport = MockTransport()
        let burki = BurkiClient(apiKey: "k", transport: transport)
        let draft = AssistantGraph.Draft(
            name: " ", nodes: [.init(assistantID: 1, type: .entry)],
            edges: [.init(from: 0, to: 7, condition: .init(type: .intent))])
        let error = await #expect(throws: VoiceAgentsError.self) { try await burki.assistantGraphs.create(draft) }
        #expect(error?.kind == .rejectedLocally)
        #expect(error?.effect == .no)
        #expect(error?.fieldErrors.map(\.path) == ["name", "edges[0].to_node_id", "edges[0].intent_pattern"])
        #expect(await transport.requests.isEmpty)
    }

    @Test func createSendsDraftWithErrorsWhenNotValidating() async throws {
        let transport = MockTransport(.json(#"{"detail":"Invalid node index 7"}"#, status: 400))
        let burki = BurkiClient(apiKey: "k", transport: transport)
        let draft = AssistantGraph.Draft(name: "x", edges: [.init(from: 0, to: 7, condition: .intent("a"))])
        let error = await #expect(throws: VoiceAgentsError.self) {
            try await burki.assistantGraphs.create(draft, validating: false)
        }
        #expect(error?.message == "Invalid node index 7")
        let body = try #require(await transport.requests.first?.body?.data)
        #expect(try JSONDecoder().decode(AssistantGraph.Draft.self, from: body) == draft)
    }

    @Test func phoneNumbersReadsEveryField() async throws {
        let burki = BurkiClient(
            replaying: try Fixtures.exchange("burki/assistantGraphs/phoneNumbers"),
            try Fixtures.exchange("burki/assistantGraphs/phoneNumbers-odd"))
        let numbers = try await burki.assistantGraphs.phoneNumbers(of: 1)
        #expect(
            Array(numbers) == [
                GraphPhoneNumber(
                    id: 1, phoneNumber: PhoneAddress("+15551234567"), friendlyName: "Main Support Line",
                    provider: .twilio),
                GraphPhoneNumber(
                    id: 2, phoneNumber: PhoneAddress("+15559876543"), friendlyName: "Sales Hotline", provider: .twilio),
            ])
        #expect(numbers.message == "Found 2 phone numbers assigned to graph 'Customer Service Router'")
        let odd = try await burki.assistantGraphs.phoneNumbers(of: 1)
        #expect(odd.map(\.id) == [3, 4])
        #expect(odd.map(\.phoneNumber.phoneNumber) == [nil, nil])
        #expect(odd.message == nil)
        #expect(odd[0].provider?.isKnown == false)
        #expect(odd[1].phoneNumber.rawValue == "sip:desk@pbx.example")
    }

    @Test(arguments: [
        "{}", #"{"success":true}"#, #"{"success":true,"data":{}}"#, "null", "<html>", "", #"{"data":[{}]}"#,
    ])
    func phoneNumbersRejectsOtherReplies(body: String) async throws {
        let burki = BurkiClient(apiKey: "k", transport: MockTransport(.json(body)))
        let error = await #expect(throws: VoiceAgentsError.self) {
            try await burki.assistantGraphs.phoneNumbers(of: 1)
        }
        #expect(error?.kind == .undecodableReply)
        #expect(error?.effect == .no)
    }

    @Test(arguments: [
        "{}", #"{"detail":"Not here"}"#, #"{"status":"error"}"#, #"{"message":"x","data":null}"#, "[]", "",
    ])
    func assignRejectsOtherReplies(body: String) async throws {
        let burki = BurkiClient(apiKey: "k", transport: MockTransport(.json(body)))
        let error = await #expect(throws: VoiceAgentsError.self) { try await burki.assistantGraphs.assign(5, to: 1) }
        #expect(error?.kind == .undecodableReply)
        #expect(error?.effect == (body.contains("detail") ? .perhaps : .yes))
    }

    @Test func assignmentTakesMissingIDsFromTheRequest() async throws {
        let burki = BurkiClient(
            replaying: try Fixtures.exchange("burki/assistantGraphs/assign"),
            try Fixtures.exchange("burki/assistantGraphs/assign-minimal"),
            try Fixtures.exchange("burki/assistantGraphs/unassign"))
        let assigned = try await burki.assistantGraphs.assign(5, to: 1)
        #expect(
            assigned
                == GraphAssignment(
                    graphID: 1, phoneNumberID: 5, graphName: "Customer Service Router",
                    message: "Phone number successfully assigned to graph 'Customer Service Router'"))
        let minimal = try await burki.assistantGraphs.assign(5, to: 1)
        #expect(minimal.graphID == 1)
        #expect(minimal.phoneNumberID == 5)
        #expect(minimal.graphName == nil)
        let unassigned = try await burki.assistantGraphs.unassign(5, from: 1)
        #expect(unassigned.message == "Phone number successfully unassigned from graph 'Customer Service Router'")
    }
}

@Suite(.timeLimit(.minutes(5))) struct GraphSessionsTests {
    @Test func sessionsReadsEveryField() async throws {
        let burki = BurkiClient(replaying: try Fixtures.exchange("burki/assistantGraphs/sessions"))
        let page = try await burki.assistantGraphs.sessions(of: 1).page()
        let started = Date(timeIntervalSince1970: 1_737_297_000)
        #expect(
            page.elements == [
                GraphSession(
                    id: 501, callSID: "CA1234567890abcdef", graphID: 1, currentNodeID: 102,
                    context: [
                        "customer_name": "John", "inquiry_type": "sales", "product_interest": "enterprise plan",
                    ], startedAt: started, isActive: true, currentAssistantName: "Sales Specialist",
                    graphName: "Customer Service Router"),
                GraphSession(
                    id: 500, callSID: "CA0987654321fedcba", graphID: 1, currentNodeID: 103,
                    context: ["customer_name": "Jane", "inquiry_type": "support", "issue_resolved": true],
                    startedAt: started - 5_400, endedAt: started - 4_500, isActive: false,
                    currentAssistantName: "Support Agent", graphName: "Customer Service Router"),
            ])
        #expect(page.total == nil)
    }

    @Test func sessionsReadsOddSessions() async throws {
        let burki = BurkiClient(replaying: try Fixtures.exchange("burki/assistantGraphs/sessions-odd"))
        let page = try await burki.assistantGraphs.sessions(of: 1, activeOnly: true).page(limit: 50, offset: 2)
        #expect(page.map(\.id) == [502, 503])
        #expect(page[0].graphID == 1)
        #expect(page[0].startedAt == Date(timeIntervalSince1970: 1_777_544_100.5))
        #expect(page[0].isActive == nil)
        #expect(page[1] == GraphSession(id: 503, isActive: nil))
    }

    @Test func sessionsSendsTheFilterUnlessItIsTheDefault() async throws {
        let transport = MockTransport(.json("[]"), .json("[]"))
        let graphs = BurkiClient(apiKey: "k", transport: transport).assistantGraphs
        _ = try await graphs.sessions(of: 7).page()
        _ = try await graphs.sessions(of: 7, activeOnly: true).page(limit: 2, offset: 4)
        #expect(
            await transport.targets == [
                "/api/v1/assistant-graphs/7/sessions",
                "/api/v1/assistant-graphs/7/sessions?active_only=true&limit=2&skip=4",
            ])
    }

    @Test func sessionsTellsAMissingGraphFromAMissingEndpoint() async throws {
        for (detail, kind) in [
            ("Graph not found in your organization", VoiceAgentsError.Kind.notFound),
            ("Not Found", .endpointNotAvailable),
        ] {
            let transport = MockTransport(.json(#"{"detail":"\#(detail)"}"#, status: 404))
            let error = await #expect(throws: VoiceAgentsError.self) {
                for try await _ in BurkiClient(apiKey: "k", transport: transport).assistantGraphs.sessions(of: 7) {}
            }
            #expect(error?.kind == kind)
        }
    }
}
