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
/// A client is a value: it can be copied and shared between tasks, and should be kept as long as the process. Its copies share
/// their transport and `RetryBudget`. It does not have to be shut down.
///
/// Flireo's public pages document neither a host nor how requests are authenticated. So the base URL has no default, and the
/// header with the key can be changed.
public struct FlireoClient: Sendable {
    private let pipeline: Pipeline

    #if AsyncHTTPClient || URLSession
    /// Creates a client with the default transport: `AsyncHTTPClientTransport` when the package's trait `AsyncHTTPClient` is on,
    /// otherwise `URLSessionTransport`.
    ///
    /// - Parameters:
    ///   - apiKey: A key of your account.
    ///   - baseURL: The base URL, with `https` and without `/v1`. Plain `http` is allowed for loopback hosts and for
    ///     `ClientConfiguration.plaintextHosts`.
    ///   - authentication: The header field that contains the key. Default: `Authorization: Bearer`.
    ///   - configuration: Time limits, retries and other settings.
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

    /// Creates a client with a transport, for example a simulator.
    ///
    /// - Parameters:
    ///   - apiKey: A key of your account.
    ///   - baseURL: The base URL, with `https` and without `/v1`. Plain `http` is allowed for loopback hosts and for
    ///     `ClientConfiguration.plaintextHosts`.
    ///   - authentication: The header field that contains the key. Default: `Authorization: Bearer`.
    ///   - configuration: Time limits, retries and other settings.
    ///   - transport: The transport that sends the requests.
    public init(
        apiKey: APIKey, baseURL: URL, authentication: Authentication = .bearer,
        configuration: ClientConfiguration = ClientConfiguration(), transport: any Transport
    ) {
        pipeline = Pipeline(
            baseURL: baseURL, apiKey: apiKey, authentication: authentication, configuration: configuration,
            transport: transport)
    }

    /// Returns a client with other settings, which shares the transport, the key and the retry budget.
    ///
    /// ```swift
    /// let patient = flireo.with { $0.timeout = .seconds(60) }
    /// ```
    ///
    /// - Parameter change: Changes the configuration.
    /// - Returns: The new client.
    public func with(_ change: (inout ClientConfiguration) -> Void) -> FlireoClient {
        FlireoClient(pipeline: pipeline.with(change))
    }

    private init(pipeline: Pipeline) { self.pipeline = pipeline }

    /// The operations of assistants, which answer phone numbers.
    public var assistants: Assistants { Assistants(pipeline: pipeline) }

    /// The operations of phone numbers.
    public var phoneNumbers: PhoneNumbers { PhoneNumbers(pipeline: pipeline) }

    /// The operations of phone number orders.
    public var phoneNumberOrders: PhoneNumberOrders { PhoneNumberOrders(pipeline: pipeline) }

    /// The operations of verification groups, which are verified businesses that may have local numbers.
    public var verificationGroups: VerificationGroups { VerificationGroups(pipeline: pipeline) }

    /// Requests for operations that have no method.
    public var raw: RawRequests { RawRequests(pipeline: pipeline, platform: "flireo") }

    /// All operations that have a method.
    public static let operations =
        Assistants.operations + PhoneNumbers.operations + PhoneNumberOrders.operations + VerificationGroups.operations
}

// `.flireo.assistants.link` names an operation: a static member of a resource client, reached through its type.

extension PlatformOperation {
    /// The descriptions of Flireo's operations.
    public static var flireo: FlireoClient.Type { FlireoClient.self }
}

extension FlireoClient {
    /// The descriptions of the operations of assistants.
    public static var assistants: Assistants.Type { Assistants.self }

    /// The descriptions of the operations of phone numbers.
    public static var phoneNumbers: PhoneNumbers.Type { PhoneNumbers.self }

    /// The descriptions of the operations of phone number orders.
    public static var phoneNumberOrders: PhoneNumberOrders.Type { PhoneNumberOrders.self }

    /// The descriptions of the operations of verification groups.
    public static var verificationGroups: VerificationGroups.Type { VerificationGroups.self }
}
