#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// The state of the delivery of a request.
struct DeliveryState {
    let start: Duration
    /// The time spent in the queue.
    var queued = Duration.zero
    var history = AttemptHistory()
    /// The last reply.
    var response: TransportResponse?
    /// The file for its body.
    var file: TemporaryFile?
    /// What could not be read of it.
    var unreadable: [UnreadableValue] = []

    /// The time that counts towards the deadline.
    func elapsed(at now: Duration) -> Duration { now - start - queued }
}

extension Pipeline {
    /// Sends a request until it succeeds or must not be repeated.
    ///
    /// - Returns: A 2xx response.
    func deliver<Reply>(
        _ request: TransportRequest, of endpoint: Endpoint<Reply>, key: String, _ delivery: inout DeliveryState,
        _ reporter: EventReporter
    ) async throws -> TransportResponse {
        let operation = endpoint.operation
        let deadline = (endpoint.deadline ?? configuration.deadline).clamped
        // A signed URL is on another host, whose requests the platform does not count.
        let queue = endpoint.signedURL == nil ? queue : nil
        var attempt = request
        var (retries, connectionFailures) = (0, 0)
        var pendingPause = Duration.seconds(1)
        var lastOutcome: AttemptOutcome?
        retryBucket?.deposit()
        while true {
            try Task.checkCancellation()
            let remaining = deadline - delivery.elapsed(at: clock.now())
            if remaining <= .zero, let lastOutcome {
                throw failure(lastOutcome, of: operation, after: delivery.history, key: key)
            }
            if let destination = endpoint.destination {
                // Created before anything is sent, to find out whether the reply can be saved. Each attempt has its own, since
                // a transport may still write to that of an attempt that it has given up.
                do {
                    let file = try TemporaryFile(replacing: destination)
                    (delivery.file, attempt.destination) = (file, file.url)
                } catch {
                    throw failure(
                        .noReply(TransportError(error, mayHaveReachedServer: false)), of: operation,
                        after: delivery.history, key: key)
                }
            }
            if let queue, let limit = configuration.limit {
                // A time limit of the call covers the queue as well, that of the client does not.
                let maximum = endpoint.deadline == nil ? limit.maximumWait : min(limit.maximumWait, remaining)
                do {
                    let wait = try await queue.waitForSlot(atMost: maximum)
                    if wait > .zero { reporter.report(.queued(wait)) }
                    if endpoint.deadline == nil { delivery.queued += wait }
                } catch let error as TransportError {
                    throw failure(
                        lastOutcome ?? AttemptOutcome(error), of: operation, after: delivery.history, key: key)
                }
            }
            delivery.history.attempts += 1
            attempt.timeout = min(request.timeout, deadline - delivery.elapsed(at: clock.now()))
            let outcome: AttemptOutcome
            let start = clock.now()
            do {
                let response = try await send(attempt, from: queue)
                delivery.response = response
                reporter.report(
                    .attemptFinished(
                        .init(
                            number: delivery.history.attempts, duration: clock.now() - start,
                            server: endpoint.signedURL == nil ? server : nil,
                            reply: .init(response, redacting: key), failure: nil)))
                if response.status == 202, endpoint.reading.waitsForResult {
                    outcome = .pending(response)
                } else if (200..<300).contains(response.status) {
                    return response
                } else {
                    outcome = .response(response)
                }
            } catch {
                var transportError =
                    error as? TransportError
                    ?? TransportError(.other, mayHaveReachedServer: true, underlying: error)
                if let file = delivery.file { transportError = file.namingDestination(in: transportError) }
                delivery.response = transportError.status.map { TransportResponse(status: $0) }
                reporter.report(
                    .attemptFinished(
                        .init(
                            number: delivery.history.attempts, duration: clock.now() - start,
                            server: endpoint.signedURL == nil ? server : nil,
                            reply: delivery.response.map { .init($0, redacting: key) }, failure: transportError.kind)))
                outcome = AttemptOutcome(transportError)
                // The caller gets `CancellationError`; the event reports whether the request can have arrived.
                if Task.isCancelled {
                    let effect = min(outcome.effect(of: operation), .perhaps)
                    delivery.history.earlierEffect = max(delivery.history.earlierEffect, effect)
                    throw CancellationError()
                }
                // The server had closed the connection, which says nothing about its state: no wait, and no part of the budget.
                // Only a read has a used connection.
                if transportError.connectionWasStale, !attempt.needsFreshConnection,
                    configuration.retry.maximumRetries > 0
                {
                    attempt.needsFreshConnection = true
                    lastOutcome = outcome
                    reporter.report(
                        .willRetry(.init(duration: .zero, reason: .failure(transportError.kind), budget: nil)))
                    continue
                }
                if transportError.kind == .cannotConnect { connectionFailures += 1 }
            }
            lastOutcome = outcome
            let decision: (wait: Duration, reason: ClientEvent.Wait.Reason)?
            if case .pending(let response) = outcome {
                // Also when the server asks for no wait, poll at most once a second.
                let asked = response.retryAfter(now: configuration.now()) ?? pendingPause
                decision = (max(asked, .seconds(1)), .pending)
                pendingPause = min(pendingPause * 2, .seconds(15))
            } else {
                let allowedConnectionFailures = request.url.isLoopback ? 0 : 1
                decision = outcome.retryOutcome(now: configuration.now()).flatMap { outcome in
                    configuration.retry.delay(
                        after: outcome, safety: operation.safety, retriesDone: retries,
                        canReconnect: connectionFailures <= allowedConnectionFailures,
                        jitter: configuration.jitter()
                    ).map { ($0, outcome.reason) }
                }
                retries += 1
            }
            guard let (wait, reason) = decision, delivery.elapsed(at: clock.now()) + wait < deadline else {
                throw failure(outcome, of: operation, after: delivery.history, key: key)
            }
            var budget: Int?
            if reason != .pending, let retryBucket, configuration.retry.budget != nil {
                budget = retryBucket.withdraw()
                guard budget != nil else {
                    delivery.history.budgetIsEmpty = true
                    throw failure(outcome, of: operation, after: delivery.history, key: key)
                }
            }
            delivery.history.earlierEffect = max(delivery.history.earlierEffect, outcome.effect(of: operation))
            reporter.report(.willRetry(.init(duration: wait, reason: reason, budget: budget)))
            try await clock.sleep(clock.now() + wait)
        }
    }
}

extension Pipeline {
    /// Sends a request and returns the slot that it has from a queue.
    private func send(_ request: TransportRequest, from queue: RequestQueue?) async throws -> TransportResponse {
        guard let queue else { return try await transport.send(request) }
        do {
            let response = try await transport.send(request)
            await queue.returnSlot(pause: response.rateLimitPause(now: configuration.now()))
            return response
        } catch {
            await queue.returnSlot(pause: nil)
            throw error
        }
    }
}

extension RetryPolicy.Outcome {
    /// Why the attempt is repeated.
    fileprivate var reason: ClientEvent.Wait.Reason {
        switch self {
        case .response(let status, _): .status(status)
        case .failure(let error): .failure(error.kind)
        }
    }
}
