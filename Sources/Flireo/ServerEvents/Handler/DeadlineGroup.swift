/// A deadline on a clock.
struct Deadline {
    /// Waits until the deadline.
    let wait: @Sendable () async throws -> Void

    /// Creates a deadline that is `duration` from now.
    init(in duration: Duration, on clock: some Clock<Duration>) {
        let end = clock.now.advanced(by: duration)
        wait = { try await clock.sleep(until: end, tolerance: nil) }
    }
}

/// Runs operations concurrently and returns the results that are available at a deadline.
///
/// A task group would wait for all operations, even for those that ignore their cancellation. So each operation runs in an
/// unstructured task and sends its result to a stream, which finishes at the deadline.
struct DeadlineGroup<Value: Sendable> {
    /// The deadline of the results.
    let deadline: Deadline
    /// Whether operations are cancelled at the deadline, and when the waiting task is cancelled.
    let cancelsAtDeadline: Bool
    /// Called with the index and the error of an operation that failed after the deadline.
    let onLateFailure: @Sendable (Int, any Error) -> Void

    /// Runs the operations.
    ///
    /// - Returns: The results in the order of the operations. `nil` for an operation that did not finish before the deadline.
    /// - Throws: `CancellationError` when the task is cancelled before all results are available.
    func results(
        of operations: [@Sendable () async throws -> Value]
    ) async throws -> [Result<Value, any Error>?] {
        if cancelsAtDeadline { try Task.checkCancellation() }
        var results = [Result<Value, any Error>?](repeating: nil, count: operations.count)
        guard !operations.isEmpty else { return results }
        let (stream, continuation) = AsyncStream.makeStream(of: (index: Int, result: Result<Value, any Error>).self)
        let timer = Task {
            try await deadline.wait()
            continuation.finish()
        }
        defer { timer.cancel() }
        let tasks = operations.enumerated().map { index, operation in
            Task {
                let result: Result<Value, any Error>
                do { result = .success(try await operation()) } catch { result = .failure(error) }
                // A result that the stream accepts is always read. So each error is either returned or reported.
                if case .terminated = continuation.yield((index, result)), case .failure(let error) = result,
                    !(error is CancellationError && Task.isCancelled)
                {
                    onLateFailure(index, error)
                }
            }
        }
        var unfinishedCount = tasks.count
        for await (index, result) in stream {
            results[index] = result
            unfinishedCount -= 1
            if unfinishedCount == 0 { continuation.finish() }
        }
        guard unfinishedCount > 0 else { return results }
        if cancelsAtDeadline { tasks.forEach { $0.cancel() } }
        guard Task.isCancelled else { return results }
        for case (let index, .failure(let error)?) in results.enumerated() where !(error is CancellationError) {
            onLateFailure(index, error)
        }
        throw CancellationError()
    }
}
