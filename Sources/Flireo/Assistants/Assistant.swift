#if canImport(FoundationEssentials)
public import FoundationEssentials
#else
public import Foundation
#endif

/// An assistant, which answers a phone number. Flireo's pages document only its id, so this type has no cases.
public enum Assistant: Sendable {
    /// The id of an assistant.
    public typealias ID = Identifier<Assistant, UUID>
}
