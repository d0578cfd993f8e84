extension Pipeline {
    /// Repeats a read until its reply reports the end of a process.
    ///
    /// The waits start at one second and grow to 15 seconds. Transient failures do not end the polling. The last attempt is made
    /// when the time limit is reached.
    ///
    /// - Parameters:
    ///   - endpoint: The read to repeat.
    ///   - limit: The time limit.
    ///   - absenceLimit: How long the record can be missing, so that a 404 does not end the polling.
    ///   - isFinished: Whether a reply reports the end of the process.
    /// - Returns: The last reply. It does not report the end when the time limit was reached before.
    /// - Throws: ``VoiceAgentsError`` when an attempt failed permanently or all attempts failed; or `CancellationError`.
    package func poll<Reply>(
        _ endpoint: Endpoint<Reply>, within limit: Duration, absenceLimit: Duration = .zero,
        until isFinished: (Reply) -> Bool
    ) async throws -> Reply {
        var latest: Reply?
        do {
            return try await poll(within: limit, absenceLimit: absenceLimit, until: isFinished) { deadline in
                var attempt = endpoint
                attempt.deadline = deadline
                let reply = try await run(attempt)
                latest = reply
                return reply
            }
        } catch let error as VoiceAgentsError {
            guard let latest, error.isTransient(afterSuccess: true) else { throw error }
            return latest
        }
    }

    /// Repeats a read, like ``poll(_:within:absenceLimit:until:)``, with an error when the last attempt failed. The last attempt
    /// starts at the time limit or later.
    ///
    /// - Parameters:
    ///   - limit: The time limit.
    ///   - lastDeadline: The deadline of the last attempt.
    ///   - absenceLimit: How long the record can be missing, so that a 404 does not end the polling.
    ///   - isFinished: Whether a reply reports the end of the process.
    ///   - read: Makes one attempt. Its argument is the deadline of the attempt.
    /// - Returns: The reply of the last attempt.
    /// - Throws: The error of the last attempt; or `CancellationError`.
    package func poll<Reply>(
        within limit: Duration, lastDeadline: Duration = .seconds(1), absenceLimit: Duration = .zero,
        until isFinished: (Reply) -> Bool, read: (_ deadline: Duration) async throws -> Reply
    ) async throws -> Reply {
        let start = clock.now()
        let end = start + limit.clamped
        var pause = Duration.seconds(1)
        var hasSucceeded = false
        while true {
            let rest = end - clock.now()
            let isLast = rest <= .zero
            let outcome: Result<Reply, VoiceAgentsError>
            do {
                outcome = .success(try await read(min(isLast ? lastDeadline : rest, configuration.deadline)))
            } catch let error as VoiceAgentsError
                where error.isTransient(afterSuccess: hasSucceeded)
                || error.kind == .notFound && clock.now() - start < absenceLimit
            {
                outcome = .failure(error)
            }
            if case .success(let reply) = outcome {
                if isFinished(reply) { return reply }
                hasSucceeded = true
            }
            let left = max(end - clock.now(), .zero)
            let asked = outcome.failure?.retryAfter ?? .zero
            guard !isLast, asked <= left else { return try outcome.get() }
            // With jitter, so that clients that started together do not poll at the same moments.
            let wait = max(pause * (0.75 + 0.25 * configuration.jitter()), asked)
            try await clock.sleep(clock.now() + min(wait, left))
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
    /// Whether the same request can succeed later. A host that was known before is unknown only for a time.
    fileprivate func isTransient(afterSuccess isKnownServer: Bool) -> Bool {
        switch (kind, (underlying as? TransportError)?.kind) {
        case (.notSent, .insecureConnection), (.notSent, .rateLimit), (.outcomeUnknown, .declined): false
        case (.notSent, .unknownHost): isKnownServer
        case (.rateLimited, _), (.serverError, _), (.notSent, _), (.outcomeUnknown, _): true
        // A reply that was cut off.
        case (.undecodableReply, let loss): loss != nil && loss != .replyTooLarge
        default: false
        }
    }
}
