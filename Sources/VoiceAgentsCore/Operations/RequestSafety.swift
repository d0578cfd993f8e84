/// What happens when a request is carried out twice.
///
/// It decides whether a request is repeated when it is not known whether the first one arrived. The first two words are
/// those of RFC 9110, section 9.2. A closed set.
public enum RequestSafety: Sendable, Hashable {
    /// Reads only. Repeating it changes nothing.
    case safe

    /// Changes something, but twice is the same as once: assigning, unassigning, linking, deleting.
    case idempotent

    /// Twice is twice: placing a call, buying a number, creating a record. Never repeated once a server may have
    /// seen it.
    case unrepeatable
}
