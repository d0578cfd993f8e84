/// Every element of a list that a platform hands out in pages, each once, fetched as the loop asks for them.
///
/// ```swift
/// for try await order in flireo.phoneNumberOrders.all(status: .pending) { print(order.id) }
/// ```
///
/// Each loop starts again from the first page. Pages are no snapshot: an element that is removed during the loop moves
/// the later ones forward, and one of them can be missed. One that comes twice, because another was added in front of it, is
/// handed out once.
public struct PagedSequence<Element: Identifiable & Sendable>: AsyncSequence, Sendable where Element.ID: Sendable {
    private let operation: Operation
    private let pageSize: Int
    private let fetch: @Sendable (_ offset: Int) async throws -> Page<Element>

    /// Creates a sequence.
    ///
    /// - Parameters:
    ///   - operation: What brings a page.
    ///   - pageSize: How many elements `fetch` asks for. The platform may bring fewer.
    ///   - fetch: Brings the page that begins after `offset` elements.
    package init(
        _ operation: Operation, pageSize: Int, fetch: @escaping @Sendable (_ offset: Int) async throws -> Page<Element>
    ) {
        self.operation = operation
        self.pageSize = pageSize
        self.fetch = fetch
    }

    /// Starts from the first page.
    public func makeAsyncIterator() -> AsyncIterator {
        AsyncIterator(operation: operation, pageSize: pageSize, fetch: fetch)
    }

    /// Goes through the pages.
    public struct AsyncIterator: AsyncIteratorProtocol {
        fileprivate let operation: Operation
        fileprivate let pageSize: Int
        fileprivate let fetch: @Sendable (_ offset: Int) async throws -> Page<Element>
        private var offset = 0
        private var rest: ArraySlice<Element> = []
        private var handedOut: Set<Element.ID> = []
        private var pagesWithoutNews = 0
        private var isOver = false

        fileprivate init(
            operation: Operation, pageSize: Int,
            fetch: @escaping @Sendable (_ offset: Int) async throws -> Page<Element>
        ) {
            self.operation = operation
            self.pageSize = pageSize
            self.fetch = fetch
        }

        /// The next element, or `nil` after the last.
        ///
        /// - Throws: What the request for a page throws; ``VoiceAgentsError`` of kind `undecodableReply` when the platform
        ///   goes on sending elements that it has sent, although there are more; `CancellationError`.
        public mutating func next() async throws -> Element? {
            while rest.isEmpty, !isOver {
                try Task.checkCancellation()
                try take(await fetch(offset))
            }
            return rest.popFirst()
        }

        private mutating func take(_ page: Page<Element>) throws {
            // By what arrived: a platform may put less on a page than was asked for, and a short page is not the last.
            offset += page.count
            rest = page.filter { handedOut.insert($0.id).inserted }[...]
            pagesWithoutNews = rest.isEmpty ? pagesWithoutNews + 1 : 0
            // A full page is not the last, whatever the total says; and who sends more than was asked for sends everything.
            let isFull = page.count >= Swift.min(pageSize, page.limit ?? pageSize)
            let reachesTotal = page.total.map { offset >= $0 } ?? false
            isOver = page.isEmpty || page.count > pageSize || reachesTotal && !isFull
            // One page can hold nothing new rightly, when that many elements were added in front of it. Another one
            // comes from a platform that does not heed the offset.
            guard !isOver, pagesWithoutNews > 1 else { return }
            // Unless it has sent everything that it says there is.
            isOver = page.total.map { handedOut.count >= $0 } ?? false
            guard !isOver else { return }
            throw VoiceAgentsError(
                .undecodableReply, operation: operation.name,
                message: "The list does not move on: after \(offset) elements come those that have come before.")
        }
    }
}
