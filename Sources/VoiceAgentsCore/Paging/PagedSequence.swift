/// The elements of a paged list. Each page is requested when the iteration reaches it.
///
/// ```swift
/// for try await order in flireo.phoneNumberOrders.list(status: .pending) {
///     print(order.id)
/// }
/// ```
///
/// Each iteration starts from the first page. The pages are not a snapshot: when an element is removed during the iteration,
/// the later ones move forward and one of them can be missed. An element that is on two pages, because another was added before
/// it, is returned once.
public struct PagedSequence<Element: Identifiable & Sendable>: AsyncSequence, Sendable where Element.ID: Sendable {
    private let operation: PlatformOperation
    private let paging: Paging
    private let fetch: @Sendable (PageRequest) async throws -> Page<Element>

    /// The largest number of pages in one iteration. An iteration that reaches it throws an error. Default: 10,000.
    public var maximumPages = 10_000

    /// Creates a sequence.
    ///
    /// - Parameters:
    ///   - operation: The operation that returns a page.
    ///   - paging: How a page is requested.
    ///   - fetch: Requests a page, which may have fewer elements than were requested.
    package init(
        _ operation: PlatformOperation, _ paging: Paging,
        fetch: @escaping @Sendable (PageRequest) async throws -> Page<Element>
    ) {
        self.operation = operation
        self.paging = paging
        self.fetch = fetch
    }

    /// Requests one page.
    ///
    /// - Parameters:
    ///   - limit: The largest number of elements on the page, from 1 to the platform's maximum. `nil`: the platform's default.
    ///   - offset: The number of elements to skip, 0 or more. Where the platform numbers its pages, a multiple of `limit`.
    /// - Returns: The page, with the other members of the reply.
    /// - Throws: `VoiceAgentsError`, of kind `rejectedLocally` for a limit or an offset out of its range; or
    ///   `CancellationError`.
    public func page(limit: Int? = nil, offset: Int = 0) async throws -> Page<Element> {
        try paging.check(limit: limit, offset: offset, of: operation)
        return try await fetch(PageRequest(limit: limit, offset: offset, number: limit.map { offset / $0 } ?? 0))
    }

    /// The pages of the list, without elements that were on earlier pages.
    ///
    /// - Parameter size: The number of elements to request at a time, 1 or more. `nil` or a number above the platform's maximum:
    ///   the maximum.
    /// - Returns: A sequence of pages. It throws the same errors as the sequence of elements.
    public func pages(of size: Int? = nil) -> Pages {
        Pages(sequence: self, size: Swift.max(1, Swift.min(size ?? paging.maximum, paging.maximum)))
    }

    /// Creates an iterator that starts from the first page.
    public func makeAsyncIterator() -> AsyncIterator { AsyncIterator(pages: pages().makeAsyncIterator()) }

    /// The iterator over the elements.
    public struct AsyncIterator: AsyncIteratorProtocol {
        private var pages: Pages.AsyncIterator
        private var rest: ArraySlice<Element> = []

        fileprivate init(pages: Pages.AsyncIterator) { self.pages = pages }

        /// The next element, or `nil` after the last.
        ///
        /// - Throws: The errors of the operation that returns a page; ``VoiceAgentsError`` of kind `undecodableReply` when the
        ///   platform repeats elements although there are more, or when there are more than ``maximumPages``; `CancellationError`.
        public mutating func next() async throws -> Element? {
            while rest.isEmpty {
                guard let page = try await pages.next() else { return nil }
                rest = page.elements[...]
            }
            return rest.popFirst()
        }
    }

    /// The sequence of the pages of a list.
    public struct Pages: AsyncSequence, Sendable {
        fileprivate let sequence: PagedSequence
        fileprivate let size: Int

        /// Creates an iterator that starts from the first page.
        public func makeAsyncIterator() -> AsyncIterator { AsyncIterator(sequence: sequence, size: size) }

        /// The iterator over the pages.
        public struct AsyncIterator: AsyncIteratorProtocol {
            private let sequence: PagedSequence
            private let size: Int
            private var request: PageRequest
            private var seenIDs: Set<Element.ID> = []
            private var pagesWithoutNewElements = 0
            /// The last page that was fetched, which is not returned when it is empty.
            package private(set) var lastPage: Page<Element>?
            /// The largest total of all pages. A later page can have none, or a wrong one.
            package private(set) var largestTotal: Int?
            private var isFinished = false
            /// Whether the last page was empty although the platform reports more elements.
            private var followsEmptyPage = false

            fileprivate init(sequence: PagedSequence, size: Int) {
                self.sequence = sequence
                self.size = size
                request = PageRequest(limit: size)
            }

            /// The next page, or `nil` after the last.
            ///
            /// - Throws: The same errors as the iterator over the elements.
            public mutating func next() async throws -> Page<Element>? {
                guard !isFinished else { return nil }
                try Task.checkCancellation()
                guard request.number < sequence.maximumPages else {
                    throw sequence.operation.undecodable("The list does not end: \(request.number) pages were read.")
                }
                var page = try await sequence.fetch(request)
                lastPage = page
                largestTotal = [largestTotal, page.total].compactMap(\.self).max()
                // Advance by the number of elements received: a platform may return fewer than were requested.
                let count = page.count + page.unreadable.count
                request.offset += count
                request.number += 1
                page.elements = page.elements.filter { seenIDs.insert($0.id).inserted }
                pagesWithoutNewElements = page.isEmpty ? pagesWithoutNewElements + 1 : 0
                isFinished = sequence.paging.hasSinglePage || isLast(page, count: count)
                // One page without new elements can be correct, when that many elements were added before it. A second one
                // means that the platform ignores the offset, unless all elements that it reports were received.
                if !isFinished, pagesWithoutNewElements > 1 {
                    isFinished = page.total.map { seenIDs.count >= $0 } ?? false
                    guard isFinished else {
                        throw sequence.operation.undecodable(
                            "The list repeats itself: after \(request.offset) elements, the platform returned earlier ones."
                        )
                    }
                }
                guard count == 0 else {
                    followsEmptyPage = false
                    return page
                }
                // A platform that filters the elements of a page can send an empty page in the middle of a list. The next page
                // shows whether it was the last one.
                guard !followsEmptyPage, !sequence.paging.hasSinglePage, reportsMore(page) else { return nil }
                (followsEmptyPage, isFinished) = (true, false)
                request.offset += size
                return try await next()
            }

            private func reportsMore(_ page: Page<Element>) -> Bool {
                page.hasMore == true || largestTotal.map { request.offset < $0 } ?? false
            }

            private func isLast(_ page: Page<Element>, count: Int) -> Bool {
                // A platform that returns more than was requested returns the whole list.
                if count == 0 || count > size { return true }
                // A full page is not taken for the last one on a single hint: one more request is better than a missing
                // element.
                let isFull = count >= Swift.min(size, page.limit ?? size)
                // A total below the number of elements that were received is wrong.
                let reachesTotal = page.total.flatMap { request.offset > $0 ? nil : request.offset == $0 }
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

extension PagedSequence {
    /// Returns the first element that satisfies a condition.
    ///
    /// The condition runs where the caller runs, so that code on the main actor can use its state in it. Later pages are not requested.
    ///
    /// - Parameters:
    ///   - isolation: The actor of the caller.
    ///   - condition: Whether an element is the one to return.
    /// - Returns: The element, or `nil` when none satisfies the condition.
    /// - Throws: The errors of the iteration, and those of the condition.
    public func first(
        isolation: isolated (any Actor)? = #isolation, where condition: (Element) async throws -> Bool
    ) async throws -> Element? {
        for try await element in self where try await condition(element) { return element }
        return nil
    }
}
