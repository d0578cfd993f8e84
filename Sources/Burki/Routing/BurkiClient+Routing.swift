extension BurkiClient {
    /// Reads where each phone number of the organization leads.
    ///
    /// It sends one request for the numbers, one for each page of flows and of graphs, and one for the numbers of each graph. Where the
    /// server does not have graphs or flows, the routing has none.
    ///
    /// - Returns: The routing.
    /// - Throws: The errors of the lists, ``PhoneNumbers/list(includeAssigned:includeUnassigned:includeInactive:)``,
    ///   ``AssistantGraphs/list(activeOnly:)``, ``AssistantGraphs/phoneNumbers(of:)`` and ``Flows/list(activeOnly:)``.
    public func routing() async throws -> Routing {
        let page = try await phoneNumbers.list(includeInactive: true)
        var routing = Routing(isPartial: !page.unreadable.isEmpty)
        for number in page {
            var destinations: [Routing.Destination] = []
            if let assistant = number.assistant {
                destinations.append(.assistant(assistant.id))
                routing.names[.assistant(assistant.id)] = assistant.name
            }
            if let flow = number.flow {
                destinations.append(.flow(flow.id))
                routing.names[.flow(flow.id)] = flow.name
            }
            if let graph = number.assistantGraphID { destinations.append(.graph(graph)) }
            routing.numbers.append(
                Routing.Number(
                    id: number.id, phoneNumber: number.phoneNumber, friendlyName: number.friendlyName,
                    isActive: number.isActive, destinations: destinations))
        }
        for flow in try await all(flows.list(activeOnly: false), in: &routing) {
            routing.names[.flow(flow.id)] = flow.name ?? ""
        }
        for graph in try await all(assistantGraphs.list(activeOnly: false), in: &routing) {
            routing.names[.graph(graph.id)] = graph.name
            // The list of numbers does not name graphs on current servers.
            do {
                let numbers = try await assistantGraphs.phoneNumbers(of: graph.id)
                routing.isPartial = routing.isPartial || !numbers.unreadable.isEmpty
                for number in numbers { routing.add(.graph(graph.id), to: number) }
            } catch let error as VoiceAgentsError where error.kind == .notFound {
                // It was deleted since the list was read.
                routing.names[.graph(graph.id)] = nil
            }
        }
        return routing
    }

    /// Carries out the steps of a plan one after the other, and stops at the first failure.
    ///
    /// Before a number is unassigned to move it to an assistant, the assistant is looked up: the number would otherwise lead
    /// nowhere when the assistant does not exist.
    ///
    /// Read the routing again afterwards: with the same target, the new plan has the steps that are still to be done.
    ///
    /// - Parameter plan: The plan, from ``Routing/plan(to:)``.
    /// - Returns: The steps that were carried out, the one that failed, and the others.
    public func apply(_ plan: Routing.Plan) async -> Routing.Report {
        var report = Routing.Report(remaining: plan.steps)
        while let step = report.remaining.first {
            do {
                try Task.checkCancellation()
                if step.action == .unassign,
                    case .assistant(let id)? = report.remaining.last(where: {
                        $0.phoneNumberID == step.phoneNumberID && $0.action == .assign
                    })?.destination
                {
                    _ = try await assistants.phoneNumbers(of: id)
                }
                try await carryOut(step)
                report.done.append(step)
            } catch {
                report.failure = .init(step: step, error: error)
            }
            report.remaining.removeFirst()
            if report.failure != nil { break }
        }
        return report
    }

    private func carryOut(_ step: Routing.Step) async throws {
        let number = step.phoneNumberID
        switch (step.action, step.destination) {
        // An update takes the number from its assistant or flow, so that it is never without one. The other one is cleared explicitly,
        // because Burki documents "assistant or flow, not both" and not that one replaces the other.
        case (.assign, .assistant(let id)):
            try await phoneNumbers.update(number, with: .init(assistantID: .set(id), flowID: .clear))
        case (.assign, .flow(let id)):
            try await phoneNumbers.update(number, with: .init(assistantID: .clear, flowID: .set(id)))
        case (.assign, .graph(let id)): try await assistantGraphs.assign(number, to: id)
        case (.unassign, .assistant(let id)): try await assistants.unassign(number, from: id)
        case (.unassign, .flow(let id)): try await flows.unassign(number, from: id)
        case (.unassign, .graph(let id)): try await assistantGraphs.unassign(number, from: id)
        case (_, .unassigned): break
        }
    }

    /// All elements of a list that a server may not have.
    private func all<Element>(_ list: PagedSequence<Element>, in routing: inout Routing) async throws -> [Element] {
        var elements: [Element] = []
        do {
            for try await page in list.pages() {
                elements += page
                routing.isPartial = routing.isPartial || !page.unreadable.isEmpty
            }
        } catch let error as VoiceAgentsError where error.kind == .endpointNotAvailable {
            // A server that has the first page and not the second one has the list.
            routing.isPartial = routing.isPartial || !elements.isEmpty
        }
        return elements
    }
}

extension Routing {
    /// What became of a plan.
    public struct Report: Sendable {
        /// A step that failed.
        public struct Failure: Sendable {
            /// The step.
            public var step: Step
            /// The error: a `VoiceAgentsError`, whose `effect` tells whether the step can have been carried out; or
            /// `CancellationError`, after which it may have been carried out or not begun.
            public var error: any Error

            /// Creates a failure.
            public init(step: Step, error: any Error) {
                self.step = step
                self.error = error
            }
        }

        /// The steps that were carried out.
        public var done: [Step]
        /// The step that failed. `nil`: none.
        public var failure: Failure?
        /// The steps after the one that failed, which were not begun.
        public var remaining: [Step]

        /// Creates a report.
        public init(done: [Step] = [], failure: Failure? = nil, remaining: [Step] = []) {
            self.done = done
            self.failure = failure
            self.remaining = remaining
        }
    }

    fileprivate mutating func add(_ destination: Destination, to number: GraphPhoneNumber) {
        guard let index = numbers.firstIndex(where: { $0.id == number.id }) else {
            numbers.append(
                Number(
                    id: number.id, phoneNumber: number.phoneNumber, friendlyName: number.friendlyName,
                    isActive: number.isActive, destinations: [destination]))
            return
        }
        if !numbers[index].destinations.contains(destination) { numbers[index].destinations.append(destination) }
    }
}

extension Routing.Report: CustomStringConvertible {
    /// A line for each step: `done`, `failed` with the error, or `not begun`.
    public var description: String {
        let failed = failure.map { ["failed: \($0.step): \("\($0.error)".singleLine(limit: 1_000))"] } ?? []
        return (done.map { "done: \($0)" } + failed + remaining.map { "not begun: \($0)" }).joined(separator: "\n")
    }
}
