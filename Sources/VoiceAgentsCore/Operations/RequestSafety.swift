/// Whether a request may be carried out twice.
///
/// It decides whether a request is sent again when it is unknown whether the first one arrived. ``safe`` and ``idempotent`` are
/// the terms of RFC 9110, section 9.2. This is a closed set.
public enum RequestSafety: Sendable, Hashable {
    /// The request only reads. Repeating it changes nothing.
    case safe

    /// The request changes something, and repeating it has the same result: assigning, unassigning, linking, deleting.
    case idempotent

    /// Repeating the request does its work again: placing a call, buying a number, creating a record. It is never repeated once
    /// a server may have received it.
    case unrepeatable
}
