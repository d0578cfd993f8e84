#if canImport(FoundationEssentials)
public import FoundationEssentials
#else
public import Foundation
#endif

/// An error whose words are meant for the agent.
///
/// ```swift
/// throw ToolFailure("There is no free slot on Monday. Offer Tuesday.")
/// ```
///
/// A tool throws it to explain itself: the explanation becomes the result, and the agent goes on from there. The words of
/// any other error are kept from the agent, since they may hold what no caller should hear.
public struct ToolFailure: Error, Hashable, Sendable, CustomStringConvertible, LocalizedError {
    /// The text for the agent.
    public var explanation: String

    /// Creates an error.
    ///
    /// - Parameter explanation: The text for the agent, in full sentences.
    public init(_ explanation: String) { self.explanation = explanation }

    /// The explanation.
    public var description: String { explanation }

    /// The same as ``description``.
    public var errorDescription: String? { description }
}
