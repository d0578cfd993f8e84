/// The query of a request, or the fields of a urlencoded form.
///
/// A value that is `nil` is left out.
///
/// ```swift
/// let query: Query = ["status": filter.status, "date_from": filter.from, "limit": 100]
/// ```
public struct Query: Sendable, Hashable, ExpressibleByDictionaryLiteral {
    private var items: [Item] = []

    /// Why the query cannot be sent, or `nil` when it can.
    package private(set) var problem: String?

    private struct Item: Sendable, Hashable {
        let name: String
        let value: String
    }

    /// Creates a query from a literal. Names may repeat.
    public init(dictionaryLiteral elements: (String, (any WireValue)?)...) {
        for (name, value) in elements { append(value, name: name) }
    }

    /// Appends an item. A value of `nil` appends nothing.
    public mutating func append(_ value: (any WireValue)?, name: String) {
        guard let value else { return }
        do {
            items.append(Item(name: name, value: try value.wireText))
        } catch {
            problem = "The value of \(name) cannot be written: \(error)."
        }
    }

    /// Marks the query as one that cannot be sent.
    package mutating func reject(_ problem: String) { self.problem = self.problem ?? problem }

    /// Concatenates the items of two queries.
    package static func + (lhs: Query, rhs: Query) -> Query {
        var sum = lhs
        sum.items += rhs.items
        sum.problem = lhs.problem ?? rhs.problem
        return sum
    }

    /// The percent-encoded query. Everything outside RFC 3986 "unreserved" is encoded, including `+` and spaces.
    package var encoded: String {
        items.map { "\($0.name.percentEncoded)=\($0.value.percentEncoded)" }.joined(separator: "&")
    }
}
