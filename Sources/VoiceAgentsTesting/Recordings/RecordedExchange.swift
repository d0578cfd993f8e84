public import VoiceAgentsCore

#if canImport(FoundationEssentials)
public import FoundationEssentials
#else
public import Foundation
#endif

/// A recorded request and its response, which can be stored in a file.
///
/// ```json
/// {
///   "operation": "burki.calls.initiate",
///   "source": "https://docs.burki.dev, Initiate Outbound Call",
///   "request": {
///     "method": "POST", "path": "/calls/initiate", "query": {}, "body": { … }
///   },
///   "response": {
///     "status": 200, "headers": { "Content-Type": "application/json" }, "body": { … }
///   }
/// }
/// ```
///
/// A body that is not JSON is stored as `text` in place of `body`.
public struct RecordedExchange: Codable, Hashable, Sendable {
    /// The operation, for example `burki.calls.initiate`.
    public var operation: String
    /// The source of the exchange, for example a page of the platform's documentation.
    public var source: String
    /// The request.
    public var request: Request
    /// The response.
    public var response: Response
    /// The error that a client derives from the response. `nil`: none, or it is not recorded.
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

    /// The error that a client derives from a response.
    public struct ExpectedError: Codable, Hashable, Sendable {
        /// The description of the `VoiceAgentsError.Kind`, for example `payment required`.
        public var kind: String
        /// Whether the operation may have taken effect.
        public var effect: Effect

        /// Creates an expectation.
        public init(kind: String, effect: Effect) {
            self.kind = kind
            self.effect = effect
        }
    }

    /// A recorded request. It has no headers, because they contain credentials.
    public struct Request: Codable, Hashable, Sendable {
        /// The HTTP method.
        public var method: RequestMethod
        /// The path, percent-decoded.
        public var path: String
        /// The query, percent-decoded. When a name repeats, its values are joined with commas.
        public var query: [String: String]
        /// The body. `nil` when there was none.
        public var body: JSONValue?

        /// Creates a request.
        public init(method: RequestMethod, path: String, query: [String: String] = [:], body: JSONValue? = nil) {
            self.method = method
            self.path = path
            self.query = query
            self.body = body
        }
    }

    /// A recorded response.
    public struct Response: Codable, Hashable, Sendable {
        /// The HTTP status.
        public var status: Int
        /// The recorded header fields.
        public var headers: [String: String]
        /// The body, when it was JSON.
        public var body: JSONValue?
        /// The body, when it was not JSON.
        public var text: String?

        /// Creates a response.
        public init(status: Int, headers: [String: String] = [:], body: JSONValue? = nil, text: String? = nil) {
            self.status = status
            self.headers = headers
            self.body = body
            self.text = text
        }

        /// The response in the form that a `Transport` returns.
        public var transportResponse: TransportResponse {
            var fields = HeaderFields()
            for (name, value) in headers { fields[name] = value }
            let data = body.flatMap { try? JSONEncoder().encode($0) } ?? Data((text ?? "").utf8)
            return TransportResponse(status: status, headers: fields, body: data)
        }
    }
}

extension RecordedExchange {
    /// Reads an exchange from a file.
    public init(contentsOf file: URL) throws {
        self = try JSONDecoder().decode(Self.self, from: Data(contentsOf: file))
    }

    /// Writes the exchange to a new file, as formatted JSON with sorted keys. Only the user of the process can read the file, since it
    /// contains phone numbers and names.
    ///
    /// - Throws: `CocoaError` of code `fileWriteFileExists` when there is such a file.
    public func write(to file: URL) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        try (encoder.encode(self) + Data("\n".utf8)).write(to: file, options: .withoutOverwriting)
        try FileManager.default.setAttributes(
            [.posixPermissions: 0o600], ofItemAtPath: file.path(percentEncoded: false))
    }
}

extension RecordedExchange.Request {
    /// Creates the comparable part of a request. A body that is not JSON becomes a string.
    package init(_ request: TransportRequest) {
        let components = URLComponents(url: request.url, resolvingAgainstBaseURL: false)
        var query: [String: String] = [:]
        for item in components?.queryItems ?? [] {
            query[item.name, default: ""] += (query[item.name] == nil ? "" : ",") + (item.value ?? "")
        }
        self.init(
            method: request.method, path: components?.path ?? request.url.path(), query: query,
            body: request.json ?? request.body.map { .string(Self.text(of: $0)) })
    }

    private static func text(of body: RequestBody) -> String {
        // Files are neither read nor recorded, and each form has different boundaries.
        body.data.map { String(decoding: $0, as: UTF8.self) } ?? "\(body.count) bytes, partly from files"
    }

    /// The differences of another request from this one, for error messages. Empty when they agree.
    package func differences(from other: Self) -> [String] {
        var differences: [String] = []
        if method != other.method {
            differences.append("method is \(other.method.rawValue), recorded \(method.rawValue)")
        }
        if !path.agrees(with: other.path) { differences.append("path is \(other.path), recorded \(path)") }
        for name in Set(query.keys).union(other.query.keys).sorted() {
            let (recorded, sent) = (query[name], other.query[name])
            let agrees = recorded == redactionMark || recorded?.agrees(with: sent ?? "") ?? false && sent != nil
            if !agrees {
                differences.append("query \(name) is \(sent ?? "absent"), recorded \(recorded ?? "absent")")
            }
        }
        differences += (body ?? .null).differences(from: other.body ?? .null, at: "body")
        return differences
    }
}

extension JSONValue {
    fileprivate func differences(from other: JSONValue, at path: String) -> [String] {
        switch (self, other) {
        case (.object(let recorded), .object(let sent)):
            return Set(recorded.keys).union(sent.keys).sorted().flatMap { key -> [String] in
                switch (recorded[key], sent[key]) {
                case (let recorded?, let sent?): recorded.differences(from: sent, at: "\(path).\(key)")
                case (nil, _): ["\(path).\(key) is not in the recording"]
                case (_, nil): ["\(path).\(key) is missing"]
                }
            }
        case (.array(let recorded), .array(let sent)) where recorded.count == sent.count:
            return zip(recorded, sent).enumerated().flatMap { index, pair in
                pair.0.differences(from: pair.1, at: "\(path)[\(index)]")
            }
        case (.string(let recorded), .string(let sent)): return recorded.agrees(with: sent) ? [] : ["\(path) differs"]
        default:
            // A redacted value agrees with every value.
            return self == other || self == .string(redactionMark) ? [] : ["\(path) differs"]
        }
    }
}

extension String {
    /// Whether a text agrees with this recorded one, in which each redacted part stands for any text.
    fileprivate func agrees(with text: String) -> Bool {
        let parts = split(separator: redactionMark, omittingEmptySubsequences: false)
        guard parts.count > 1, let first = parts.first, let last = parts.last else { return self == text }
        guard text.hasPrefix(first) else { return false }
        var rest = text.dropFirst(first.count)
        for part in parts.dropFirst().dropLast() where !part.isEmpty {
            guard let range = rest.firstRange(of: part) else { return false }
            rest = rest[range.upperBound...]
        }
        return rest.hasSuffix(last)
    }
}
