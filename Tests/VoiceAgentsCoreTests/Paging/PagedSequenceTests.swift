import Testing

@testable import VoiceAgentsCore

private struct Item: Identifiable, Hashable, Sendable {
    var id: Int
}

private let list = PlatformOperation("test.list", .get, "/x", .safe)

/// Returns pages in order, whatever the offset is, and records the offsets.
private actor Pages {
    private var pages: [Page<Item>]
    private(set) var offsets: [Int] = []

    init(_ pages: [Page<Item>]) { self.pages = pages }

    func next(_ offset: Int) -> Page<Item> {
        offsets.append(offset)
        return pages.isEmpty ? Page([]) : pages.removeFirst()
    }
}

extension Page<Item> {
    fileprivate init(_ ids: [Int], total: Int?) { self.init(ids.map(Item.init), total: total) }
}

private func ids(_ sequence: PagedSequence<Item>) async throws -> [Int] {
    try await sequence.reduce(into: []) { $0.append($1.id) }
}

@Suite struct PageTests {
    @Test func pageIsACollection() {
        let page = Page(["a", "b", "c"], total: 9, limit: 3, offset: 6)
        #expect(Array(page) == page.elements)
        #expect(page.count == 3)
        #expect(page[1] == "b")
        #expect(page.last == "c")
        #expect(page.map { $0.uppercased() } == ["A", "B", "C"])
        #expect(page.firstIndex(of: "c") == 2)
        #expect(Array(page[1...]) == ["b", "c"])
        #expect(page.reversed().first == "c")
        #expect(Page<String>([]).isEmpty)
        #expect(Page<String>([]).first == nil)
    }

    @Test func pageEqualityComparesEveryProperty() {
        let page = Page(["a"], total: 2, limit: 1, offset: 0)
        #expect(page == Page(["a"], total: 2, limit: 1, offset: 0))
        for other in [
            Page(["b"], total: 2, limit: 1, offset: 0), Page(["a"], total: 3, limit: 1, offset: 0),
            Page(["a"], total: 2, limit: 2, offset: 0), Page(["a"], total: 2, limit: 1, offset: 1), Page(["a"]),
        ] { #expect(page != other) }
    }
}

@Suite(.timeLimit(.minutes(5))) struct PagedSequenceTests {
    private func sequence(_ pages: Pages) -> PagedSequence<Item> {
        PagedSequence(list, .skip(100)) { await pages.next($0.offset) }
    }

    @Test func pagedSequenceFetchesLazily() async throws {
        let pages = Pages([Page([1], total: 1)])
        var iterator = sequence(pages).makeAsyncIterator()
        #expect(await pages.offsets.isEmpty)
        #expect(try await iterator.next()?.id == 1)
        // Calls after the end return nil and fetch nothing.
        for _ in 1...3 { #expect(try await iterator.next() == nil) }
        #expect(await pages.offsets == [0])
    }

    @Test("The condition of first(where:) runs on the caller's actor, and later pages are not fetched")
    @MainActor func firstUsesTheActorOfTheCaller() async throws {
        let pages = Pages([Page([1, 2], total: 6), Page([3, 4], total: 6), Page([5, 6], total: 6)])
        final class State { var compared = 0 }
        let state = State()
        let found = try await sequence(pages).first { item in
            MainActor.assertIsolated()
            state.compared += 1
            return item.id == 3
        }
        #expect(found?.id == 3 && state.compared == 3)
        #expect(await pages.offsets == [0, 2])
    }

    @Test func iteratorsAreIndependent() async throws {
        let sequence = PagedSequence<Item>(list, .skip(100)) { request in
            let offset = request.offset
            return Page(Array((offset..<5).prefix(2)), total: 5)
        }
        var (left, right) = (sequence.makeAsyncIterator(), sequence.makeAsyncIterator())
        for id in 0..<5 {
            #expect(try await left.next()?.id == id)
            #expect(try await right.next()?.id == id)
        }
        #expect(try await ids(sequence) == [0, 1, 2, 3, 4])
    }

    @Test func pagesOfAnyLengthAreJoined() async throws {
        let pages = Pages([Page([1, 2, 3], total: 6), Page([4], total: 6), Page([5, 6], total: 6)])
        #expect(try await ids(sequence(pages)) == [1, 2, 3, 4, 5, 6])
        #expect(await pages.offsets == [0, 3, 4])
    }

    @Test func reachedTotalEndsTheSequence() async throws {
        let pages = Pages([Page([1, 2], total: 2), Page([3], total: 2)])
        #expect(try await ids(sequence(pages)) == [1, 2])
        #expect(await pages.offsets == [0])
    }

    @Test("A total below the number of elements that were received is wrong", arguments: [-1, 0, 1])
    func totalThatIsTooSmallIsIgnored(total: Int) async throws {
        let pages = Pages([Page([1, 2], total: total), Page([3], total: total), Page([], total: total)])
        #expect(try await ids(sequence(pages)) == [1, 2, 3])
        #expect(await pages.offsets == [0, 2, 3])
    }

    @Test func fullPageOverrulesTheTotal() async throws {
        let pages = Pages([Page([1, 2], total: 2), Page([3, 4], total: 2), Page([5], total: 2)])
        #expect(try await ids(PagedSequence(list, .skip(2)) { await pages.next($0.offset) }) == [1, 2, 3, 4, 5])
        #expect(await pages.offsets == [0, 2, 4, 5])
    }

    @Test func cappedPageCountsAsFull() async throws {
        let capped = (0..<3).map { Page([Item(id: 2 * $0), Item(id: 2 * $0 + 1)], total: 2, limit: 2) }
        let pages = Pages(capped + [Page([Item(id: 6)], total: 2, limit: 2)])
        #expect(try await ids(sequence(pages)) == Array(0...6))
    }

    @Test func oversizedPageIsTheWholeList() async throws {
        let pages = Pages([Page([1, 2, 3], total: nil), Page([1, 2, 3], total: nil)])
        #expect(try await ids(PagedSequence(list, .skip(2)) { await pages.next($0.offset) }) == [1, 2, 3])
        #expect(await pages.offsets == [0])
    }

    @Test func repeatedPageThatReachesTheTotalEndsTheSequence() async throws {
        let page = Page([1, 2], total: 2)
        let pages = Pages([page, page, page, page])
        #expect(try await ids(PagedSequence(list, .skip(2)) { await pages.next($0.offset) }) == [1, 2])
        #expect(await pages.offsets == [0, 2, 4])
    }

    @Test func pagedSequenceRejectsRepeatedPages() async throws {
        let (odd, even) = (Page([1, 3], total: 1_000_000_000), Page([2, 4], total: 1_000_000_000))
        let pages = Pages([odd, even, odd, even, odd, even])
        await #expect(throws: VoiceAgentsError.self) { try await ids(sequence(pages)) }
        #expect(await pages.offsets == [0, 2, 4, 6])
    }

    @Test func repeatedPageWithAnUnreadableElementIsRejected() async throws {
        var page = Page([1, 2], total: 1_000_000_000)
        page.unreadable = [UnreadableValue(CancellationError(), at: [])]
        let pages = Pages([page, page, page, page])
        let error = await #expect(throws: VoiceAgentsError.self) { try await ids(sequence(pages)) }
        #expect(error?.message.contains("repeats itself") == true)
        #expect(await pages.offsets.count == 3)
    }

    @Test("An empty page ends the list, unless more are said to follow: then the page after it decides")
    func emptyPageEndsTheSequence() async throws {
        let last = Pages([Page([1, 2], total: 3), Page([3], total: 3), Page([], total: 3), Page([4], total: 3)])
        #expect(try await ids(sequence(last)) == [1, 2, 3])
        let wrongTotal = Pages([
            Page([1, 2], total: 999), Page([], total: 999), Page([], total: 999), Page([3], total: 999),
        ])
        #expect(try await ids(sequence(wrongTotal)) == [1, 2])
        #expect(await wrongTotal.offsets == [0, 2, 102])
        let gap = Pages([
            Page([1, 2], total: 999), Page([], total: 999), Page([3], total: 999), Page([], total: 3), Page([]),
        ])
        #expect(try await ids(sequence(gap)) == [1, 2, 3])
        // The largest total counts.
        #expect(await gap.offsets == [0, 2, 102, 103, 203])
        let forgetful = Pages([Page([.init(id: 1)], total: 2), Page([]), Page([.init(id: 2)])])
        #expect(try await ids(sequence(forgetful)) == [1, 2])
        let flag = Pages([Page([.init(id: 1)]), Page([], hasMore: true), Page([.init(id: 2)], hasMore: false)])
        #expect(try await ids(sequence(flag)) == [1, 2])
    }

    @Test func repeatedElementsAreSkipped() async throws {
        let pages = Pages([Page([1, 2], total: 5), Page([2, 1], total: 5), Page([3], total: 5)])
        #expect(try await ids(sequence(pages)) == [1, 2, 3])
    }

    @Test func repeatedElementOfAPageIsYieldedOnce() async throws {
        #expect(try await ids(sequence(Pages([Page([1, 1, 2], total: 3)]))) == [1, 2])
    }

    @Test func failedPageIsFetchedAgain() async throws {
        struct Broken: Error {}
        let pages = Pages([Page([1, 2], total: 3), Page([3], total: 3)])
        let failures = Pages([])
        let sequence = PagedSequence<Item>(list, .skip(100)) { request in
            let offset = request.offset
            if offset == 2, await failures.offsets.isEmpty {
                _ = await failures.next(offset)
                throw Broken()
            }
            return await pages.next(offset)
        }
        var iterator = sequence.makeAsyncIterator()
        #expect(try await iterator.next()?.id == 1)
        #expect(try await iterator.next()?.id == 2)
        await #expect(throws: Broken.self) { try await iterator.next() }
        #expect(try await iterator.next()?.id == 3)
        #expect(try await iterator.next() == nil)
    }
}
