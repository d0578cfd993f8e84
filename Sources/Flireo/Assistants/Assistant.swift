#if canImport(FoundationEssentials)
public import FoundationEssentials
#else
public import Foundation
#endif

/// An assistant: the voice that answers a number. Flireo's pages describe no model of it, only its id.
public enum Assistant: Sendable {
    /// The id of an assistant.
    public typealias ID = Identifier<Assistant, UUID>
}
