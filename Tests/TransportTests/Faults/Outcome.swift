import Burki
import Foundation

/// How a deed ended under a fault.
struct Outcome: Sendable {
    /// How often the server saw the request.
    let received: Int
    /// How often the server may have done the deed.
    let carriedOut: Int
    /// `nil` when a value came back.
    let error: VoiceAgentsError?
    let elapsed: Duration

    /// Whether the server answered with a redirect that carries nothing out.
    var isRedirected: Bool { [301, 302, 307, 308].contains(error?.status) }

    /// What the table says.
    var cell: String {
        let result = error.map { "\($0.kind), \($0.effect)" } ?? "a value"
        return "\(received) · \(result)"
    }

    /// Lets a server play a fault.
    static func of(_ fault: Fault, _ deed: Deed, through transport: any Transport) async throws -> Outcome {
        let stage = Stage()
        let server = try LoopbackServer(onConnect: fault.onConnect) { connection, request in
            if fault.isSecond, stage.isFirst() {
                return connection.reply(to: request, body: Data(Deed.read.success.utf8))
            }
            let number = stage.enter()
            fault.behaviour(
                connection,
                Fault.Play(received: request, deed: deed, number: number, carryOut: { stage.carryOut() }))
        }
        defer { server.stop() }
        let url = try server.url("")
        if fault.isAbsent { server.stop() }
        if fault.isSecond { try await Deed.read.perform(at: url, through: transport) }
        let clock = ContinuousClock()
        let start = clock.now
        do {
            try await deed.perform(at: url, through: transport)
            return Outcome(
                received: stage.received, carriedOut: stage.carriedOut, error: nil,
                elapsed: start.duration(to: clock.now))
        } catch let error as VoiceAgentsError {
            if (error.underlying as? TransportError)?.kind == .timedOut {
                // The client closes first: a server that does, inside a header, ends a process that uses URLSession.
                _ = await eventually { server.open == 0 }
            }
            return Outcome(
                received: stage.received, carriedOut: stage.carriedOut, error: error,
                elapsed: start.duration(to: clock.now))
        }
    }
}

/// Counts what a server does. Unchecked: both counts are touched only under `lock`.
private final class Stage: @unchecked Sendable {
    private let lock = NSLock()
    private var requests = 0
    private var deeds = 0
    private var isUntouched = true

    var received: Int { lock.withLock { requests } }
    var carriedOut: Int { lock.withLock { deeds } }

    func isFirst() -> Bool {
        lock.withLock {
            defer { isUntouched = false }
            return isUntouched
        }
    }

    func enter() -> Int {
        lock.withLock {
            requests += 1
            return requests
        }
    }

    func carryOut() { lock.withLock { deeds += 1 } }
}
