/// The query of a request, or the fields of a urlencoded form. Values that are `nil` are left out.
///
/// ```swift
/// let query: Query = ["status": filter.status, "date_from": filter.from, "limit": 100]
/// ```
public struct Query: Sendable, Hashable, ExpressibleByDictionaryLiteral {
    private var items: [Item] = []

    /// Why the query cannot be sent, or `nil`.
    package private(set) var problem: String?

    private struct Item: Sendable, Hashable {
        let name: String
        let value: String
    }

    /// A query from a literal. Names may repeat.
    public init(dictionaryLiteral elements: (String, (any WireValue)?)...) {
        for (name, value) in elements { append(value, name: name) }
    }

    /// Adds a value. `nil` adds nothing.
    public mutating func append(_ value: (any WireValue)?, name: String) {
        guard let value else { return }
        do {
            items.append(Item(name: name, value: try value.wireText))
        } catch {
            problem = "The value of \(name) cannot be written: \(error)."
        }
    }

    /// The items of both.
    package static func + (lhs: Query, rhs: Query) -> Query {
        var sum = lhs
        sum.items += rhs.items
        sum.problem = lhs.problem ?? rhs.problem
        return sum
    }

    /// The escaped text. Everything outside RFC 3986 "unreserved" is escaped, `+` and blanks too.
    package var encoded: String {
        items.map { "\($0.name.percentEncoded)=\($0.value.percentEncoded)" }.joined(separator: "&")
    }
}
