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
        _ method: RequestMethod, _ path: RequestPath, query: [URLQueryItem] = [],
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
        _ method: RequestMethod, _ path: RequestPath, query: [URLQueryItem] = [],
        body: (any Encodable & Sendable)? = nil, safety: RequestSafety? = nil
    ) async throws {
        let _: NoReply = try await pipeline.send("burki", method, path, query: query, body: body, safety: safety)
    }

    /// Saves what a GET brings back to a file, for example a recording, in constant memory.
    ///
    /// The file takes its place only when it is whole; until then, a file that is there stays as it is.
    ///
    /// ```swift
    /// try await burki.download(
    ///     "/api/v1/calls/\(callID)/recording/\(recordingID)/play", to: URL(filePath: "call.wav"))
    /// ```
    ///
    /// - Parameters:
    ///   - path: The full path as Burki registers it. Interpolated values are escaped.
    ///   - query: The query. Items without a value are left out. Everything is escaped, `+` too.
    ///   - file: Where to save it, in a folder that exists. A file that is there is replaced.
    ///   - timeout: The limit for all attempts together. Default: 10 minutes.
    ///   - progress: Is told how far the transfer has come.
    /// - Throws: `VoiceAgentsError`, or `CancellationError`. No part of a file is left behind.
    public func download(
        _ path: RequestPath, query: [URLQueryItem] = [], to file: URL, timeout: Duration = .seconds(600),
        progress: TransferProgress? = nil
    ) async throws {
        try await pipeline.download("burki", path, query: query, to: file, timeout: timeout, progress: progress)
    }

    /// Sends a form with files, for example a document of a knowledge base, in constant memory.
    ///
    /// ```swift
    /// var form = MultipartForm()
    /// try form.append(file: URL(filePath: "hours.pdf"), name: "file", contentType: "application/pdf")
    /// let document: JSONValue = try await burki.upload(
    ///     form, to: "/api/v1/assistants/\(assistantID)/documents/upload")
    /// ```
    ///
    /// - Parameters:
    ///   - form: What to send.
    ///   - path: The full path as Burki registers it. Interpolated values are escaped.
    ///   - method: The verb.
    ///   - query: The query. Items without a value are left out. Everything is escaped, `+` too.
    ///   - timeout: The limit for all attempts together. Default: 10 minutes.
    ///   - progress: Is told how far the transfer has come.
    ///   - safety: Whether it may be carried out twice. `nil`: it may not.
    ///   - type: The type of the reply, where the context does not tell it.
    /// - Returns: The reply, decoded from JSON.
    /// - Throws: `VoiceAgentsError`, or `CancellationError`.
    public func upload<Reply: Decodable & Sendable>(
        _ form: MultipartForm, to path: RequestPath, method: RequestMethod = .post, query: [URLQueryItem] = [],
        timeout: Duration = .seconds(600), progress: TransferProgress? = nil, safety: RequestSafety? = nil,
        as type: Reply.Type = Reply.self
    ) async throws -> Reply {
        try await pipeline.upload(
            "burki", form, method, path, query: query, timeout: timeout, progress: progress, safety: safety)
    }
}
