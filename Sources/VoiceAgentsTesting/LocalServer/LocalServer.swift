#if LocalServer
import FlyingFox
import FlyingSocks
import Foundation

package import VoiceAgentsCore

/// Serves the simulators, or anything else that answers requests, over HTTP on 127.0.0.1, so that other programs and the
/// real transports can talk to them.
///
/// A fault that loses the connection cannot be played over HTTP here; it is answered with 500.
package struct LocalServer: Sendable {
    package typealias Answer =
        @Sendable (TransportRequest) async throws -> TransportResponse

    private let server: HTTPServer

    /// Creates a server.
    ///
    /// - Parameters:
    ///   - port: The port. 0: any that is free.
    ///   - answer: Answers a request.
    /// - Throws: An error of the socket when the address is not available.
    package init(port: UInt16, answer: @escaping Answer) throws {
        let address = try sockaddr_in.inet(ip4: "127.0.0.1", port: port)
        server = HTTPServer(
            address: address, logger: .disabled, handler: ClosureHTTPHandler { try await Self.answer($0, with: answer) }
        )
    }

    /// Creates a server that plays both platforms.
    package init(port: UInt16, burki: BurkiSimulator, flireo: FlireoSimulator) throws {
        try self.init(port: port) { request in
            FlireoSimulator.isAddressed(by: request) ? try await flireo.send(request) : try await burki.send(request)
        }
    }

    /// Runs until the task is cancelled.
    ///
    /// - Throws: An error of the socket, for example when the port is taken.
    package func run() async throws { try await server.run() }

    /// Waits until the server listens.
    ///
    /// - Returns: The port.
    /// - Throws: An error when it does not come to that.
    package func port() async throws -> UInt16 {
        try await server.waitUntilListening()
        guard case .ip4(_, let port)? = await server.listeningAddress else { throw SocketError.unsupportedAddress }
        return port
    }

    private static func answer(
        _ request: FlyingFox.HTTPRequest, with answer: Answer
    ) async throws -> FlyingFox.HTTPResponse {
        let method = RequestMethod(rawValue: request.method.rawValue)
        guard let url = URL(string: "http://127.0.0.1" + request.target.rawValue) else {
            return FlyingFox.HTTPResponse(statusCode: .badRequest)
        }
        var headers = HeaderFields()
        for (name, value) in request.headers { headers[name.rawValue] = value }
        let body = try await request.bodyData
        do {
            let response = try await answer(
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
