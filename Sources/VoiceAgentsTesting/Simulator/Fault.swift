public import VoiceAgentsCore

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// Something that goes wrong in a simulator.
public struct Fault: Sendable {
    fileprivate enum Kind: Sendable {
        case answer(TransportResponse)
        case delay(Duration)
        case fail(TransportError, afterEffect: Bool)
    }

    fileprivate let kind: Kind

    /// The operation is not carried out, and this is answered in its place. Without a body, as a gateway would.
    public static func status(_ status: Int, headers: HeaderFields = [:], body: JSONValue? = nil) -> Fault {
        let data = body.flatMap { try? JSONEncoder().encode($0) } ?? Data()
        return Fault(kind: .answer(TransportResponse(status: status, headers: headers, body: data)))
    }

    /// The operation is carried out after a wait on the simulator's clock. Longer than the request's time limit, it is
    /// carried out and the answer is lost.
    public static func delay(_ duration: Duration) -> Fault { Fault(kind: .delay(duration)) }

    /// No connection comes about. The operation is not carried out, and the client can know.
    public static let cannotConnect = Fault(
        kind: .fail(TransportError(.cannotConnect, mayHaveReachedServer: false), afterEffect: false))

    /// The connection is lost before the operation is carried out. The client cannot know.
    public static let connectionLostBeforeEffect = Fault(
        kind: .fail(TransportError(.connectionLost, mayHaveReachedServer: true), afterEffect: false))

    /// The connection is lost after the operation was carried out. The client cannot know.
    public static let connectionLostAfterEffect = Fault(
        kind: .fail(TransportError(.connectionLost, mayHaveReachedServer: true), afterEffect: true))
}

/// The faults that are still to come, by operation.
struct FaultPlan: Sendable {
    private var faults: [PlatformOperation: [Fault]] = [:]

    mutating func add(_ fault: Fault, to operation: PlatformOperation, times: Int) {
        faults[operation, default: []] += Array(repeating: fault, count: max(0, times))
    }

    mutating func next(for operation: PlatformOperation) -> Fault? {
        guard faults[operation]?.isEmpty == false else { return nil }
        return faults[operation]?.removeFirst()
    }
}

extension Fault {
    /// What comes before the effect: an answer in its place, an error, or nothing.
    func beforeEffect(within timeout: Duration, clock: any Clock<Duration>) async throws -> TransportResponse? {
        switch kind {
        case .answer(let response): return response
        case .fail(let error, afterEffect: false): throw error
        case .fail: return nil
        case .delay(let duration):
            try await clock.sleep(for: min(duration, timeout))
            return nil
        }
    }

    /// What comes after the effect: an error, or nothing.
    func afterEffect(timeout: Duration) throws {
        switch kind {
        case .fail(let error, afterEffect: true): throw error
        case .delay(let duration) where duration > timeout:
            throw TransportError(.timedOut, mayHaveReachedServer: true)
        default: break
        }
    }
}
