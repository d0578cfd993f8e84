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
    private let fetch: @Sendable (_ offset: Int) async throws -> Page<Element>

    /// Creates a sequence.
    ///
    /// - Parameters:
    ///   - operation: What brings a page.
    ///   - fetch: Brings the page that begins after `offset` elements.
    package init(_ operation: Operation, fetch: @escaping @Sendable (_ offset: Int) async throws -> Page<Element>) {
        self.operation = operation
        self.fetch = fetch
    }

    /// Starts from the first page.
    public func makeAsyncIterator() -> AsyncIterator { AsyncIterator(operation: operation, fetch: fetch) }

    /// Goes through the pages.
    public struct AsyncIterator: AsyncIteratorProtocol {
        fileprivate let operation: Operation
        fileprivate let fetch: @Sendable (_ offset: Int) async throws -> Page<Element>
        private var offset = 0
        private var rest: ArraySlice<Element> = []
        private var handedOut: Set<Element.ID> = []
        private var lastPage: (ids: [Element.ID], total: Int?) = ([], nil)
        private var isOver = false

        fileprivate init(
            operation: Operation, fetch: @escaping @Sendable (_ offset: Int) async throws -> Page<Element>
        ) {
            self.operation = operation
            self.fetch = fetch
        }

        /// The next element, or `nil` after the last.
        ///
        /// - Throws: What the request for a page throws; ``VoiceAgentsError`` of kind `undecodableReply` when the platform
        ///   sends the same page again although there is more; `CancellationError`.
        public mutating func next() async throws -> Element? {
            while rest.isEmpty, !isOver {
                try Task.checkCancellation()
                try take(await fetch(offset))
            }
            return rest.popFirst()
        }

        private mutating func take(_ page: Page<Element>) throws {
            let ids = page.map(\.id)
            // A page can come again rightly when as many elements were added in front of it; the total tells.
            if !ids.isEmpty, ids == lastPage.ids, let total = page.total, total == lastPage.total {
                throw VoiceAgentsError(
                    .undecodableReply, operation: operation.name,
                    message: "The list does not move on: the page after \(offset) elements is the one before it again.")
            }
            lastPage = (ids, page.total)
            // By what arrived: a platform may put less on a page than was asked for, and a short page is not the last.
            offset += page.count
            rest = page.filter { handedOut.insert($0.id).inserted }[...]
            isOver = page.isEmpty || page.total.map { offset >= $0 } ?? rest.isEmpty
        }
    }
}
