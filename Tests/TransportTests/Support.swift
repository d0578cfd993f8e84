import Foundation
import Testing
import VoiceAgentsAsyncHTTPClient
import VoiceAgentsCore
import VoiceAgentsURLSession

/// Serialized, since the tests measure connections, memory and time.
@Suite(.serialized, .timeLimit(.minutes(5))) enum TransportTests {}

/// A transport under test. Every test runs over each.
enum Subject: String, CaseIterable, Sendable, CustomTestStringConvertible {
    case urlSession = "URLSession"
    #if AsyncHTTPClient
    case asyncHTTPClient = "AsyncHTTPClient"
    #endif

    var testDescription: String { rawValue }

    /// Shared by the tests that do not need their own, since that of `URLSession` keeps file descriptors.
    var shared: any Transport {
        switch self {
        case .urlSession: URLSessionTransport.shared
        #if AsyncHTTPClient
        case .asyncHTTPClient: AsyncHTTPClientTransport.shared
        #endif
        }
    }

    func make() -> any Transport {
        switch self {
        case .urlSession: URLSessionTransport()
        #if AsyncHTTPClient
        case .asyncHTTPClient: AsyncHTTPClientTransport()
        #endif
        }
    }

    /// Whether reads over HTTP/1.1 share connections.
    var reusesConnections: Bool { self != .urlSession }

    /// Every transport with every pair of arguments.
    static func with<First, Second>(_ first: [First], _ second: [Second]) -> [(Subject, First, Second)] {
        allCases.flatMap { subject in first.flatMap { one in second.map { (subject, one, $0) } } }
    }
}

extension TransportRequest {
    /// A request that is safe when it is a GET, and otherwise unrepeatable, unless `safety` says otherwise.
    init(
        _ method: RequestMethod = .get, _ url: URL, headers: HeaderFields = [:], body: String? = nil,
        timeout: Duration = .seconds(60), safety: RequestSafety? = nil
    ) {
        var headers = headers
        if body != nil, headers["Content-Type"] == nil { headers["Content-Type"] = "application/json" }
        self.init(
            PlatformOperation("test", method, "/", safety ?? (method == .get ? .safe : .unrepeatable)), url: url,
            headers: headers, body: body.map { RequestBody(Data($0.utf8)) }, timeout: timeout)
    }
}

extension TransportResponse {
    var text: String { String(decoding: body, as: UTF8.self) }
}

/// The part of a reply that is sent.
enum Beginning: CaseIterable {
    case nothing, partOfTheBody, someChunks

    var bytes: String {
        switch self {
        case .nothing: ""
        case .partOfTheBody: "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nonly the beginning"
        case .someChunks: "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nonly \r\n3\r\nth"
        }
    }
}

/// The error that `send` throws. Checks that it holds no address.
func failure(
    of request: TransportRequest, through transport: any Transport, sourceLocation: SourceLocation = #_sourceLocation
) async throws -> TransportError {
    let error = await #expect(throws: TransportError.self, sourceLocation: sourceLocation) {
        try await transport.send(request)
    }
    let transportError = try #require(error, sourceLocation: sourceLocation)
    var everything = "\(transportError)"
    dump(transportError, to: &everything)
    if let underlying = transportError.underlying { everything += "\(underlying) \((underlying as NSError).userInfo)" }
    #expect(!everything.contains("127.0.0.1"), sourceLocation: sourceLocation)
    #expect(!everything.contains("localhost"), sourceLocation: sourceLocation)
    return transportError
}

/// The duration of `body`. For bounds that distinguish "promptly" from "never".
func time(_ body: () async throws -> Void) async rethrows -> Duration {
    try await ContinuousClock().measure(body)
}

/// Prints a message and ends the process when a test hangs. A thread, because a deadlock also stops the tasks that would notice.
final class Watchdog: Sendable {
    private let bell = DispatchSemaphore(value: 0)

    init(limit: DispatchTimeInterval, _ what: String) {
        Thread.detachNewThread { [bell] in
            guard bell.wait(timeout: .now() + limit) == .timedOut else { return }
            print("Timed out: \(what)")
            exit(1)
        }
    }

    func stop() { bell.signal() }
}
