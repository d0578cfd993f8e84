public import Foundation
public import VoiceAgentsCore
import VoiceAgentsFixtures

/// The recorded exchanges of this package, for your own tests.
///
/// ```swift
/// let transport = ReplayTransport(try Fixtures.exchange("burki/calls/initiate"))
/// ```
///
/// Each operation has its success, the errors that it alone has, and the replies that break other clients: nulls, absent
/// keys, unknown words, dates without a zone. The errors that all operations of a platform share are in ``errors(of:)``.
///
/// The events that Flireo sends to your server are under `flireo-events`: the event is the request, and the response is
/// what your server answers. Their path is `/`, since the true one is your own.
public enum Fixtures {
    /// The folder that holds the exchanges, as `platform/resource/operation-variant.json`.
    public static var folder: URL { FixtureFiles.folder }

    /// One exchange.
    ///
    /// - Parameter name: Its path without `.json`, for example `burki/calls/initiate-payment-required`.
    /// - Returns: The exchange.
    /// - Throws: An error of the file system when there is no such exchange.
    public static func exchange(_ name: String) throws -> RecordedExchange {
        try RecordedExchange(contentsOf: folder.appending(path: "\(name).json"))
    }

    /// The recorded success of an operation.
    ///
    /// - Parameter operation: The operation, for example `.burki.calls.initiate`.
    /// - Returns: The exchange.
    /// - Throws: An error of the file system when there is none.
    public static func success(of operation: PlatformOperation) throws -> RecordedExchange {
        try exchange(operation.name.replacing(".", with: "/"))
    }

    /// Every exchange of a platform with its path, sorted by path.
    ///
    /// - Parameter platform: `burki`, `flireo` or `flireo-events`.
    /// - Returns: The exchanges, with paths such as `calls/initiate.json`.
    /// - Throws: An error of the file system when there is no such platform.
    public static func exchanges(of platform: String) throws -> [(path: String, exchange: RecordedExchange)] {
        try RecordedExchange.all(in: folder.appending(path: platform))
    }

    /// The error replies that every operation of a platform can get.
    ///
    /// - Parameter platform: `burki` or `flireo`.
    /// - Returns: The replies.
    /// - Throws: An error of the file system when there is no such platform.
    public static func errors(of platform: String) throws -> [SharedError] {
        let data = try Data(contentsOf: folder.appending(path: "errors/\(platform).json"))
        return try JSONDecoder().decode([SharedError].self, from: data)
    }

    /// An error reply that every operation of a platform can get.
    public struct SharedError: Codable, Hashable, Sendable {
        /// A short name, for example `rate-limited`.
        public var name: String
        /// Where the reply was taken from.
        public var source: String
        /// The reply.
        public var response: RecordedExchange.Response
        /// The kind of the error that a client makes of it, in words.
        public var kind: String
        /// Whether what an operation does can have happened, by its safety: `safe`, `idempotent`, `unrepeatable`.
        public var effects: [String: Effect]
    }
}
