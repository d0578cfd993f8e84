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
/// A client is a value: copy it, share it between tasks, keep it as long as the process. Its copies share nothing but
/// their `RetryBudget`. There is nothing to shut down.
public struct BurkiClient: Sendable {
    private let pipeline: Pipeline

    /// Where Burki answers: `https://api.burki.dev`.
    public static let defaultBaseURL = URL(literal: "https://api.burki.dev")

    #if AsyncHTTPClient || URLSession
    /// Creates a client on the transport for servers when the package's trait `AsyncHTTPClient` is on, otherwise on
    /// `URLSession`.
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
            apiKey: apiKey, baseURL: baseURL, configuration: configuration, transport: Self.defaultTransport)
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

    /// The same client with other settings, which shares the transport, the key and the retry budget.
    ///
    /// ```swift
    /// let patient = burki.with { $0.timeout = .seconds(60) }
    /// ```
    ///
    /// - Parameter change: Changes the settings.
    /// - Returns: The changed client.
    public func with(_ change: (inout ClientConfiguration) -> Void) -> BurkiClient {
        BurkiClient(pipeline: pipeline.with(change))
    }

    private init(pipeline: Pipeline) { self.pipeline = pipeline }

    /// Graphs that route a conversation between several assistants.
    public var assistantGraphs: AssistantGraphs { AssistantGraphs(pipeline: pipeline) }

    /// Phone numbers: buying them, and those of the organization.
    public var phoneNumbers: PhoneNumbers { PhoneNumbers(pipeline: pipeline) }

    /// Phone calls.
    public var calls: Calls { Calls(pipeline: pipeline) }

    /// Operations without a method of their own.
    public var raw: RawRequests { RawRequests(pipeline: pipeline, platform: "burki") }

    /// Every operation that has a method.
    public static let operations = AssistantGraphs.operations + PhoneNumbers.operations + Calls.operations
}

// `.burki.calls.initiate` names an operation: a static member of a resource client, reached through its type.

extension PlatformOperation {
    /// The operations of Burki.
    public static var burki: BurkiClient.Type { BurkiClient.self }
}

extension BurkiClient {
    /// The operations of graphs.
    public static var assistantGraphs: AssistantGraphs.Type { AssistantGraphs.self }

    /// The operations of phone numbers.
    public static var phoneNumbers: PhoneNumbers.Type { PhoneNumbers.self }

    /// The operations of calls.
    public static var calls: Calls.Type { Calls.self }
}
