import Flireo

/// What a handler reports to its `onFailure`.
struct Reports: Sendable {
    private let stream: AsyncStream<ServerEventError>
    private let continuation: AsyncStream<ServerEventError>.Continuation

    init() { (stream, continuation) = AsyncStream.makeStream() }

    var add: @Sendable (ServerEventError) -> Void { { [continuation] in continuation.yield($0) } }

    /// The next report, as soon as it comes.
    func next() async -> ServerEventError? {
        var iterator = stream.makeAsyncIterator()
        return await iterator.next()
    }

    /// The reports so far. There is nothing after them.
    func rest() async -> [ServerEventError] {
        continuation.finish()
        return await stream.reduce(into: []) { $0.append($1) }
    }
}
