public import Foundation
public import VoiceAgentsCore
import VoiceAgentsFixtures

/// The recorded exchanges of this package, for your own tests.
///
/// ```swift
/// let transport = ReplayTransport(try Fixtures.exchange("burki/calls/initiate"))
/// ```
///
/// There are exchanges with the success of each operation, its specific errors, and unusual replies: nulls, absent keys, unknown
/// values, dates without a time zone. ``errors(of:)`` returns the errors that all operations of a platform share.
///
/// The folder `flireo-events` contains the events that Flireo sends to your server: the request is the event, and the response is
/// the reply of your server. Their path is `/`, because the actual path depends on your server.
///
/// This type is a namespace and has no cases.
public enum Fixtures {
    /// The folder of the exchanges, which are named `platform/resource/operation-variant.json`.
    public static var folder: URL { FixtureFiles.folder }

    /// Reads an exchange.
    ///
    /// - Parameter name: The path without `.json`, for example `burki/calls/initiate-payment-required`.
    /// - Returns: The exchange.
    /// - Throws: A file system error when the exchange does not exist.
    public static func exchange(_ name: String) throws -> RecordedExchange {
        try RecordedExchange(contentsOf: folder.appending(path: "\(name).json"))
    }

    /// Reads the recorded success of an operation.
    ///
    /// - Parameter operation: The operation, for example `.burki.calls.initiate`.
    /// - Returns: The exchange.
    /// - Throws: A file system error when the exchange does not exist.
    public static func success(of operation: PlatformOperation) throws -> RecordedExchange {
        try exchange(operation.name.replacing(".", with: "/"))
    }

    /// Reads all exchanges of a platform, sorted by path.
    ///
    /// - Parameter platform: `burki`, `flireo` or `flireo-events`.
    /// - Returns: The exchanges, with paths such as `calls/initiate.json`.
    /// - Throws: A file system error when the platform does not exist.
    public static func exchanges(of platform: String) throws -> [(path: String, exchange: RecordedExchange)] {
        try RecordedExchange.all(in: folder.appending(path: platform))
    }

    /// Reads the error replies that all operations of a platform share.
    ///
    /// - Parameter platform: `burki` or `flireo`.
    /// - Returns: The replies.
    /// - Throws: A file system error when the platform does not exist.
    public static func errors(of platform: String) throws -> [SharedError] {
        let data = try Data(contentsOf: folder.appending(path: "errors/\(platform).json"))
        return try JSONDecoder().decode([SharedError].self, from: data)
    }

    /// An error reply that all operations of a platform share.
    public struct SharedError: Codable, Hashable, Sendable {
        /// A short name, for example `rate-limited`.
        public var name: String
        /// The source of the reply, for example a page of the platform's documentation.
        public var source: String
        /// The reply.
        public var response: RecordedExchange.Response
        /// The description of the `VoiceAgentsError.Kind` that a client derives from the reply.
        public var kind: String
        /// Whether the operation may have taken effect, by its safety: `safe`, `idempotent`, `unrepeatable`.
        public var effects: [String: Effect]
    }
}
