extension Routing {
    /// A wanted routing: the destinations of some numbers. In JSON it is an object, so that it can be kept in a repository:
    /// `{"+15551234567": "graph:4", "+15559876543": "unassigned"}`.
    public typealias Target = [PhoneNumber: Destination]

    /// The steps that change a routing.
    public struct Plan: Codable, Hashable, Sendable {
        /// The steps, in order. Empty: the routing is as wanted.
        public var steps: [Step]

        /// Creates a plan.
        public init(steps: [Step] = []) { self.steps = steps }
    }

    /// A change of one number.
    public struct Step: Codable, Hashable, Sendable {
        /// The kind of a change.
        public enum Action: String, Codable, Sendable {
            /// The destination does not answer the number any more. Its calls are not answered until it is assigned again.
            case unassign
            /// The destination answers the number. An assistant or a flow takes it from an assistant or a flow, a graph only from an
            /// assistant, and nothing from a graph.
            case assign
        }

        /// The change.
        public var action: Action
        /// Burki's id of the number.
        public var phoneNumberID: OrganizationPhoneNumber.ID
        /// The number.
        public var phoneNumber: PhoneAddress
        /// What answers the number before an `unassign`, or after an `assign`.
        public var destination: Destination

        /// Creates a step.
        public init(
            _ action: Action, _ phoneNumberID: OrganizationPhoneNumber.ID, phoneNumber: PhoneAddress,
            destination: Destination
        ) {
            self.action = action
            self.phoneNumberID = phoneNumberID
            self.phoneNumber = phoneNumber
            self.destination = destination
        }

        private enum CodingKeys: String, CodingKey {
            case action, destination
            case phoneNumberID = "phone_number_id"
            case phoneNumber = "phone_number"
        }
    }

    /// Compares the routing with a wanted one.
    ///
    /// Numbers that are not in the target stay as they are. A number moves between assistants and flows, and from an assistant to a
    /// graph, in one step. For any other move to or from a graph it is unassigned first, because Burki refuses it or does not document
    /// it, and **its calls are not answered between the two steps**.
    ///
    /// - Parameter target: The wanted destinations.
    /// - Returns: The steps, number by number, in the order of the numbers' texts.
    /// - Throws: `VoiceAgentsError` of kind `rejectedLocally` when the organization does not have a number, graph or flow of the target,
    ///   with all of them in `fieldErrors`, or when the routing ``isPartial``, since a step could be missing. Whether an assistant
    ///   exists is not checked.
    public func plan(to target: Target) throws -> Plan {
        guard !isPartial else {
            throw VoiceAgentsError(
                .rejectedLocally, operation: "burki.routing",
                message: "Some records could not be read, so that a step could be missing.")
        }
        let numbers = Dictionary(grouping: numbers) { $0.phoneNumber.normalized }
        var steps: [Step] = []
        var errors: [FieldError] = []
        for (phoneNumber, destination) in target.sorted(by: { $0.key.e164 < $1.key.e164 }) {
            let matches = numbers[PhoneAddress(phoneNumber).normalized] ?? []
            guard let first = matches.first else {
                errors.append(FieldError(path: phoneNumber.e164, message: "is not a number of the organization"))
                continue
            }
            // Several records of one number contradict each other, so all active ones get the destination.
            let active = matches.filter { $0.isActive != false }
            guard isKnown(destination) else {
                errors.append(
                    FieldError(path: phoneNumber.e164, message: "leads to \(destination), which does not exist"))
                continue
            }
            steps += (active.isEmpty ? [first] : active).flatMap { $0.steps(to: destination) }
        }
        guard errors.isEmpty else {
            throw VoiceAgentsError(
                .rejectedLocally, operation: "burki.routing",
                message: "\(errors.count) of the \(target.count) entries of the target cannot be applied.",
                fieldErrors: errors)
        }
        return Plan(steps: steps)
    }

    private func isKnown(_ destination: Destination) -> Bool {
        switch destination {
        // The id that unassigns a number.
        case .assistant(0): false
        // A server without the lists of graphs or flows can have numbers that lead to one.
        case .graph, .flow: names[destination] != nil || numbers.contains { $0.destinations.contains(destination) }
        default: true
        }
    }
}

extension Routing.Number {
    fileprivate func steps(to target: Routing.Destination) -> [Routing.Step] {
        func step(_ action: Routing.Step.Action, _ destination: Routing.Destination) -> Routing.Step {
            .init(action, id, phoneNumber: phoneNumber, destination: destination)
        }
        let others = destinations.filter { $0 != target && !target.takesNumbers(from: $0) }
        let isAssigned = target == .unassigned || destinations.contains(target)
        // A graph or a flow does not take the number from an assistant again when it has it.
        let remaining = isAssigned ? destinations.filter { $0 != target } : others
        return remaining.map { step(.unassign, $0) } + (isAssigned ? [] : [step(.assign, target)])
    }
}

extension Routing.Destination {
    /// Whether an assignment removes the number from another destination.
    fileprivate func takesNumbers(from other: Self) -> Bool {
        switch (self, other) {
        case (.graph, .assistant), (.flow, .assistant), (.flow, .flow), (.assistant, .assistant), (.assistant, .flow):
            true
        default: false
        }
    }
}

extension Routing.Plan: CustomStringConvertible {
    /// A line for each step.
    public var description: String {
        steps.isEmpty ? "Nothing to do." : steps.map(\.description).joined(separator: "\n")
    }
}

extension Routing.Step: CustomStringConvertible {
    /// For example `assign +15551234567 to graph:4`.
    public var description: String {
        "\(action.rawValue) \(phoneNumber.description.singleLine(limit: 40)) \(action == .assign ? "to" : "from") \(destination)"
    }
}
