#if canImport(FoundationEssentials)
public import FoundationEssentials
#else
public import Foundation
#endif

/// An error with an explanation for the agent.
///
/// ```swift
/// throw ToolFailure("There is no free slot on Monday. Offer Tuesday.")
/// ```
///
/// When a function throws it, the explanation becomes the result, and the agent continues with it. The descriptions of other errors
/// are not sent to the agent, because they may contain information that is not meant for callers.
public struct ToolFailure: Error, Hashable, Sendable, CustomStringConvertible, LocalizedError {
    /// The explanation for the agent.
    public var explanation: String

    /// Creates an error.
    ///
    /// - Parameter explanation: The explanation for the agent, in full sentences.
    public init(_ explanation: String) { self.explanation = explanation }

    /// The explanation.
    public var description: String { explanation }

    /// The same as ``description``.
    public var errorDescription: String? { description }
}
