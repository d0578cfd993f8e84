#if canImport(FoundationEssentials)
public import FoundationEssentials
#else
public import Foundation
#endif

extension ServerEventHandler {
    /// Handles the body of a request and returns a complete response for your HTTP server.
    ///
    /// When the event cannot be handled, the response has the ``ServerEventError/status`` of the error and an empty object, so that no
    /// detail of the failure leaves your server. The handler's `onFailure` closure receives the error.
    ///
    /// - Parameter body: The complete body. Read at most ``maximumEventSize`` bytes of it from the connection.
    /// - Returns: The response, with a status, a content type and a body.
    public func respond(to body: Data) async -> TransportResponse {
        do {
            return try await observed { observation in
                let reply = try await reply(to: body, &observation)
                do {
                    return Self.response(200, try JSONEncoder.forRequests.encode(reply))
                } catch {
                    // A configuration can contain a number that JSON cannot represent: infinity or NaN.
                    throw ServerEventError(
                        .handlerFailed, message: "The reply could not be written as JSON.", underlying: error)
                }
            }
        } catch {
            let failure =
                error as? ServerEventError
                ?? ServerEventError(.cancelled, message: "The task that answers was cancelled.", underlying: error)
            onFailure(failure)
            return Self.response(failure.status)
        }
    }

    private static func response(_ status: Int, _ body: Data = Data("{}".utf8)) -> TransportResponse {
        TransportResponse(status: status, headers: ["Content-Type": "application/json"], body: body)
    }
}
