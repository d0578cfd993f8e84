#if canImport(FoundationEssentials)
public import FoundationEssentials
#else
public import Foundation
#endif

extension ServerEventHandler {
    /// Answers the body of a request with everything that your HTTP server has to send.
    ///
    /// An event that could not be answered has the status of its ``ServerEventError``, which `onFailure` is told of, and an
    /// empty object: nothing of what happens on your server goes out.
    ///
    /// - Parameter body: The whole body. Bound its size when you read it from the connection: 1 MiB is plenty.
    /// - Returns: The status, the content type and the body.
    public func respond(to body: Data) async -> TransportResponse {
        do {
            let reply = try await reply(to: body)
            do {
                return Self.response(200, try JSONEncoder.forRequests.encode(reply))
            } catch {
                // A configuration can hold a number that JSON cannot: one that is infinite or none.
                throw ServerEventError(
                    .handlerFailed, message: "The reply could not be written as JSON.", underlying: error)
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
