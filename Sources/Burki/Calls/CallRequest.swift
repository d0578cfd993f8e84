/// A request for a call by an assistant.
public struct CallRequest: Codable, Hashable, Sendable {
    /// The number to call from. It must belong to the organization.
    public var from: PhoneNumber

    /// The number to call.
    public var to: PhoneNumber

    /// The assistant that leads the call. `nil`: the flow or assistant to which ``from`` is assigned.
    public var assistantID: Assistant.ID?

    /// The first sentence of the assistant, with `{{name}}` for a variable. `nil`: the assistant's own greeting.
    public var welcomeMessage: String?

    /// The purpose of the call, which guides the assistant, with `{{name}}` for a variable.
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
    /// The variables that ``welcomeMessage`` and ``agenda`` use, in the order of their first use.
    public var templateVariables: TemplateVariables {
        TemplateVariables(in: [welcomeMessage, agenda].compactMap(\.self))
    }

    /// The variables that the texts use and that have no value. The called person would hear the placeholder.
    public var missingVariables: [String] { templateVariables.missing(from: variables ?? [:]) }

    /// The names of values that no text uses, sorted. They are often misspelled.
    public var unusedVariables: [String] { templateVariables.unused(in: variables ?? [:]) }
}
