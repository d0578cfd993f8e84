public import VoiceAgentsCore

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// A fault that a simulator produces for a request.
public struct Fault: Sendable {
    fileprivate enum Kind: Sendable {
        case respond(TransportResponse)
        case delay(Duration)
        case fail(TransportError, afterEffect: Bool)
    }

    fileprivate let kind: Kind

    /// A response in place of the operation, which is not performed. Without a body, it is like that of a gateway.
    public static func status(_ status: Int, headers: HeaderFields = [:], body: JSONValue? = nil) -> Fault {
        let data = body.flatMap { try? JSONEncoder().encode($0) } ?? Data()
        return Fault(kind: .respond(TransportResponse(status: status, headers: headers, body: data)))
    }

    /// A delay of the operation on the simulator's clock. When it is longer than the timeout of the request, the operation is performed
    /// but its response is lost.
    public static func delay(_ duration: Duration) -> Fault { Fault(kind: .delay(duration.clamped)) }

    /// A failure to connect. The operation is not performed, and the client can determine that.
    public static let cannotConnect = Fault(
        kind: .fail(TransportError(.cannotConnect, mayHaveReachedServer: false), afterEffect: false))

    /// The loss of the connection before the operation is performed. The client cannot determine whether it was performed.
    public static let connectionLostBeforeEffect = Fault(
        kind: .fail(TransportError(.connectionLost, mayHaveReachedServer: true), afterEffect: false))

    /// The loss of the connection after the operation was performed. The client cannot determine whether it was performed.
    public static let connectionLostAfterEffect = Fault(
        kind: .fail(TransportError(.connectionLost, mayHaveReachedServer: true), afterEffect: true))
}

/// The faults of future requests.
struct FaultPlan: Sendable {
    private var faults: [PlatformOperation: [Fault]] = [:]
    private var choices: [@Sendable (SimulatedRequest) -> Fault?] = []
    /// The number of requests so far, by operation.
    private var requests: [PlatformOperation: Int] = [:]

    mutating func add(_ fault: Fault, to operation: PlatformOperation, times: Int) {
        faults[operation, default: []] += Array(repeating: fault, count: max(0, times))
    }

    mutating func add(_ choice: @escaping @Sendable (SimulatedRequest) -> Fault?) { choices.append(choice) }

    /// Counts a request of an operation, and removes and returns its fault.
    mutating func removeNext(for operation: PlatformOperation, _ request: inout SimulatedRequest) -> Fault? {
        requests[operation, default: 0] += 1
        request.operation = operation
        request.number = requests[operation, default: 1]
        if faults[operation]?.isEmpty == false { return faults[operation]?.removeFirst() }
        for choice in choices {
            if let fault = choice(request) { return fault }
        }
        return nil
    }
}

extension Fault {
    /// Applies the part of the fault before the operation is performed.
    ///
    /// - Returns: The response in place of the operation. `nil` when the operation is performed.
    /// - Throws: `TransportError` in place of the operation; or `CancellationError`.
    func applyBeforeEffect(within timeout: Duration, clock: any Clock<Duration>) async throws -> TransportResponse? {
        switch kind {
        case .respond(let response): return response
        case .fail(let error, afterEffect: false): throw error
        case .fail: return nil
        case .delay(let duration):
            try await clock.sleep(for: min(duration, timeout))
            return nil
        }
    }

    /// Applies the part of the fault after the operation was performed.
    ///
    /// - Throws: `TransportError` in place of the response.
    func applyAfterEffect(timeout: Duration) throws {
        switch kind {
        case .fail(let error, afterEffect: true): throw error
        case .delay(let duration) where duration > timeout:
            throw TransportError(.timedOut, mayHaveReachedServer: true)
        default: break
        }
    }
}
