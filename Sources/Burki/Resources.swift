// Records that Burki's replies refer to by id, and for which this version has no model.

/// An assistant, which leads a conversation.
public enum Assistant: Sendable {
    /// The id of an assistant.
    public typealias ID = Identifier<Assistant, Int>
}

/// An organization, which owns assistants, numbers and graphs.
public enum Organization: Sendable {
    /// The id of an organization.
    public typealias ID = Identifier<Organization, Int>
}

/// A document of a knowledge base.
public enum Document: Sendable {
    /// The id of a document.
    public typealias ID = Identifier<Document, Int>
}

/// A tool that an assistant may use during a call.
public enum Tool: Sendable {
    /// The id of a tool.
    public typealias ID = Identifier<Tool, Int>
}

/// A SIP trunk of the organization's own.
public enum SIPTrunk: Sendable {
    /// The id of a trunk: a string, usually a UUID.
    public typealias ID = Identifier<SIPTrunk, String>
}
