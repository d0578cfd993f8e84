import VoiceAgentsCore

#if canImport(FoundationEssentials)
public import FoundationEssentials
#else
public import Foundation
#endif

/// A secret in the URL of your server, or in a header field that your proxy adds, which shows that a request comes from Flireo. Flireo
/// documents no signature.
///
/// ```swift
/// let secret = try SenderSecret(environment: "FLIREO_PATH_SECRET")
/// let isFromFlireo = secret.matches(text)   // a part of the path
/// ```
///
/// It is not printed, dumped or reflected.
public struct SenderSecret: Sendable {
    private let bytes: [UInt8]

    /// Creates a secret from its text.
    ///
    /// - Parameter secret: 16 or more characters, for example 32 random hexadecimal digits.
    /// - Throws: ``UnusableSecret`` when the text is shorter.
    public init(_ secret: String) throws(UnusableSecret) {
        guard secret.count >= 16 else { throw UnusableSecret(variable: nil) }
        bytes = Array(secret.utf8)
    }

    /// Creates a secret from an environment variable of the process.
    ///
    /// - Parameter name: The variable's name, for example `FLIREO_PATH_SECRET`.
    /// - Throws: ``UnusableSecret`` when the variable is not set, or has fewer than 16 characters.
    public init(environment name: String) throws(UnusableSecret) {
        do {
            try self.init(ProcessInfo.processInfo.environment[name] ?? "")
        } catch {
            throw UnusableSecret(variable: name)
        }
    }

    /// Whether a text of a request is the secret.
    ///
    /// The time of the comparison does not tell how much of the text is right.
    ///
    /// - Parameter text: A part of the path, percent-decoded, or the value of a header field. `nil`: the request has none.
    /// - Returns: `true` for the secret, otherwise `false`.
    public func matches(_ text: (some StringProtocol)?) -> Bool {
        guard let text else { return false }
        let candidate = Array(text.utf8)
        var difference = candidate.count == bytes.count ? 0 as UInt8 : 1
        for index in candidate.indices { difference |= candidate[index] ^ bytes[index % bytes.count] }
        return difference == 0
    }

    /// The error for a secret that is absent or too short.
    public struct UnusableSecret: Error, Hashable, CustomStringConvertible, LocalizedError {
        /// The environment variable. `nil`: the secret was given as text.
        public let variable: String?

        /// What is required.
        public var description: String {
            "\(variable ?? "The secret") is not set, or has fewer than 16 characters."
        }

        /// The same as ``description``.
        public var errorDescription: String? { description }
    }
}

extension SenderSecret: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// A placeholder without the secret.
    public var description: String { "SenderSecret(\(redactionMark))" }

    /// A placeholder without the secret.
    public var debugDescription: String { description }

    /// An empty mirror.
    public var customMirror: Mirror { Mirror(self, children: []) }
}
