/// How the pages of a list are requested.
package struct Paging: Sendable {
    /// The largest page size that the platform documents.
    let maximum: Int
    /// Whether a page is requested by number, so that an offset must be a multiple of the limit.
    private(set) var isNumbered = false
    /// Whether only the first elements can be requested.
    private(set) var hasSinglePage = false
    let query: @Sendable (PageRequest) -> Query

    private init(maximum: Int, query: @escaping @Sendable (PageRequest) -> Query) {
        self.maximum = maximum
        self.query = query
    }

    /// `skip` and `limit`.
    package static func skip(_ maximum: Int) -> Paging {
        Paging(maximum: maximum) { ["limit": $0.limit, "skip": $0.offset == 0 ? nil : $0.offset] }
    }

    /// `offset` and `limit`.
    package static func offset(_ maximum: Int) -> Paging {
        Paging(maximum: maximum) { ["limit": $0.limit, "offset": $0.offset == 0 ? nil : $0.offset] }
    }

    /// `page`, counted from 1, and `per_page`.
    package static func pageNumber(_ maximum: Int) -> Paging {
        var paging = Paging(maximum: maximum) { ["page": $0.number + 1, "per_page": $0.limit] }
        paging.isNumbered = true
        return paging
    }

    /// Only `limit`: the later elements cannot be requested.
    package static func limit(_ maximum: Int) -> Paging {
        var paging = Paging(maximum: maximum) { ["limit": $0.limit] }
        paging.hasSinglePage = true
        return paging
    }

    /// - Throws: `VoiceAgentsError` of kind `rejectedLocally` for a page that cannot be requested.
    func check(limit: Int?, offset: Int, of operation: PlatformOperation) throws {
        if let limit, !(1...maximum).contains(limit) {
            throw operation.rejection("The limit is \(limit); it must be from 1 to \(maximum).")
        }
        guard offset >= 0 else { throw operation.rejection("The offset is \(offset); it must be 0 or more.") }
        guard offset > 0 else { return }
        if hasSinglePage { throw operation.rejection("This list has a single page: the offset must be 0.") }
        if isNumbered, limit.map({ !offset.isMultiple(of: $0) }) ?? true {
            throw operation.rejection("This list is paged by number: the offset must be a multiple of the limit.")
        }
    }
}

/// The page to request. The offset and the page number are kept apart, because they do not match when the platform returns
/// smaller pages than were requested.
package struct PageRequest: Sendable {
    /// `nil`: the platform's default.
    package var limit: Int?
    package var offset = 0
    package var number = 0
}

extension Pipeline {
    /// Creates the sequence of a paged list. A deadline is that of all pages together, from now on.
    package func list<Element: Decodable>(
        _ operation: PlatformOperation, _ values: any WireValue..., query: Query = [:], in shape: ListShape,
        by paging: Paging, within deadline: Duration? = nil
    ) -> PagedSequence<Element> {
        let path = operation.path.filled(with: values)
        let end = deadline.map { clock.now() + $0 }
        return PagedSequence(operation, paging) { request in
            var endpoint = Endpoint<Page<Element>>(
                operation, path: path, query: query + paging.query(request), reading: .list(shape))
            endpoint.deadline = end.map { max($0 - clock.now(), .zero) }
            return try await run(endpoint)
        }
    }
}
