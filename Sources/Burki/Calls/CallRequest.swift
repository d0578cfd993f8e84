/// A call to be placed by an assistant.
public struct CallRequest: Codable, Hashable, Sendable {
    /// The number to call from. It must belong to the organization; its provider carries the call.
    public var from: PhoneNumber

    /// The number to ring.
    public var to: PhoneNumber

    /// The assistant that leads the call. `nil`: the flow or the assistant that ``from`` is assigned to.
    public var assistantID: Assistant.ID?

    /// The first thing the assistant says; `{{name}}` stands for a variable. `nil`: the assistant's own greeting.
    public var welcomeMessage: String?

    /// What the call is about, to guide the assistant; `{{name}}` stands for a variable.
    public var agenda: String?

    /// The values of the variables in ``welcomeMessage`` and ``agenda``.
    public var variables: [String: JSONValue]?

    /// Creates a request.
    public init(
        from: PhoneNumber, to: PhoneNumber, assistantID: Assistant.ID? = nil, welcomeMessage: String? = nil,
        agenda: String? = nil, variables: [String: JSONValue]? = nil
    ) {
        self.from = from
        self.to = to
        self.assistantID = assistantID
        self.welcomeMessage = welcomeMessage
        self.agenda = agenda
        self.variables = variables
    }

    private enum CodingKeys: String, CodingKey {
        case from = "from_phone_number"
        case to = "to_phone_number"
        case assistantID = "assistant_id"
        case welcomeMessage = "welcome_message"
        case agenda, variables
    }
}

extension CallRequest {
    /// The variables that the texts use, in the order of their first use.
    public var templateVariables: TemplateVariables {
        TemplateVariables(in: [welcomeMessage, agenda].compactMap(\.self))
    }

    /// The variables that the texts use and that have no value: the person called would hear the braces.
    public var missingVariables: [String] { templateVariables.missing(from: variables ?? [:]) }

    /// The values that no text uses, sorted. Often a slip of the pen.
    public var unusedVariables: [String] { templateVariables.unused(of: variables ?? [:]) }
}
