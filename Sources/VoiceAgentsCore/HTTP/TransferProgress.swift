/// How far a transfer has come: make one, hand it to the transfer, and iterate over it meanwhile.
///
/// ```swift
/// let progress = TransferProgress()
/// async let download: Void = burki.raw.download(path, to: url, progress: progress)
/// for await step in progress { print(step.fraction ?? 0) }   // ends with the transfer, also when it fails
/// try await download
/// ```
///
/// Only the latest step waits for a slow reader. One reader, one transfer.
public final class TransferProgress: AsyncSequence, Sendable {
    /// How far a transfer has come at one moment.
    public struct Step: Sendable, Hashable {
        /// The bytes that were transferred.
        public var completed: Int64
        /// All bytes, or `nil` when the server does not say how many there are.
        public var total: Int64?

        /// Creates a step.
        public init(completed: Int64, total: Int64? = nil) {
            self.completed = completed
            self.total = total
        }

        /// The share that was transferred, in `0...1`, or `nil` when the total is not known.
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

    /// Goes through the steps as they happen. When an attempt is repeated, ``Step/completed`` begins again.
    public func makeAsyncIterator() -> AsyncStream<Step>.Iterator { steps.makeAsyncIterator() }

    /// Tells the reader. For transports.
    public func report(completed: Int64, total: Int64?) {
        continuation.yield(Step(completed: completed, total: total))
    }

    /// Ends the sequence.
    package func finish() { continuation.finish() }
}

extension TransferProgress: Hashable {
    /// Whether both are the same object.
    public static func == (lhs: TransferProgress, rhs: TransferProgress) -> Bool { lhs === rhs }

    /// Feeds the identity.
    public func hash(into hasher: inout Hasher) { hasher.combine(ObjectIdentifier(self)) }
}
