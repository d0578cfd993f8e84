public import VoiceAgentsCore

#if canImport(FoundationEssentials)
public import FoundationEssentials
#else
public import Foundation
#endif

/// One request and its response, as they are kept in a file.
///
/// ```json
/// {
///   "operation": "burki.calls.initiate",
///   "source": "https://docs.burki.dev, Initiate Outbound Call",
///   "request": { "method": "POST", "path": "/calls/initiate", "query": {}, "body": { … } },
///   "response": { "status": 200, "headers": { "Content-Type": "application/json" }, "body": { … } }
/// }
/// ```
///
/// A body that is not JSON stands under `text` in place of `body`.
public struct RecordedExchange: Codable, Hashable, Sendable {
    /// The operation, for example `burki.calls.initiate`.
    public var operation: String
    /// Where the exchange was taken from.
    public var source: String
    /// What was asked.
    public var request: Request
    /// What was answered.
    public var response: Response
    /// The error that the client makes of it. `nil`: none, or it was not noted.
    public var expected: ExpectedError?

    /// Creates an exchange.
    public init(
        operation: String, source: String, request: Request, response: Response, expected: ExpectedError? = nil
    ) {
        self.operation = operation
        self.source = source
        self.request = request
        self.response = response
        self.expected = expected
    }

    /// The error that a client makes of an exchange.
    public struct ExpectedError: Codable, Hashable, Sendable {
        /// The kind in words, for example `payment required`.
        public var kind: String
        /// Whether what the operation does can have happened.
        public var effect: Effect

        /// Creates an expectation.
        public init(kind: String, effect: Effect) {
            self.kind = kind
            self.effect = effect
        }
    }

    /// What was asked. It has no headers, since they hold the credentials.
    public struct Request: Codable, Hashable, Sendable {
        /// The verb.
        public var method: RequestMethod
        /// The path, without escapes.
        public var path: String
        /// The query, without escapes. When a name repeats, its values are joined by commas.
        public var query: [String: String]
        /// The body, or `nil` when there was none.
        public var body: JSONValue?

        /// Creates a request.
        public init(method: RequestMethod, path: String, query: [String: String] = [:], body: JSONValue? = nil) {
            self.method = method
            self.path = path
            self.query = query
            self.body = body
        }
    }

    /// What was answered.
    public struct Response: Codable, Hashable, Sendable {
        /// The status.
        public var status: Int
        /// The header fields that matter.
        public var headers: [String: String]
        /// The body, when it was JSON.
        public var body: JSONValue?
        /// The body, when it was something else.
        public var text: String?

        /// Creates a response.
        public init(status: Int, headers: [String: String] = [:], body: JSONValue? = nil, text: String? = nil) {
            self.status = status
            self.headers = headers
            self.body = body
            self.text = text
        }

        /// The response as a transport hands it on.
        public var transportResponse: TransportResponse {
            var fields = HeaderFields()
            for (name, value) in headers { fields[name] = value }
            let data = body.flatMap { try? JSONEncoder().encode($0) } ?? Data((text ?? "").utf8)
            return TransportResponse(status: status, headers: fields, body: data)
        }
    }
}

extension RecordedExchange {
    /// Reads one exchange from a file.
    public init(contentsOf file: URL) throws {
        self = try JSONDecoder().decode(Self.self, from: Data(contentsOf: file))
    }

    /// Writes the exchange to a file, readably and with a stable order of keys.
    public func write(to file: URL) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        try (encoder.encode(self) + Data("\n".utf8)).write(to: file)
    }
}

extension RecordedExchange.Request {
    /// The comparable part of a request. A body that is not JSON becomes a text.
    package init(_ request: TransportRequest) {
        let components = URLComponents(url: request.url, resolvingAgainstBaseURL: false)
        var query: [String: String] = [:]
        for item in components?.queryItems ?? [] {
            query[item.name, default: ""] += (query[item.name] == nil ? "" : ",") + (item.value ?? "")
        }
        self.init(
            method: request.method, path: components?.path ?? request.url.path(), query: query,
            body: request.body.map(Self.comparable))
    }

    private static func comparable(_ body: RequestBody) -> JSONValue {
        // Files are neither read nor kept, and the boundaries of a form are never the same.
        guard let data = body.data else { return .string("\(body.count) bytes, partly from files") }
        return (try? JSONDecoder().decode(JSONValue.self, from: data)) ?? .string(String(decoding: data, as: UTF8.self))
    }

    /// How another request differs from this one, in words. Empty when it does not.
    package func differences(from other: Self) -> [String] {
        var differences: [String] = []
        if method != other.method {
            differences.append("method is \(other.method.rawValue), recorded \(method.rawValue)")
        }
        if path != other.path { differences.append("path is \(other.path), recorded \(path)") }
        for name in Set(query.keys).union(other.query.keys).sorted()
        where query[name] != other.query[name] && query[name] != redactionMark {
            differences.append(
                "query \(name) is \(other.query[name] ?? "absent"), recorded \(query[name] ?? "absent")")
        }
        differences += (body ?? .null).differences(from: other.body ?? .null, at: "body")
        return differences
    }
}

extension JSONValue {
    fileprivate func differences(from other: JSONValue, at path: String) -> [String] {
        switch (self, other) {
        case (.object(let mine), .object(let theirs)):
            return Set(mine.keys).union(theirs.keys).sorted().flatMap { key -> [String] in
                switch (mine[key], theirs[key]) {
                case (let mine?, let theirs?): mine.differences(from: theirs, at: "\(path).\(key)")
                case (nil, _): ["\(path).\(key) is not in the recording"]
                case (_, nil): ["\(path).\(key) is missing"]
                }
            }
        case (.array(let mine), .array(let theirs)) where mine.count == theirs.count:
            return zip(mine, theirs).enumerated().flatMap { index, pair in
                pair.0.differences(from: pair.1, at: "\(path)[\(index)]")
            }
        default:
            // What was taken out of the recording agrees with anything.
            return self == other || self == .string(redactionMark) ? [] : ["\(path) differs"]
        }
    }
}
