public import VoiceAgentsCore

#if canImport(FoundationEssentials)
public import FoundationEssentials
#else
public import Foundation
#endif

/// A transport that sends requests through another transport and records the exchanges, without secrets, for a
/// ``ReplayTransport``.
///
/// ```swift
/// import VoiceAgentsURLSession
///
/// let recorder = RecordingTransport(
///     wrapping: URLSessionTransport.shared, folder: URL(filePath: "Recordings"))
/// let burki = BurkiClient(apiKey: key, transport: recorder)
/// ```
///
/// Header fields of requests are not recorded. The credential is redacted everywhere, and so are the values of JSON keys and query
/// parameters whose names contain words such as key, token, secret, password, signature or pin. Phone numbers, names and texts **are** recorded,
/// because a replay compares them: check the files before you publish them.
public actor RecordingTransport: Transport {
    private let base: any Transport
    private let folder: URL?
    private let source: String

    /// The recorded exchanges so far, in order.
    public private(set) var exchanges: [RecordedExchange] = []

    /// Creates a transport that records the exchanges of another transport.
    ///
    /// - Parameters:
    ///   - base: The transport that sends the requests.
    ///   - folder: The folder for the files of the exchanges, named `platform/resource/operation-N.json`. `nil`: no files are written.
    ///   - source: The ``RecordedExchange/source`` of the exchanges.
    public init(wrapping base: any Transport, folder: URL? = nil, source: String = "recorded") {
        self.base = base
        self.folder = folder
        self.source = source
    }

    /// Sends a request and records the exchange. A request without a response is not recorded.
    public func send(_ request: TransportRequest) async throws -> TransportResponse {
        let response = try await base.send(request)
        let exchange = recordedExchange(request, response)
        exchanges.append(exchange)
        if let folder {
            do {
                try write(exchange, to: folder)
            } catch {
                // The request took effect, so its response must not be lost, for example because the disk is full.
                unwrittenCount += 1
            }
        }
        return response
    }

    /// The number of exchanges that could not be written to a file. They are still in ``exchanges``.
    public private(set) var unwrittenCount = 0

    /// The number of the last file of each operation.
    private var lastNumbers: [String: Int] = [:]

    private func recordedExchange(_ request: TransportRequest, _ response: TransportResponse) -> RecordedExchange {
        let redaction = Redaction(of: request.headers)
        var recordedRequest = RecordedExchange.Request(request)
        recordedRequest.path = redaction.apply(to: recordedRequest.path)
        recordedRequest.query = redaction.apply(to: recordedRequest.query)
        recordedRequest.body = recordedRequest.body.map(redaction.apply(to:))
        let headers = response.headers.fields.filter { Self.recordedHeaders.contains($0.name) }
            .map { ($0.name, redaction.apply(to: $0.value)) }
        let json = try? JSONDecoder().decode(JSONValue.self, from: response.body)
        let text = response.body.isEmpty ? nil : String(decoding: response.body, as: UTF8.self)
        return RecordedExchange(
            operation: request.operation.name, source: source, request: recordedRequest,
            response: .init(
                status: response.status, headers: Dictionary(headers, uniquingKeysWith: { $1 }),
                body: json.map(redaction.apply(to:)), text: json == nil ? text.map(redaction.apply(to:)) : nil))
    }

    private func write(_ exchange: RecordedExchange, to folder: URL) throws {
        let parts = exchange.operation.split(separator: ".").map(String.init)
        let target = parts.dropLast().reduce(folder) { $0.appending(path: $1) }
        try FileManager.default.createDirectory(at: target, withIntermediateDirectories: true)
        // Continues after the files of other recordings. With three digits, the names sort in the order of the exchanges.
        for number in (lastNumbers[exchange.operation] ?? 0) + 1..<Int.max {
            let digits = String(repeating: "0", count: max(0, 3 - "\(number)".count)) + "\(number)"
            let file = target.appending(path: "\(parts.last ?? "exchange")-\(digits).json")
            do {
                try exchange.write(to: file)
                lastNumbers[exchange.operation] = number
                return
            } catch let error as CocoaError where error.code == .fileWriteFileExists {
                continue
            }
        }
    }

    private static let recordedHeaders: Set = [
        "content-type", "retry-after", "x-ratelimit-limit", "x-ratelimit-remaining", "x-ratelimit-reset",
    ]
}

/// Removes secrets from recordings.
private struct Redaction {
    private let secrets: [String]

    init(of headers: HeaderFields) {
        // For "Bearer KEY" also the key alone, because a server that prints the key omits the scheme.
        secrets = headers.secrets.flatMap { [$0, $0.split(separator: " ").last.map(String.init) ?? ""] }
    }

    func apply(to text: String) -> String {
        secrets.reduce(text) { $0.redacting($1) }
            // The parameters of a signed URL and of a form, and members of JSON in a text.
            .replacing(/(?<name>[A-Za-z0-9_.-]+)(?<separator>=|"\s*:\s*")(?<value>[^&\s"#]+)/) { match in
                String(match.name).isNameOfSecret
                    ? "\(match.name)\(match.separator)\(redactionMark)" : String(match.output.0)
            }
    }

    func apply(to query: [String: String]) -> [String: String] {
        query.reduce(into: [:]) { $0[$1.key] = $1.key.isNameOfSecret ? redactionMark : apply(to: $1.value) }
    }

    func apply(to value: JSONValue) -> JSONValue { redactingSecretMembers(of: value).mapStrings(apply(to:)) }

    private func redactingSecretMembers(of value: JSONValue) -> JSONValue {
        switch value {
        case .array(let values): .array(values.map(redactingSecretMembers(of:)))
        case .object(let members):
            .object(
                members.reduce(into: [:]) { result, member in
                    result[member.key] =
                        member.key.isNameOfSecret && Self.canHoldSecret(member.value)
                        ? .string(redactionMark) : redactingSecretMembers(of: member.value)
                })
        default: value
        }
    }

    /// Whether a value can be a secret. Numbers, Booleans and null are settings, such as `max_tokens`.
    private static func canHoldSecret(_ value: JSONValue) -> Bool {
        value.string != nil || value.array != nil || value.object != nil
    }
}
