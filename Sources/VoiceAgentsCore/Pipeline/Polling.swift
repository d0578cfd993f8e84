extension Pipeline {
    /// Reads again and again until the reply says that something is over.
    ///
    /// The waits begin at a second and grow to 15 seconds. An attempt that fails as networks and servers fail for a
    /// while does not end the waiting. The last attempt is made when the time is over.
    ///
    /// - Parameters:
    ///   - endpoint: What to read.
    ///   - limit: How long to wait.
    ///   - isOver: Whether the reply is what was waited for.
    /// - Returns: The last reply, which is not over when the time was.
    /// - Throws: ``VoiceAgentsError`` when an attempt failed for good, or all did; or `CancellationError`.
    package func poll<Reply>(
        _ endpoint: Endpoint<Reply>, within limit: Duration, until isOver: (Reply) -> Bool
    ) async throws -> Reply {
        try await poll(endpoint, within: limit, clock: configuration.clock, until: isOver)
    }

    private func poll<Reply, C: Clock<Duration>>(
        _ endpoint: Endpoint<Reply>, within limit: Duration, clock: C, until isOver: (Reply) -> Bool
    ) async throws -> Reply {
        let start = clock.now
        var pause = Duration.seconds(1)
        var latest: Reply?
        while true {
            var attempt = endpoint
            // The last attempt begins when the time is over. A second is what it may take.
            let rest = max(limit - start.duration(to: clock.now), .seconds(1))
            attempt.deadline = min(rest, configuration.deadline)
            let outcome: Result<Reply, VoiceAgentsError>
            do {
                outcome = .success(try await run(attempt))
            } catch let error as VoiceAgentsError where error.isTransient {
                outcome = .failure(error)
            }
            if case .success(let reply) = outcome {
                if isOver(reply) { return reply }
                latest = reply
            }
            let left = limit - start.duration(to: clock.now)
            let asked = outcome.failure?.retryAfter ?? .zero
            guard left > .zero, asked <= left else { return try latest ?? outcome.get() }
            // Not at the same moments as everybody else who began with this one.
            let wait = max(pause * (0.75 + 0.25 * configuration.jitter()), asked)
            try await clock.sleep(for: min(wait, left))
            pause = min(pause * 2, .seconds(15))
        }
    }
}

extension Result {
    fileprivate var failure: Failure? {
        if case .failure(let error) = self { error } else { nil }
    }
}

extension VoiceAgentsError {
    /// Whether the same request can succeed a little later.
    fileprivate var isTransient: Bool {
        switch (kind, (underlying as? TransportError)?.kind) {
        case (.notSent, .declined), (.notSent, .insecureConnection), (.outcomeUnknown, .declined): false
        case (.rateLimited, _), (.serverError, _), (.notSent, _), (.outcomeUnknown, _): true
        // A reply that broke off.
        case (.undecodableReply, let loss): loss != nil && loss != .replyTooLarge
        default: false
        }
    }
}
