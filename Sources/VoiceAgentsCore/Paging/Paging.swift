/// How a platform is asked for the pages of a list.
package struct Paging: Sendable {
    /// The most elements that the platform documents for a page.
    let maximum: Int
    /// Whether a page is asked for by number, so that an offset must be a multiple of the limit.
    private(set) var isNumbered = false
    /// Whether only the first elements can be asked for.
    private(set) var isSingle = false
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

    /// `limit` alone: the first elements, and no way to the later ones.
    package static func limit(_ maximum: Int) -> Paging {
        var paging = Paging(maximum: maximum) { ["limit": $0.limit] }
        paging.isSingle = true
        return paging
    }

    /// - Throws: `VoiceAgentsError` of kind `rejectedLocally` for a page that the platform cannot be asked for.
    func check(limit: Int?, offset: Int, of operation: PlatformOperation) throws {
        if let limit, !(1...maximum).contains(limit) {
            throw operation.rejection("The limit is \(limit); it must be from 1 to \(maximum).")
        }
        guard offset >= 0 else { throw operation.rejection("The offset is \(offset); 0 is the least.") }
        guard offset > 0 else { return }
        if isSingle { throw operation.rejection("This list has a beginning only: the offset must be 0.") }
        if isNumbered, limit.map({ !offset.isMultiple(of: $0) }) ?? true {
            throw operation.rejection("This list is asked by page number: the offset must be a multiple of the limit.")
        }
    }
}

/// Which page to fetch. A list is asked by offset, or by number with a size that stays the same: when the platform caps the
/// size, an offset and a number part ways.
package struct PageRequest: Sendable {
    /// `nil`: as many as the platform puts on a page.
    package var limit: Int?
    package var offset = 0
    package var number = 0
}

extension Pipeline {
    /// A list that comes in pages.
    package func list<Element: Decodable>(
        _ operation: PlatformOperation, _ values: any WireValue..., query: Query = [:], in shape: ListShape,
        by paging: Paging
    ) -> PagedSequence<Element> {
        let path = operation.path.filled(with: values)
        return PagedSequence(operation, paging) { request in
            try await run(
                Endpoint(operation, path: path, query: query + paging.query(request), reading: .list(shape)))
        }
    }
}
