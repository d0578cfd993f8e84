/// A moment of a clock.
struct Deadline {
    /// Returns at that moment.
    let wait: @Sendable () async throws -> Void

    /// The moment that is `duration` from now.
    init(in duration: Duration, on clock: some Clock<Duration>) {
        let end = clock.now.advanced(by: duration)
        wait = { try await clock.sleep(until: end, tolerance: nil) }
    }
}

/// Operations that run at the same time and are waited for until a moment.
///
/// A task group would wait for all of them, also for those that ignore their cancellation. So each runs in a task of its
/// own, and its result goes into a stream, which ends when time is up.
struct DeadlineGroup<Value: Sendable> {
    /// Waits for the moment at which the results are due.
    let deadline: Deadline
    /// Whether operations are cancelled at the deadline, and when the waiting task is cancelled.
    let cancelsAtDeadline: Bool
    /// Called with the index and the error of an operation that failed after the deadline.
    let onLateFailure: @Sendable (Int, any Error) -> Void

    /// Runs the operations.
    ///
    /// - Returns: The results in the order of the operations, `nil` for those that were not done in time.
    /// - Throws: `CancellationError` when the task is cancelled before that.
    func results(
        of operations: [@Sendable () async throws -> Value]
    ) async throws -> [Result<Value, any Error>?] {
        if cancelsAtDeadline { try Task.checkCancellation() }
        var results = [Result<Value, any Error>?](repeating: nil, count: operations.count)
        guard !operations.isEmpty else { return results }
        let (stream, continuation) = AsyncStream.makeStream(of: (index: Int, result: Result<Value, any Error>).self)
        let alarm = Task {
            try await deadline.wait()
            continuation.finish()
        }
        defer { alarm.cancel() }
        let tasks = operations.enumerated().map { index, operation in
            Task {
                let result: Result<Value, any Error>
                do { result = .success(try await operation()) } catch { result = .failure(error) }
                // What is put into the stream is read in any case; so either it counts, or it is reported.
                if case .terminated = continuation.yield((index, result)), case .failure(let error) = result,
                    !(error is CancellationError && Task.isCancelled)
                {
                    onLateFailure(index, error)
                }
            }
        }
        var missing = tasks.count
        for await (index, result) in stream {
            results[index] = result
            missing -= 1
            if missing == 0 { continuation.finish() }
        }
        guard missing > 0 else { return results }
        if cancelsAtDeadline { tasks.forEach { $0.cancel() } }
        guard Task.isCancelled else { return results }
        for case (let index, .failure(let error)?) in results.enumerated() where !(error is CancellationError) {
            onLateFailure(index, error)
        }
        throw CancellationError()
    }
}
