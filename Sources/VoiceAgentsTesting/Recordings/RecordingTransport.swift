public import VoiceAgentsCore

#if canImport(FoundationEssentials)
public import FoundationEssentials
#else
public import Foundation
#endif

/// Sends requests through another transport and keeps every exchange, without secrets, for ``ReplayTransport``.
///
/// ```swift
/// import VoiceAgentsURLSession
///
/// let recorder = RecordingTransport(wrapping: URLSessionTransport.shared, folder: URL(filePath: "Recordings"))
/// let burki = BurkiClient(apiKey: key, transport: recorder)
/// ```
///
/// Request headers are not kept. The credential is replaced wherever it occurs, and so are the values of JSON keys that
/// speak of a key, token, secret or password, here and in the query. Phone numbers, names and texts **are** kept, since
/// replaying compares them: look through the files before you publish them.
public actor RecordingTransport: Transport {
    private let base: any Transport
    private let folder: URL?
    private let source: String

    /// What was recorded so far, in its order.
    public private(set) var exchanges: [RecordedExchange] = []

    /// Wraps a transport.
    ///
    /// - Parameters:
    ///   - base: Carries the requests.
    ///   - folder: Where to write a file for each exchange, as `platform/resource/operation-N.json`. `nil`: nowhere.
    ///   - source: What to note as the origin of the recordings.
    public init(wrapping base: any Transport, folder: URL? = nil, source: String = "recorded") {
        self.base = base
        self.folder = folder
        self.source = source
    }

    /// Sends the request and keeps the exchange. A request without a response is not kept.
    public func send(_ request: TransportRequest) async throws -> TransportResponse {
        let response = try await base.send(request)
        let exchange = recorded(request, response)
        exchanges.append(exchange)
        if let folder {
            do {
                try write(exchange, to: folder)
            } catch {
                // The request was carried out: its response must not be lost to a full disk.
                unwritten += 1
            }
        }
        return response
    }

    /// How many exchanges could not be written to their files. They are in ``exchanges`` all the same.
    public private(set) var unwritten = 0

    private func recorded(_ request: TransportRequest, _ response: TransportResponse) -> RecordedExchange {
        let redaction = Redaction(of: request.headers)
        var asked = RecordedExchange.Request(request)
        asked.path = redaction.apply(to: asked.path)
        asked.query = redaction.apply(to: asked.query)
        asked.body = asked.body.map(redaction.apply(to:))
        let kept = response.headers.fields.filter { Self.keptHeaders.contains($0.name) }
        let json = try? JSONDecoder().decode(JSONValue.self, from: response.body)
        let text = response.body.isEmpty ? nil : String(decoding: response.body, as: UTF8.self)
        return RecordedExchange(
            operation: request.operation.name, source: source, request: asked,
            response: .init(
                status: response.status, headers: Dictionary(kept, uniquingKeysWith: { $1 }),
                body: json.map(redaction.apply(to:)), text: json == nil ? text.map(redaction.apply(to:)) : nil))
    }

    private func write(_ exchange: RecordedExchange, to folder: URL) throws {
        let parts = exchange.operation.split(separator: ".").map(String.init)
        let target = parts.dropLast().reduce(folder) { $0.appending(path: $1) }
        try FileManager.default.createDirectory(at: target, withIntermediateDirectories: true)
        // Goes on after the files of an earlier recording. Three digits keep the order of the names that of the exchanges.
        for number in 1... {
            let digits = String(repeating: "0", count: max(0, 3 - "\(number)".count)) + "\(number)"
            let file = target.appending(path: "\(parts.last ?? "exchange")-\(digits).json")
            if !FileManager.default.fileExists(atPath: file.path(percentEncoded: false)) {
                return try exchange.write(to: file)
            }
        }
    }

    private static let keptHeaders: Set = [
        "content-type", "retry-after", "x-ratelimit-limit", "x-ratelimit-remaining", "x-ratelimit-reset",
    ]
}

/// Takes secrets out of what is recorded.
private struct Redaction {
    private let secrets: [String]

    init(of headers: HeaderFields) {
        // "Bearer KEY": a server that prints the key prints it without the scheme.
        secrets = headers.secrets.flatMap { [$0, $0.split(separator: " ").last.map(String.init) ?? ""] }
    }

    func apply(to text: String) -> String {
        secrets.reduce(text) { $0.redacting($1) }
    }

    func apply(to query: [String: String]) -> [String: String] {
        query.reduce(into: [:]) { $0[$1.key] = Self.isSecret($1.key) ? redactionMark : apply(to: $1.value) }
    }

    func apply(to value: JSONValue) -> JSONValue { hideSecretMembers(of: value).mapStrings(apply(to:)) }

    private func hideSecretMembers(of value: JSONValue) -> JSONValue {
        switch value {
        case .array(let values): .array(values.map(hideSecretMembers(of:)))
        case .object(let members):
            .object(
                members.reduce(into: [:]) { result, member in
                    result[member.key] =
                        Self.isSecret(member.key) && Self.canHoldSecret(member.value)
                        ? .string(redactionMark) : hideSecretMembers(of: member.value)
                })
        default: value
        }
    }

    /// Numbers, truth values and null are settings, such as `max_tokens`.
    private static func canHoldSecret(_ value: JSONValue) -> Bool {
        value.string != nil || value.array != nil || value.object != nil
    }

    private static func isSecret(_ name: String) -> Bool {
        let name = name.lowercased().filter { $0 != "_" && $0 != "-" }
        return ["key", "auth"].contains(name)
            || ["apikey", "privatekey", "accesskey", "token", "secret", "password", "authorization", "credential"]
                .contains { name.contains($0) }
    }
}
