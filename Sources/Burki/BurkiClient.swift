#if canImport(FoundationEssentials)
public import FoundationEssentials
#else
public import Foundation
#endif

#if URLSession
import URLSessionTransport
#endif

/// A client of the Burki platform (api.burki.dev).
///
/// A client is a value without state: copy it, share it between tasks, keep it as long as the process. There is
/// nothing to shut down.
public struct BurkiClient: Sendable {
    private let pipeline: Pipeline

    /// Where Burki answers: `https://api.burki.dev`.
    public static let defaultBaseURL = URL(literal: "https://api.burki.dev")

    #if URLSession
    /// Creates a client on the default transport.
    ///
    /// - Parameters:
    ///   - apiKey: A key of your organization; it decides the organization. Sent as `Authorization: Bearer`.
    ///   - baseURL: Where to send requests, with `https`. Plain `http` is for loopback and for hosts named in
    ///     `configuration`.
    ///   - configuration: Time limits, retries and further settings.
    public init(
        apiKey: APIKey, baseURL: URL = defaultBaseURL, configuration: ClientConfiguration = ClientConfiguration()
    ) {
        self.init(
            apiKey: apiKey, baseURL: baseURL, configuration: configuration, transport: URLSessionTransport.shared)
    }
    #endif

    /// Creates a client on a transport of your choice, for example a simulator.
    ///
    /// - Parameters:
    ///   - apiKey: A key of your organization; it decides the organization. Sent as `Authorization: Bearer`.
    ///   - baseURL: Where to send requests, with `https`. Plain `http` is for loopback and for hosts named in
    ///     `configuration`.
    ///   - configuration: Time limits, retries and further settings.
    ///   - transport: Carries the requests.
    public init(
        apiKey: APIKey, baseURL: URL = defaultBaseURL, configuration: ClientConfiguration = ClientConfiguration(),
        transport: any Transport
    ) {
        pipeline = Pipeline(
            baseURL: baseURL, apiKey: apiKey, authentication: .bearer, configuration: configuration,
            transport: transport)
    }

    /// Graphs that route a conversation between several assistants.
    public var assistantGraphs: AssistantGraphs { AssistantGraphs(pipeline: pipeline) }

    /// Phone numbers: buying them, and those of the organization.
    public var phoneNumbers: PhoneNumbers { PhoneNumbers(pipeline: pipeline) }

    /// Phone calls.
    public var calls: Calls { Calls(pipeline: pipeline) }

    /// Every operation this version knows, for tests that check that none is forgotten.
    package static let operations = AssistantGraphs.operations + PhoneNumbers.operations + Calls.operations
}

extension BurkiClient {
    /// Sends an operation that this SDK has no method for, with the same authentication, time limits, retries and
    /// errors as every other.
    ///
    /// ```swift
    /// let flows: [JSONValue] = try await burki.send(.get, "/api/v1/flows", query: [.init(name: "limit", value: "10")])
    /// ```
    ///
    /// - Parameters:
    ///   - method: The verb.
    ///   - path: The full path as Burki registers it; there is no common prefix, and five collections end in a slash.
    ///     Interpolated values are escaped.
    ///   - query: The query. Items without a value are left out. Everything is escaped, `+` too.
    ///   - body: Written as JSON. `nil` sends no body.
    ///   - safety: Whether it may be carried out twice. `nil`: a GET may, everything else may not.
    ///   - type: The type of the reply, where the context does not tell it.
    /// - Returns: The reply, decoded from JSON.
    /// - Throws: `VoiceAgentsError`, or `CancellationError`.
    public func send<Reply: Decodable & Sendable>(
        _ method: HTTPMethod, _ path: RequestPath, query: [URLQueryItem] = [],
        body: (any Encodable & Sendable)? = nil, safety: RequestSafety? = nil, as type: Reply.Type = Reply.self
    ) async throws -> Reply {
        try await pipeline.send("burki", method, path, query: query, body: body, safety: safety)
    }

    /// Sends an operation that this SDK has no method for and whose reply does not matter.
    ///
    /// - Parameters:
    ///   - method: The verb.
    ///   - path: The full path as Burki registers it. Interpolated values are escaped.
    ///   - query: The query. Items without a value are left out. Everything is escaped, `+` too.
    ///   - body: Written as JSON. `nil` sends no body.
    ///   - safety: Whether it may be carried out twice. `nil`: a GET may, everything else may not.
    /// - Throws: `VoiceAgentsError`, or `CancellationError`.
    public func send(
        _ method: HTTPMethod, _ path: RequestPath, query: [URLQueryItem] = [],
        body: (any Encodable & Sendable)? = nil, safety: RequestSafety? = nil
    ) async throws {
        let _: NoReply = try await pipeline.send("burki", method, path, query: query, body: body, safety: safety)
    }
}
