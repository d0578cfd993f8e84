import Burki
import Foundation

/// How an operation ended under a fault.
struct Outcome: Sendable {
    /// How often the server received the request.
    let received: Int
    /// How often the server may have carried out the operation.
    let carriedOut: Int
    /// `nil` when a value came back.
    let error: VoiceAgentsError?
    let elapsed: Duration

    /// Whether the server answered with a redirect that carries nothing out.
    var isRedirected: Bool { [301, 302, 307, 308].contains(error?.status) }

    /// The cell of the table.
    var cell: String {
        let result = error.map { "\($0.kind), \($0.effect)" } ?? "a value"
        return "\(received) · \(result)"
    }

    /// Performs an operation at a server with a fault.
    static func of(_ fault: Fault, _ operation: FaultOperation, through transport: any Transport) async throws
        -> Outcome
    {
        let log = ServerLog()
        let server = try LoopbackServer(onConnect: fault.onConnect) { connection, request in
            if fault.isSecond, log.isFirst() {
                return connection.reply(to: request, body: Data(FaultOperation.read.success.utf8))
            }
            let number = log.enter()
            fault.behaviour(
                connection,
                Fault.Exchange(received: request, operation: operation, number: number, carryOut: { log.carryOut() }))
        }
        defer { server.stop() }
        let url = try server.url("")
        if fault.isAbsent { server.stop() }
        // Long for the other faults, so that a busy computer does not change their outcome.
        let timeout: Duration = fault.isEndless ? .milliseconds(400) : .seconds(10)
        if fault.isSecond { try await FaultOperation.read.perform(at: url, through: transport, timeout: timeout) }
        let clock = ContinuousClock()
        let start = clock.now
        do {
            try await operation.perform(at: url, through: transport, timeout: timeout)
            return Outcome(
                received: log.received, carriedOut: log.carriedOut, error: nil,
                elapsed: start.duration(to: clock.now))
        } catch let error as VoiceAgentsError {
            if (error.underlying as? TransportError)?.kind == .timedOut {
                // The client closes first: a server that does, inside a header, ends a process that uses URLSession.
                _ = await eventually { server.open == 0 }
            }
            return Outcome(
                received: log.received, carriedOut: log.carriedOut, error: error,
                elapsed: start.duration(to: clock.now))
        }
    }
}

/// Counts requests and executions. Unchecked, since both counts are accessed only under `lock`.
private final class ServerLog: @unchecked Sendable {
    private let lock = NSLock()
    private var requests = 0
    private var executions = 0
    private var isUnused = true

    var received: Int { lock.withLock { requests } }
    var carriedOut: Int { lock.withLock { executions } }

    func isFirst() -> Bool {
        lock.withLock {
            defer { isUnused = false }
            return isUnused
        }
    }

    func enter() -> Int {
        lock.withLock {
            requests += 1
            return requests
        }
    }

    func carryOut() { lock.withLock { executions += 1 } }
}
