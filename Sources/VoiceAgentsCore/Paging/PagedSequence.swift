/// Every element of a list that a platform hands out in pages, each once, fetched as the loop asks for them.
///
/// ```swift
/// for try await order in flireo.phoneNumberOrders.list(status: .pending) { print(order.id) }
/// ```
///
/// Each loop starts again from the first page. Pages are no snapshot: an element that is removed during the loop moves
/// the later ones forward, and one of them can be missed. One that comes twice, because another was added in front of it, is
/// handed out once.
public struct PagedSequence<Element: Identifiable & Sendable>: AsyncSequence, Sendable where Element.ID: Sendable {
    private let operation: PlatformOperation
    private let paging: Paging
    private let fetch: @Sendable (PageRequest) async throws -> Page<Element>

    /// After how many pages a loop that still gets new ones ends with an error. Default: 10,000.
    public var maximumPages = 10_000

    /// Creates a sequence.
    ///
    /// - Parameters:
    ///   - operation: What brings a page.
    ///   - paging: How the platform is asked.
    ///   - fetch: Brings a page. The platform may put fewer elements on it than were asked for.
    package init(
        _ operation: PlatformOperation, _ paging: Paging,
        fetch: @escaping @Sendable (PageRequest) async throws -> Page<Element>
    ) {
        self.operation = operation
        self.paging = paging
        self.fetch = fetch
    }

    /// One page.
    ///
    /// - Parameters:
    ///   - limit: The most elements on the page. `nil`: the platform's default.
    ///   - offset: How many elements to skip. Where the platform counts pages, a multiple of `limit`.
    /// - Returns: The page, with what the platform says beside it.
    /// - Throws: `VoiceAgentsError`, of kind `rejectedLocally` for a limit or an offset out of its range; or
    ///   `CancellationError`.
    public func page(limit: Int? = nil, offset: Int = 0) async throws -> Page<Element> {
        try paging.check(limit: limit, offset: offset, of: operation)
        return try await fetch(PageRequest(limit: limit, offset: offset, number: limit.map { offset / $0 } ?? 0))
    }

    /// The pages of the list, without the elements of earlier pages.
    ///
    /// - Parameter size: How many elements to ask for at a time, 1 or more. `nil`, and more than the platform documents: as
    ///   many as it documents.
    /// - Returns: The pages. The loop throws what a loop over the elements throws.
    public func pages(of size: Int? = nil) -> Pages {
        Pages(sequence: self, size: Swift.max(1, Swift.min(size ?? paging.maximum, paging.maximum)))
    }

    /// Starts from the first page.
    public func makeAsyncIterator() -> AsyncIterator { AsyncIterator(pages: pages().makeAsyncIterator()) }

    /// Goes through the elements.
    public struct AsyncIterator: AsyncIteratorProtocol {
        private var pages: Pages.AsyncIterator
        private var rest: ArraySlice<Element> = []

        fileprivate init(pages: Pages.AsyncIterator) { self.pages = pages }

        /// The next element, or `nil` after the last.
        ///
        /// - Throws: What the request for a page throws; ``VoiceAgentsError`` of kind `undecodableReply` when the platform
        ///   repeats elements although there are more, or does not end the list; `CancellationError`.
        public mutating func next() async throws -> Element? {
            while rest.isEmpty {
                guard let page = try await pages.next() else { return nil }
                rest = page.elements[...]
            }
            return rest.popFirst()
        }
    }

    /// The pages of a list.
    public struct Pages: AsyncSequence, Sendable {
        fileprivate let sequence: PagedSequence
        fileprivate let size: Int

        /// Starts from the first page.
        public func makeAsyncIterator() -> AsyncIterator { AsyncIterator(sequence: sequence, size: size) }

        /// Goes through the pages.
        public struct AsyncIterator: AsyncIteratorProtocol {
            private let sequence: PagedSequence
            private let size: Int
            private var request: PageRequest
            private var handedOut: Set<Element.ID> = []
            private var pagesWithoutNews = 0
            private var isOver = false
            /// Whether the last page was empty although more elements were said to follow.
            private var isAfterGap = false

            fileprivate init(sequence: PagedSequence, size: Int) {
                self.sequence = sequence
                self.size = size
                request = PageRequest(limit: size)
            }

            /// The next page, or `nil` after the last.
            ///
            /// - Throws: What a loop over the elements throws.
            public mutating func next() async throws -> Page<Element>? {
                guard !isOver else { return nil }
                try Task.checkCancellation()
                guard request.number < sequence.maximumPages else {
                    throw sequence.operation.undecodable("The list does not end: \(request.number) pages have come.")
                }
                var page = try await sequence.fetch(request)
                // By what arrived: a platform may put less on a page than was asked for.
                let count = page.count
                request.offset += count
                request.number += 1
                page.elements = page.elements.filter { handedOut.insert($0.id).inserted }
                pagesWithoutNews = page.isEmpty ? pagesWithoutNews + 1 : 0
                isOver = sequence.paging.isSingle || isLast(page, count: count)
                // One page can hold nothing new rightly, when that many elements were added in front of it. Another one
                // comes from a platform that ignores the offset. Unless it has sent everything that it says there is.
                if !isOver, pagesWithoutNews > 1 {
                    isOver = page.total.map { handedOut.count >= $0 } ?? false
                    guard isOver else {
                        throw sequence.operation.undecodable(
                            "The list does not move on: after \(request.offset) elements come earlier ones.")
                    }
                }
                guard count == 0 else {
                    isAfterGap = false
                    return page
                }
                // A platform that filters after it has cut the pages can send an empty one in the middle. Whether it is the
                // last shows on the page after it.
                guard !isAfterGap, !sequence.paging.isSingle, saysThatMoreFollows(page) else { return nil }
                (isAfterGap, isOver) = (true, false)
                request.offset += size
                return try await next()
            }

            private func saysThatMoreFollows(_ page: Page<Element>) -> Bool {
                page.hasMore == true || page.total.map { request.offset < $0 } ?? false
            }

            private func isLast(_ page: Page<Element>, count: Int) -> Bool {
                // A platform that sends more than was asked for sends everything.
                if count == 0 || count > size { return true }
                // A full page is not the last, whatever the platform says about it: a request more is better than an
                // element less.
                let isFull = count >= Swift.min(size, page.limit ?? size)
                let reachesTotal = page.total.map { request.offset >= $0 }
                let saysItIsLast = page.hasMore.map { !$0 }
                switch (reachesTotal, saysItIsLast) {
                case (let total?, let flag?): return total && flag
                case (let isEnd?, nil), (nil, let isEnd?): return isEnd && !isFull
                case (nil, nil): return false
                }
            }
        }
    }
}
