import Foundation
import Testing
import VoiceAgentsCore
import VoiceAgentsTesting

private struct Item: Codable, Identifiable, Hashable, Sendable {
    var id: Int
}

private let list = PlatformOperation("test.list", .get, "/items/", .safe)

private func pipeline(_ transport: any Transport) -> Pipeline {
    Pipeline(
        baseURL: URL(literal: "https://api.example.test"), apiKey: "key", authentication: .bearer,
        configuration: .init(retry: .never), transport: transport)
}

private func page(_ body: String, _ shape: ListShape) async throws -> Page<Item> {
    try await pipeline(MockTransport(.json(body))).run(Endpoint(list, reading: .list(shape)))
}

@Suite(.timeLimit(.minutes(5))) struct ListShapeTests {
    @Test(
        "A list is read in every form the platforms use",
        arguments: [
            (#"[{"id":1},{"id":2}]"#, ListShape.data), (#"{"data":[{"id":1},{"id":2}]}"#, .data),
            (#"{"items":[{"id":1},{"id":2}],"total":5,"skip":0,"limit":2}"#, .items),
            (#"{"data":[{"id":1},{"id":2}],"meta":{"total":5}}"#, .data),
            (#"{"campaigns":[{"id":1},{"id":2}],"pagination":{"has_next":true}}"#, .named("campaigns")),
            (#"[{"id":1},{"id":2}]"#, .named("campaigns")),
        ])
    func listIsReadInEveryShape(body: String, shape: ListShape) async throws {
        #expect(try await page(body, shape).map(\.id) == [1, 2])
    }

    @Test(
        "Of several members that are equal, the first is in the metadata",
        arguments: [
            (#"{"K":1,"K":2,"data":[]}"#, "K"), (#"{"a":1,"\u0061":2,"data":[]}"#, "a"),
            (#"{"\u0061":1,"a":2,"data":[]}"#, "a"), (#"{"K":1,"\u212A":2,"data":[]}"#, "K"),
            (#"{"\u212A":1,"K":2,"data":[]}"#, "K"), (#"{"K":1,"\u212A":1e999,"data":[]}"#, "K"),
        ])
    func firstOfEqualMembersCounts(body: String, name: String) async throws {
        #expect(try await page(body, .data).metadata == [name: 1])
    }

    @Test("Total, limit, offset and message are read in every spelling, and numbers from texts")
    func listReadsMetadata() async throws {
        let flat = try await page(#"{"items":[],"total":"5","skip":1,"limit":2,"message":"m"}"#, .items)
        #expect(flat.total == 5)
        #expect(flat.offset == 1)
        #expect(flat.limit == 2)
        #expect(flat.message == "m")
        let nested = try await page(
            #"{"c":[],"pagination":{"total_items":7,"per_page":3,"has_next":false},"more":{"a":[1]}}"#, .named("c"))
        #expect(nested.total == 7)
        #expect(nested.limit == 3)
        #expect(nested.hasMore == false)
        #expect(nested.metadata["more"] == ["a": [1]])
        #expect(nested.metadata["c"] == nil)
        #expect(try await page(#"{"numbers":[],"total_found":15}"#, .named("numbers")).total == 15)
    }

    @Test(
        "Malformed metadata does not fail the list",
        arguments: [#""meta":7"#, #""meta":{"total":-1}"#, #""total":{}"#, #""a":1e400"#])
    func oddMetadataIsIgnored(member: String) async throws {
        let page = try await page(#"{"data":[{"id":1}],\#(member)}"#, .data)
        #expect(page.map(\.id) == [1])
        #expect(page.total == nil)
    }

    @Test(
        "An empty list is read from an empty array, null and a bare array",
        arguments: [#"{"data":[]}"#, #"{"data":null}"#, "[]"])
    func emptyListIsRead(body: String) async throws {
        #expect(try await page(body, .data).isEmpty)
    }

    @Test(
        "A reply in another shape is an error",
        arguments: ["{}", #"{"items":[]}"#, #"{"data":{}}"#, "7", "null", #"{"data":[{}]}"#])
    func otherRepliesAreRejected(body: String) async {
        let error = await #expect(throws: VoiceAgentsError.self) { try await page(body, .data) }
        #expect(error?.kind == .undecodableReply)
    }

    @Test("A page is written and read back")
    func pageRoundTrips() async throws {
        let page = try await page(#"{"items":[{"id":1}],"total":5,"more":null}"#, .items)
        #expect(try JSONDecoder().decode(Page<Item>.self, from: JSONEncoder().encode(page)) == page)
    }
}

/// A list of 250 elements behind every kind of paging, with the deviations of servers.
actor ListServer: Transport {
    enum Kind: String, CaseIterable, Sendable { case skip, offset, pageNumber }

    /// What a server says about the end of the list.
    enum Total: CaseIterable, Sendable { case right, absent, textual, tooSmall, tooLarge }
    enum Flag: CaseIterable, Sendable { case right, absent, alwaysTrue, alwaysFalse }

    private let kind: Kind
    private let cap: Int
    private let total: Total
    private let flag: Flag
    private(set) var ids = Array(1...250)
    private(set) var requests = 0
    private let before: @Sendable (_ request: Int, inout [Int]) -> Void

    init(
        _ kind: Kind, cap: Int, total: Total, flag: Flag,
        before: @escaping @Sendable (_ request: Int, inout [Int]) -> Void = { _, _ in }
    ) {
        self.kind = kind
        self.cap = cap
        self.total = total
        self.flag = flag
        self.before = before
    }

    func send(_ request: TransportRequest) async throws -> TransportResponse {
        requests += 1
        before(requests, &ids)
        let items = URLComponents(url: request.url, resolvingAgainstBaseURL: false)?.queryItems ?? []
        func integer(_ name: String) -> Int? { items.first { $0.name == name }.flatMap { Int($0.value ?? "") } }
        let size = min(integer("limit") ?? integer("per_page") ?? 100, cap)
        let start = integer("skip") ?? integer("offset") ?? ((integer("page") ?? 1) - 1) * size
        let page = ids.dropFirst(start).prefix(size)
        var body: [String: JSONValue] = [
            "items": .array(page.map { ["id": .integer(Int64($0))] }), "limit": .integer(Int64(size)),
        ]
        switch total {
        case .right: body["total"] = .integer(Int64(ids.count))
        case .absent: break
        case .textual: body["total"] = .string("\(ids.count)")
        case .tooSmall: body["total"] = 3
        case .tooLarge: body["total"] = 10_000
        }
        switch flag {
        case .right: body["has_next"] = .bool(start + size < ids.count)
        case .absent: break
        case .alwaysTrue: body["has_next"] = true
        case .alwaysFalse: body["has_next"] = false
        }
        return TransportResponse(status: 200, body: try JSONEncoder().encode(body))
    }

    fileprivate nonisolated var sequence: PagedSequence<Item> {
        let paging: Paging =
            switch kind {
            case .skip: .skip(100)
            case .offset: .offset(100)
            case .pageNumber: .pageNumber(100)
            }
        return pipeline(self).list(list, in: .items, by: paging)
    }
}

@Suite(.timeLimit(.minutes(5))) struct PagingKindTests {
    private static let all = ListServer.Kind.allCases.flatMap { kind in [100, 40, 7, 1].map { (kind, $0) } }

    @Test("Every element is yielded once, whatever the page size, the total and the flag are", arguments: all)
    func pagedSequenceYieldsEachElementOnce(kind: ListServer.Kind, cap: Int) async throws {
        for total in ListServer.Total.allCases {
            for flag in ListServer.Flag.allCases {
                // A total and a flag that agree on a wrong end are accepted.
                if total == .tooSmall, flag == .alwaysFalse { continue }
                let server = ListServer(kind, cap: cap, total: total, flag: flag)
                let ids = try await server.sequence.reduce(into: []) { $0.append($1.id) }
                #expect(ids == Array(1...250), "\(kind), \(cap), \(total), \(flag): \(ids.count) elements")
            }
        }
    }

    @Test("Elements that are inserted in front during the loop cause no repeats", arguments: ListServer.Kind.allCases)
    func pagedSequenceSkipsRepeatsAfterInsertions(kind: ListServer.Kind) async throws {
        let server = ListServer(kind, cap: 40, total: .right, flag: .right) { request, ids in
            if request > 1 { ids.insert(1000 + request, at: 0) }
        }
        let ids = try await server.sequence.reduce(into: []) { $0.append($1.id) }
        #expect(ids.count == Set(ids).count)
        #expect(ids.filter { $0 <= 250 } == Array(1...250))
    }

    @Test("Elements that are removed in front during the loop do not end it early", arguments: ListServer.Kind.allCases)
    func pagedSequenceContinuesAfterRemovals(kind: ListServer.Kind) async throws {
        let server = ListServer(kind, cap: 40, total: .right, flag: .right) { request, ids in
            if request > 1 { ids.removeFirst() }
        }
        let ids = try await server.sequence.reduce(into: []) { $0.append($1.id) }
        #expect(ids.count == Set(ids).count)
        #expect(ids.last == 250)
        #expect(ids.count >= 243)
    }

    @Test("Pages can be fetched alone and in batches")
    func pagesAreFetchedAloneAndInBatches() async throws {
        let server = ListServer(.pageNumber, cap: 100, total: .right, flag: .right)
        let second = try await server.sequence.page(limit: 20, offset: 40)
        #expect(second.map(\.id) == Array(41...60))
        #expect(second.total == 250)
        var sizes: [Int] = []
        for try await page in server.sequence.pages(of: 100) { sizes.append(page.count) }
        #expect(sizes == [100, 100, 50])
        let error = await #expect(throws: VoiceAgentsError.self) {
            try await server.sequence.page(limit: 20, offset: 30)
        }
        #expect(error?.kind == .rejectedLocally)
    }

    @Test("A list that never ends is an error after `maximumPages`")
    func endlessListFailsAtMaximumPages() async throws {
        let transport = MockTransport { request in
            let skip =
                URLComponents(url: request.url, resolvingAgainstBaseURL: false)?.queryItems?
                .first { $0.name == "skip" }?.value ?? "0"
            return .json(#"[{"id":\#(skip)},{"id":1000\#(skip)}]"#)
        }
        var sequence: PagedSequence<Item> = pipeline(transport).list(list, in: .data, by: .skip(2))
        sequence.maximumPages = 20
        let error = await #expect(throws: VoiceAgentsError.self) { for try await _ in sequence {} }
        #expect(error?.kind == .undecodableReply)
        #expect(error?.message.contains("does not end") == true, "\(error?.message ?? "")")
        #expect(await transport.requests.count == 20)
    }

    @Test("A list without an offset is fetched once")
    func limitedListIsFetchedOnce() async throws {
        let transport = MockTransport { _ in .json(#"[{"id":1},{"id":2}]"#) }
        let sequence: PagedSequence<Item> = pipeline(transport).list(list, in: .data, by: .limit(50))
        #expect(try await sequence.reduce(into: []) { $0.append($1.id) } == [1, 2])
        #expect(await transport.requests.map(\.url.absoluteString) == ["https://api.example.test/items/?limit=50"])
    }
}
