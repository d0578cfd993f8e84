#if canImport(FoundationEssentials)
public import FoundationEssentials
#else
public import Foundation
#endif

#if AsyncHTTPClient
import VoiceAgentsAsyncHTTPClient
#elseif URLSession
import VoiceAgentsURLSession
#endif

/// A client of the Flireo platform (doc.flireo.nl).
///
/// A client is a value: copy it, share it between tasks, keep it as long as the process. Its copies share nothing but
/// their `RetryBudget`. There is nothing to shut down.
///
/// Flireo's public pages name neither a host nor the way to authenticate. So the base URL has no default, and the
/// header can be replaced.
public struct FlireoClient: Sendable {
    private let pipeline: Pipeline

    #if AsyncHTTPClient || URLSession
    /// Creates a client on the transport for servers when the package's trait `AsyncHTTPClient` is on, otherwise on
    /// `URLSession`.
    ///
    /// - Parameters:
    ///   - apiKey: The key of your account.
    ///   - baseURL: Where to send requests, with `https` and without `/v1`. Plain `http` is for loopback and for hosts
    ///     named in `configuration`.
    ///   - authentication: How the key travels. Default: `Authorization: Bearer`.
    ///   - configuration: Time limits, retries and further settings.
    public init(
        apiKey: APIKey, baseURL: URL, authentication: Authentication = .bearer,
        configuration: ClientConfiguration = ClientConfiguration()
    ) {
        self.init(
            apiKey: apiKey, baseURL: baseURL, authentication: authentication, configuration: configuration,
            transport: Self.defaultTransport)
    }

    #if AsyncHTTPClient
    private static let defaultTransport = AsyncHTTPClientTransport.shared
    #else
    private static let defaultTransport = URLSessionTransport.shared
    #endif
    #endif

    /// Creates a client on a transport of your choice, for example a simulator.
    ///
    /// - Parameters:
    ///   - apiKey: The key of your account.
    ///   - baseURL: Where to send requests, with `https` and without `/v1`. Plain `http` is for loopback and for hosts
    ///     named in `configuration`.
    ///   - authentication: How the key travels. Default: `Authorization: Bearer`.
    ///   - configuration: Time limits, retries and further settings.
    ///   - transport: Carries the requests.
    public init(
        apiKey: APIKey, baseURL: URL, authentication: Authentication = .bearer,
        configuration: ClientConfiguration = ClientConfiguration(), transport: any Transport
    ) {
        pipeline = Pipeline(
            baseURL: baseURL, apiKey: apiKey, authentication: authentication, configuration: configuration,
            transport: transport)
    }

    /// Assistants and the phone numbers they answer.
    public var assistants: Assistants { Assistants(pipeline: pipeline) }

    /// The account's phone numbers, and those that can be ordered.
    public var phoneNumbers: PhoneNumbers { PhoneNumbers(pipeline: pipeline) }

    /// The orders of phone numbers.
    public var phoneNumberOrders: PhoneNumberOrders { PhoneNumberOrders(pipeline: pipeline) }

    /// Businesses that are verified, so that they may have local numbers.
    public var verificationGroups: VerificationGroups { VerificationGroups(pipeline: pipeline) }

    /// Every operation this version knows, for tests that check that none is forgotten.
    package static let operations =
        Assistants.operations + PhoneNumbers.operations + PhoneNumberOrders.operations + VerificationGroups.operations
}

extension FlireoClient {
    /// Sends an operation that this SDK has no method for, with the same authentication, time limits, retries and
    /// errors as every other.
    ///
    /// ```swift
    /// let contacts: JSONValue = try await flireo.send(.get, path, query: [.init(name: "limit", value: "50")])
    /// ```
    ///
    /// - Parameters:
    ///   - method: The verb.
    ///   - path: The full path, `/v1` included. Interpolated values are escaped.
    ///   - query: The query. Items without a value are left out. Everything is escaped, `+` too.
    ///   - body: Written as JSON. `nil` sends no body.
    ///   - safety: Whether it may be carried out twice. `nil`: a GET may, everything else may not.
    ///   - type: The type of the reply, where the context does not tell it.
    /// - Returns: The reply, decoded from JSON, its `data` wrapper included.
    /// - Throws: `VoiceAgentsError`, or `CancellationError`.
    public func send<Reply: Decodable & Sendable>(
        _ method: RequestMethod, _ path: RequestPath, query: [URLQueryItem] = [],
        body: (any Encodable & Sendable)? = nil, safety: RequestSafety? = nil, as type: Reply.Type = Reply.self
    ) async throws -> Reply {
        try await pipeline.send("flireo", method, path, query: query, body: body, safety: safety)
    }

    /// Sends an operation that this SDK has no method for and whose reply does not matter.
    ///
    /// - Parameters:
    ///   - method: The verb.
    ///   - path: The full path, `/v1` included. Interpolated values are escaped.
    ///   - query: The query. Items without a value are left out. Everything is escaped, `+` too.
    ///   - body: Written as JSON. `nil` sends no body.
    ///   - safety: Whether it may be carried out twice. `nil`: a GET may, everything else may not.
    /// - Throws: `VoiceAgentsError`, or `CancellationError`.
    public func send(
        _ method: RequestMethod, _ path: RequestPath, query: [URLQueryItem] = [],
        body: (any Encodable & Sendable)? = nil, safety: RequestSafety? = nil
    ) async throws {
        let _: NoReply = try await pipeline.send("flireo", method, path, query: query, body: body, safety: safety)
    }
}
