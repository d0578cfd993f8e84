/// The progress of a transfer. Create one, pass it to the transfer, and iterate over it.
///
/// ```swift
/// let progress = TransferProgress()
/// async let download: Void = burki.raw.download(path, to: url, progress: progress)
/// // Ends with the transfer, also when it fails.
/// for await step in progress { print(step.fraction ?? 0) }
/// try await download
/// ```
///
/// A slow consumer receives only the latest step. Use one instance for one transfer and one consumer.
public final class TransferProgress: AsyncSequence, Sendable {
    /// The progress at one moment.
    public struct Step: Sendable, Hashable {
        /// The number of bytes transferred.
        public var completed: Int64
        /// The total number of bytes, or `nil` when the server does not report it.
        public var total: Int64?

        /// Creates a step.
        public init(completed: Int64, total: Int64? = nil) {
            self.completed = completed
            self.total = total
        }

        /// The fraction of the bytes transferred, in `0...1`, or `nil` when the total is unknown.
        public var fraction: Double? {
            total.map { $0 > 0 ? Swift.min(Double(completed) / Double($0), 1) : 1 }
        }
    }

    private let steps: AsyncStream<Step>
    private let continuation: AsyncStream<Step>.Continuation

    /// Creates the progress of a transfer that has not begun.
    public init() {
        (steps, continuation) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
    }

    /// Creates an iterator over the steps. When an attempt is repeated, ``Step/completed`` starts again.
    public func makeAsyncIterator() -> AsyncStream<Step>.Iterator { steps.makeAsyncIterator() }

    /// Reports a step to the consumer. Transports call this method.
    public func report(completed: Int64, total: Int64?) {
        continuation.yield(Step(completed: completed, total: total))
    }

    /// Ends the sequence.
    package func finish() { continuation.finish() }
}

extension TransferProgress: Hashable {
    /// Whether both are the same object.
    public static func == (lhs: TransferProgress, rhs: TransferProgress) -> Bool { lhs === rhs }

    /// Hashes the identity of the object.
    public func hash(into hasher: inout Hasher) { hasher.combine(ObjectIdentifier(self)) }
}
