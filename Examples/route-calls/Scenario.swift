import Burki
import ExampleArguments
import Flireo
import VoiceAgentsTesting

/// The steps of the program, which it prints.
struct Scenario {
    let burki: BurkiClient
    let flireo: FlireoClient
    let options: Options
    /// Where it runs, for the first line.
    let place: String

    /// The notice about costs and changes, which is printed before a run with real platforms.
    var costNotice: String {
        let isReal = options.baseURL?.isLoopback == false
        return """
            \(place) It will:
              - buy \(options.numberToBuy) at \(options.provider)\(isReal ? ", on your account there" : "")
              - ring \(options.numberToCall)\(isReal ? ", a real phone" : "")
              - leave the graph "\(options.graphName)" and the number in your organization
              - link a number to Flireo's assistant \(options.flireoAssistant) and unlink it again, putting back the one it has;
                a shared number is taken from every other assistant that uses one
            """
    }

    func run() async throws {
        print("\(place)\n")
        let graph = try await createGraph()
        let number = try await buyNumber(for: graph)
        try await placeCall(from: number)
        try await linkNumber()
        print("All done.")
    }

    private func createGraph() async throws -> AssistantGraph {
        step(1, "Draft a graph and check it")
        var draft = AssistantGraph.Draft(
            name: options.graphName, description: "Routes customers to the appropriate department")
        let reception = draft.addNode(assistantID: options.assistants[0], type: .entry)
        let sales = draft.addNode(assistantID: options.assistants[1], at: .init(x: 200, y: -100))
        let support = draft.addNode(assistantID: options.assistants[2], at: .init(x: 200, y: 100))
        draft.connect(
            reception, to: sales, when: .intent("sales", "purchase", "buy"), priority: 1,
            handoffSentence: "Let me connect you with our sales team.")
        draft.connect(
            reception, to: support, when: .intent("support", "help", "issue", "problem"), priority: 1,
            handoffSentence: "I will transfer you to our support team.")
        let problems = draft.validate()
        for problem in problems { say("\(problem)") }
        let verdict = problems.isEmpty ? "nothing wrong with them" : "problems: \(problems.count)"
        say("\(draft.nodes.count) assistants, \(draft.edges.count) transitions, \(verdict)")
        say("Where a caller would go:")
        say("\(draft.simulate(["I want to buy something"]))")

        step(2, "Create it at Burki")
        let graph = try await create(draft)
        say("Graph \(graph.id), \"\(graph.name)\". The places in the draft became ids in the database:")
        for (place, node) in graph.nodes.enumerated() {
            say("  place \(place) is node \(node.id): \(node.assistantName ?? "assistant \(node.assistantID)")")
        }
        print("\n\(graph.mermaid)\n")
        say("Where a conversation would go, found without a server:")
        print("\(draft.simulate(["Hello", "I want to buy"]))\n")
        return graph
    }

    private func create(_ draft: AssistantGraph.Draft) async throws -> AssistantGraph {
        do {
            return try await burki.assistantGraphs.create(draft)
        } catch let error as VoiceAgentsError where error.message.contains("already exists") {
            throw UsageError("\(error.message) Choose another name with --graph-name.")
        }
    }

    private func buyNumber(for graph: AssistantGraph) async throws -> PhoneNumber {
        step(3, "Buy a number")
        let bought = try await burki.phoneNumbers.purchase(options.numberToBuy, provider: options.provider)
        say("\(bought.phoneNumber) from \(bought.provider), \(bought.isUsable ? "ready for calls" : "not usable yet")")
        let owned = try await burki.phoneNumbers.find(bought.phoneNumber)
        say("The reply has no id for it; the organization's list does: \(owned.id)")

        step(4, "Route its calls through the graph")
        let assignment = try await burki.assistantGraphs.assign(owned.id, to: graph.id)
        say(assignment.message ?? "Number \(assignment.phoneNumberID) is on graph \(assignment.graphID)")
        for number in try await burki.assistantGraphs.phoneNumbers(of: graph.id) {
            say("  on the graph: \(number.phoneNumber) (\(number.friendlyName ?? "no name"))")
        }
        print("\n\(try await burki.routing().table)\n")
        return options.numberToBuy
    }

    private func placeCall(from number: PhoneNumber) async throws {
        step(5, "Place a call")
        let request = CallRequest(
            from: number, to: options.numberToCall, assistantID: options.assistants[0],
            welcomeMessage: "Hello {{name}}, a reminder about your appointment at {{time}}.",
            variables: ["name": "John Doe", "time": "10 AM"])
        let missing = request.missingVariables
        say("From \(number) to \(options.numberToCall)")
        say("Every {{variable}} has a value: \(missing.isEmpty ? "yes" : "no, missing \(missing)")")
        let call = try await burki.calls.initiate(request)
        say("\(call.message ?? "The call was placed"): \(call.id)")
        print("")
    }

    private func linkNumber() async throws {
        step(6, "Link a number to an assistant at Flireo, and unlink it")
        let before = try await flireo.assistants.linkedPhoneNumber(of: options.flireoAssistant)
        say("\(before.assistantName ?? "The assistant") answers \(description(of: before.phoneNumber))")
        let link = try await flireo.assistants.link(options.flireoNumber, to: options.flireoAssistant)
        say("\(link.message ?? "Linked"): \(description(of: link.phoneNumber))")
        let unlink = try await flireo.assistants.unlinkPhoneNumber(from: options.flireoAssistant)
        say("\(unlink.message ?? "Unlinked"): \(description(of: unlink.unlinkedPhoneNumber))")
        if let previous = link.previousPhoneNumberID {
            let restored = try await flireo.assistants.link(previous, to: options.flireoAssistant)
            say("Put back what was there before: \(description(of: restored.phoneNumber))")
        }
        print("")
    }

    private func description(of number: LinkedPhoneNumber?) -> String {
        guard let number else { return "no number" }
        let place = number.locality.map { " in \($0)" } ?? ""
        return (number.phoneNumber?.description ?? "\(number.id)") + place
    }

    private func step(_ number: Int, _ title: String) { print("\(number). \(title)") }

    private func say(_ text: String) { print("   \(text)") }
}
