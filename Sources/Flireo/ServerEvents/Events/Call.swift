/// A call that an assistant holds. The events tell about it; Flireo's pages describe no model of it, only its id.
public enum Call: Sendable {
    /// The id of a call. It looks like a UUID, which is not documented.
    public typealias ID = Identifier<Call, String>
}
