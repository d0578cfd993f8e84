#if LocalServer
import FlyingFox
import FlyingSocks
import Foundation

package import VoiceAgentsCore

/// An HTTP server on 127.0.0.1 that passes requests to the simulators or to a closure, for other programs and the real transports.
///
/// It cannot simulate the loss of a connection: it replies to a request with such a fault with 500.
package struct LocalServer: Sendable {
    package typealias Handler =
        @Sendable (TransportRequest) async throws -> TransportResponse

    private let server: HTTPServer

    /// Creates a server.
    ///
    /// - Parameters:
    ///   - port: The port. 0: any free port.
    ///   - handler: Returns the response to a request.
    /// - Throws: A socket error when the address is not available.
    package init(port: UInt16, handler: @escaping Handler) throws {
        let address = try sockaddr_in.inet(ip4: "127.0.0.1", port: port)
        server = HTTPServer(
            address: address, logger: .disabled,
            handler: ClosureHTTPHandler { try await Self.response(to: $0, from: handler) })
    }

    /// Creates a server that simulates both platforms.
    package init(port: UInt16, burki: BurkiSimulator, flireo: FlireoSimulator) throws {
        try self.init(port: port) { request in
            FlireoSimulator.isAddressed(by: request) ? try await flireo.send(request) : try await burki.send(request)
        }
    }

    /// Runs the server until the task is cancelled.
    ///
    /// - Throws: A socket error, for example when the port is in use.
    package func run() async throws { try await server.run() }

    /// Waits until the server listens.
    ///
    /// - Returns: The port.
    /// - Throws: An error when the server does not start to listen.
    package func port() async throws -> UInt16 {
        try await server.waitUntilListening()
        guard case .ip4(_, let port)? = await server.listeningAddress else { throw SocketError.unsupportedAddress }
        return port
    }

    private static func response(
        to request: FlyingFox.HTTPRequest, from handler: Handler
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
