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

/// A client of the Burki platform (api.burki.dev).
///
/// A client is a value: it can be copied and shared between tasks, and should be kept as long as the process. Its copies share
/// their transport and `RetryBudget`. It does not have to be shut down.
public struct BurkiClient: Sendable {
    private let pipeline: Pipeline

    /// The base URL of the platform: `https://api.burki.dev`.
    public static let defaultBaseURL = URL(literal: "https://api.burki.dev")

    #if AsyncHTTPClient || URLSession
    /// Creates a client with the default transport: `AsyncHTTPClientTransport` when the package's trait `AsyncHTTPClient` is on,
    /// otherwise `URLSessionTransport`.
    ///
    /// - Parameters:
    ///   - apiKey: A key of your organization, which is sent as `Authorization: Bearer`.
    ///   - baseURL: The base URL, with `https`. Plain `http` is allowed for loopback hosts and for
    ///     `ClientConfiguration.plaintextHosts`.
    ///   - configuration: Time limits, retries and other settings.
    public init(
        apiKey: APIKey, baseURL: URL = defaultBaseURL, configuration: ClientConfiguration = ClientConfiguration()
    ) {
        self.init(
            apiKey: apiKey, baseURL: baseURL, configuration: configuration, transport: Self.defaultTransport)
    }

    #if AsyncHTTPClient
    private static let defaultTransport = AsyncHTTPClientTransport.shared
    #else
    private static let defaultTransport = URLSessionTransport.shared
    #endif
    #endif

    /// Creates a client with a transport, for example a simulator.
    ///
    /// - Parameters:
    ///   - apiKey: A key of your organization, which is sent as `Authorization: Bearer`.
    ///   - baseURL: The base URL, with `https`. Plain `http` is allowed for loopback hosts and for
    ///     `ClientConfiguration.plaintextHosts`.
    ///   - configuration: Time limits, retries and other settings.
    ///   - transport: The transport that sends the requests.
    public init(
        apiKey: APIKey, baseURL: URL = defaultBaseURL, configuration: ClientConfiguration = ClientConfiguration(),
        transport: any Transport
    ) {
        pipeline = Pipeline(
            baseURL: baseURL, apiKey: apiKey, authentication: .bearer, configuration: configuration,
            transport: transport)
    }

    /// Returns a client with other settings, which shares the transport, the key and the retry budget.
    ///
    /// ```swift
    /// let patient = burki.with { $0.timeout = .seconds(60) }
    /// ```
    ///
    /// - Parameter change: Changes the configuration.
    /// - Returns: The new client.
    public func with(_ change: (inout ClientConfiguration) -> Void) -> BurkiClient {
        BurkiClient(pipeline: pipeline.with(change))
    }

    private init(pipeline: Pipeline) { self.pipeline = pipeline }

    /// The operations of graphs, which route a conversation between several assistants.
    public var assistantGraphs: AssistantGraphs { AssistantGraphs(pipeline: pipeline) }

    /// The operations of conversation flows, in which one assistant leads a conversation from prompt to prompt.
    public var flows: Flows { Flows(pipeline: pipeline) }

    /// The operations of assistants.
    public var assistants: Assistants { Assistants(pipeline: pipeline) }

    /// The operations of phone numbers.
    public var phoneNumbers: PhoneNumbers { PhoneNumbers(pipeline: pipeline) }

    /// The operations of phone calls.
    public var calls: Calls { Calls(pipeline: pipeline) }

    /// Requests for operations that have no method.
    public var raw: RawRequests { RawRequests(pipeline: pipeline, platform: "burki") }

    /// All operations that have a method.
    public static let operations =
        AssistantGraphs.operations + Flows.operations + Assistants.operations + PhoneNumbers.operations
        + Calls.operations
}

// `.burki.calls.initiate` names an operation: a static member of a resource client, reached through its type.

extension PlatformOperation {
    /// The descriptions of Burki's operations.
    public static var burki: BurkiClient.Type { BurkiClient.self }
}

extension BurkiClient {
    /// The descriptions of the operations of graphs.
    public static var assistantGraphs: AssistantGraphs.Type { AssistantGraphs.self }

    /// The descriptions of the operations of conversation flows.
    public static var flows: Flows.Type { Flows.self }

    /// The descriptions of the operations of assistants.
    public static var assistants: Assistants.Type { Assistants.self }

    /// The descriptions of the operations of phone numbers.
    public static var phoneNumbers: PhoneNumbers.Type { PhoneNumbers.self }

    /// The descriptions of the operations of calls.
    public static var calls: Calls.Type { Calls.self }
}
