/// Where each phone number of an organization leads: to an assistant, a conversation flow or a graph.
///
/// ```swift
/// let routing = try await burki.routing()
/// print(routing.table)
/// ```
///
/// It is read with several requests, so it is not a snapshot: a change during the reading can be missing in a part of it.
public struct Routing: Codable, Hashable, Sendable {
    /// The numbers of the organization, active and inactive, in the order in which Burki lists them.
    public var numbers: [Number]
    /// The names of the destinations: all graphs and flows, and the assistants that answer a number.
    public var names: [Destination: String]
    /// Whether Burki sent records that could not be read. A number, or a destination of one, can then be missing.
    public var isPartial: Bool

    /// Creates a routing, for tests.
    public init(numbers: [Number] = [], names: [Destination: String] = [:], isPartial: Bool = false) {
        self.numbers = numbers
        self.names = names
        self.isPartial = isPartial
    }

    private enum CodingKeys: String, CodingKey {
        case numbers, names
        case isPartial = "is_partial"
    }
}

extension Routing {
    /// A phone number and what answers it.
    public struct Number: Codable, Hashable, Sendable, Identifiable {
        /// Burki's id of the number.
        public var id: OrganizationPhoneNumber.ID
        /// The number.
        public var phoneNumber: PhoneAddress
        /// The name in the dashboard.
        public var friendlyName: String?
        /// Whether the number is active.
        public var isActive: Bool?
        /// What answers the number. Without a destination, its calls are not answered. Burki allows one; with several, records contradict
        /// each other.
        public var destinations: [Destination]

        /// Creates a number, for tests.
        public init(
            id: OrganizationPhoneNumber.ID, phoneNumber: PhoneAddress, friendlyName: String? = nil,
            isActive: Bool? = true, destinations: [Destination] = []
        ) {
            self.id = id
            self.phoneNumber = phoneNumber
            self.friendlyName = friendlyName
            self.isActive = isActive
            self.destinations = destinations
        }

        private enum CodingKeys: String, CodingKey {
            case id, destinations
            case phoneNumber = "phone_number"
            case friendlyName = "friendly_name"
            case isActive = "is_active"
        }
    }

    /// The numbers that nothing answers.
    public var unassigned: [Number] { numbers.filter(\.destinations.isEmpty) }

    /// The numbers with several destinations.
    public var conflicting: [Number] { numbers.filter { $0.destinations.count > 1 } }

    /// The graphs and flows that do not answer a number.
    public var unusedDestinations: [Destination] {
        let used = Set(numbers.flatMap(\.destinations))
        return names.keys.filter { !used.contains($0) }.sorted()
    }
}

extension Routing {
    /// What answers a number. As text and in JSON it is `assistant:1`, `graph:4`, `flow:42` or `unassigned`.
    #if hasAttribute(nonexhaustive)
    @nonexhaustive
    #endif
    public enum Destination: Hashable, Sendable {
        /// An assistant.
        case assistant(Assistant.ID)
        /// A graph, which begins at its entry node.
        case graph(AssistantGraph.ID)
        /// A conversation flow.
        case flow(Flow.ID)
        /// Nothing: calls are not answered.
        case unassigned
    }
}

extension Routing.Destination: LosslessStringConvertible {
    /// The kind and the id.
    public var description: String {
        switch self {
        case .assistant(let id): "assistant:\(id)"
        case .graph(let id): "graph:\(id)"
        case .flow(let id): "flow:\(id)"
        case .unassigned: "unassigned"
        }
    }

    /// Creates a destination from its text.
    ///
    /// - Returns: `nil` unless `description` has one of the four forms.
    public init?(_ description: String) {
        let parts = description.split(separator: ":", omittingEmptySubsequences: false)
        // A destination has one text: `+4` and `04` are none.
        let id = parts.count == 2 ? Int(parts[1]).flatMap { "\($0)" == parts[1] ? $0 : nil } : nil
        switch (parts.first, id) {
        case ("assistant"?, let id?): self = .assistant(.init(id))
        case ("graph"?, let id?): self = .graph(.init(id))
        case ("flow"?, let id?): self = .flow(.init(id))
        case ("unassigned"?, nil) where parts.count == 1: self = .unassigned
        default: return nil
        }
    }
}

extension Routing.Destination: Comparable {
    /// Orders by the kind and then by the id.
    public static func < (lhs: Self, rhs: Self) -> Bool { lhs.sortKey < rhs.sortKey }

    private var sortKey: (Int, Int) {
        switch self {
        case .assistant(let id): (0, id.rawValue)
        case .flow(let id): (1, id.rawValue)
        case .graph(let id): (2, id.rawValue)
        case .unassigned: (3, 0)
        }
    }
}

extension Routing.Destination: Codable, CodingKeyRepresentable {
    /// Reads the text.
    public init(from decoder: any Decoder) throws {
        let text = try decoder.singleValueContainer().decode(String.self)
        guard let destination = Self(text) else {
            throw DecodingError.unexpected(
                at: decoder.codingPath, "expected \"assistant:1\", \"graph:1\", \"flow:1\" or \"unassigned\"")
        }
        self = destination
    }

    /// Writes the text.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }

    /// The text as a JSON key.
    public var codingKey: any CodingKey { TextKey(description) }

    /// Creates a destination from a JSON key.
    public init?(codingKey: some CodingKey) { self.init(codingKey.stringValue) }
}
