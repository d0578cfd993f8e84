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

    /// The same client with other settings, which shares the transport, the key and the retry budget.
    ///
    /// ```swift
    /// let patient = flireo.with { $0.timeout = .seconds(60) }
    /// ```
    ///
    /// - Parameter change: Changes the settings.
    /// - Returns: The changed client.
    public func with(_ change: (inout ClientConfiguration) -> Void) -> FlireoClient {
        FlireoClient(pipeline: pipeline.with(change))
    }

    private init(pipeline: Pipeline) { self.pipeline = pipeline }

    /// Assistants and the phone numbers they answer.
    public var assistants: Assistants { Assistants(pipeline: pipeline) }

    /// The account's phone numbers, and those that can be ordered.
    public var phoneNumbers: PhoneNumbers { PhoneNumbers(pipeline: pipeline) }

    /// The orders of phone numbers.
    public var phoneNumberOrders: PhoneNumberOrders { PhoneNumberOrders(pipeline: pipeline) }

    /// Businesses that are verified, so that they may have local numbers.
    public var verificationGroups: VerificationGroups { VerificationGroups(pipeline: pipeline) }

    /// Operations without a method of their own.
    public var raw: RawRequests { RawRequests(pipeline: pipeline, platform: "flireo") }

    /// Every operation that has a method.
    public static let operations =
        Assistants.operations + PhoneNumbers.operations + PhoneNumberOrders.operations + VerificationGroups.operations
}

// `.flireo.assistants.link` names an operation: a static member of a resource client, reached through its type.

extension PlatformOperation {
    /// The operations of Flireo.
    public static var flireo: FlireoClient.Type { FlireoClient.self }
}

extension FlireoClient {
    /// The operations of assistants.
    public static var assistants: Assistants.Type { Assistants.self }

    /// The operations of phone numbers.
    public static var phoneNumbers: PhoneNumbers.Type { PhoneNumbers.self }

    /// The operations of orders.
    public static var phoneNumberOrders: PhoneNumberOrders.Type { PhoneNumberOrders.self }

    /// The operations of verification groups.
    public static var verificationGroups: VerificationGroups.Type { VerificationGroups.self }
}
