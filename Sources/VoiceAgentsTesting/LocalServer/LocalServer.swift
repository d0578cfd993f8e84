#if LocalServer
import FlyingFox
import FlyingSocks

public import VoiceAgentsCore

#if canImport(FoundationEssentials)
public import FoundationEssentials
#else
public import Foundation
#endif

/// An HTTP server on 127.0.0.1 that passes requests to the simulators or to a closure, for other programs and the real transports.
///
/// ```swift
/// let simulator = BurkiSimulator()
/// try await LocalServer(burki: simulator).run { baseURL in
///     let burki = BurkiClient(apiKey: "test", baseURL: baseURL)
///     _ = try await burki.calls.initiate(from: "+15551234567", to: "+15559876543")
/// }
/// ```
///
/// It needs the package's trait `LocalServer`. It cannot simulate the loss of a connection: it replies to a request with such a
/// fault with 500.
public struct LocalServer: Sendable {
    private let port: UInt16
    private let handler: @Sendable (TransportRequest) async throws -> TransportResponse

    /// Creates a server.
    ///
    /// - Parameters:
    ///   - port: The port. 0: any free port.
    ///   - handler: Returns the response to a request. The operation of the request has its method and path; its name is `local`.
    public init(port: UInt16 = 0, handler: @escaping @Sendable (TransportRequest) async throws -> TransportResponse) {
        self.port = port
        self.handler = handler
    }

    /// Creates a server that simulates both platforms.
    ///
    /// - Parameters:
    ///   - port: The port. 0: any free port.
    ///   - burki: The simulator for all paths except Flireo's.
    ///   - flireo: The simulator for Flireo's paths.
    public init(port: UInt16 = 0, burki: BurkiSimulator = .init(), flireo: FlireoSimulator = .init()) {
        self.init(port: port) { request in
            FlireoSimulator.isAddressed(by: request) ? try await flireo.send(request) : try await burki.send(request)
        }
    }

    /// Runs the server during a closure.
    ///
    /// - Parameter body: The closure. It receives the base URL of the server, for example `http://127.0.0.1:8080`.
    /// - Returns: The result of the closure.
    /// - Throws: The closure's error, or ``PortUnavailable``.
    public func run<Result: Sendable>(
        _ body: @escaping @Sendable (_ baseURL: URL) async throws -> Result
    ) async throws -> Result {
        let server = HTTPServer(
            address: try .inet(ip4: "127.0.0.1", port: port), logger: .disabled,
            handler: ClosureHTTPHandler { [handler] in try await Self.response(to: $0, from: handler) })
        return try await withThrowingTaskGroup(of: Result?.self) { group in
            defer { group.cancelAll() }
            group.addTask {
                do {
                    try await server.run()
                } catch is SocketError {
                    throw PortUnavailable(port: port)
                }
                return nil
            }
            group.addTask {
                try await server.waitUntilListening(timeout: 60)
                guard case .ip4(_, let port)? = await server.listeningAddress,
                    let url = URL(string: "http://127.0.0.1:\(port)")
                else { throw PortUnavailable(port: port) }
                return try await body(url)
            }
            while let result = try await group.next() {
                if let result { return result }
            }
            throw CancellationError()
        }
    }

    /// The error for a port on which the server cannot listen, for example because another program does.
    public struct PortUnavailable: Error, CustomStringConvertible {
        /// The port.
        public let port: UInt16
        /// The port and what to do.
        public var description: String {
            "Port \(port) is taken or not allowed. Choose another one, or 0 for any that is free."
        }
    }

    private static func response(
        to request: FlyingFox.HTTPRequest,
        from handler: @Sendable (TransportRequest) async throws -> TransportResponse
    ) async throws -> FlyingFox.HTTPResponse {
        let method = RequestMethod(rawValue: request.method.rawValue)
        guard let url = URL(string: "http://127.0.0.1" + request.target.rawValue) else {
            return FlyingFox.HTTPResponse(statusCode: .badRequest)
        }
        var headers = HeaderFields()
        for (name, value) in request.headers { headers[name.rawValue] = value }
        let body = try await request.bodyData
        do {
            let response = try await handler(
                TransportRequest(
                    PlatformOperation("local", method, PathTemplate(url.path()), .unrepeatable), url: url,
                    headers: headers,
                    body: body.isEmpty ? nil : RequestBody(body)
                ))
            var fields: FlyingFox.HTTPHeaders = [:]
            for field in response.headers.fields { fields[HTTPHeader(field.name)] = field.value }
            return FlyingFox.HTTPResponse(
                statusCode: HTTPStatusCode(response.status, phrase: "Simulated"), headers: fields, body: response.body)
        } catch is TransportError {
            return FlyingFox.HTTPResponse(statusCode: .internalServerError)
        }
    }
}
#endif
