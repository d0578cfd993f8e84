#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// One page of a list, or a list that comes at once. Use it like an array.
public struct Page<Element: Sendable>: Sendable, RandomAccessCollection {
    /// The elements of this page.
    public var elements: [Element]
    /// How many elements the whole list has. `nil` when the platform does not say.
    public var total: Int?
    /// The most elements that the platform puts on a page of this request, which can be less than was asked for. `nil` when
    /// it does not say.
    public var limit: Int?
    /// How many elements of the list come before this page. `nil` when the platform does not say.
    public var offset: Int?
    /// Whether more elements follow. `nil` when the platform does not say.
    public var hasMore: Bool?
    /// A summary for people, for example `Found 2 phone numbers assigned to graph 'Reception'`.
    public var message: String?
    /// Everything that the reply holds beside the elements, as it came.
    public var metadata: [String: JSONValue]

    /// Creates a page.
    public init(
        _ elements: [Element], total: Int? = nil, limit: Int? = nil, offset: Int? = nil, hasMore: Bool? = nil,
        message: String? = nil, metadata: [String: JSONValue] = [:]
    ) {
        self.elements = elements
        self.total = total
        self.limit = limit
        self.offset = offset
        self.hasMore = hasMore
        self.message = message
        self.metadata = metadata
    }

    /// The index of the first element, 0.
    public var startIndex: Int { elements.startIndex }

    /// The index after the last element.
    public var endIndex: Int { elements.endIndex }

    /// The element at an index.
    public subscript(position: Int) -> Element { elements[position] }
}

extension Page: Equatable where Element: Equatable {}

extension Page: Hashable where Element: Hashable {}

extension Page: Encodable where Element: Encodable {}

extension Page: Decodable where Element: Decodable {}

/// Where a list stands in its reply. Every shape also reads a bare array.
package struct ListShape: Sendable {
    let member: String
    /// Whether a reply in another form is kept as it came, because no page documents the form.
    private(set) var isUndocumented = false

    private init(_ member: String) { self.member = member }

    /// `{"items": […], "total": …, "skip": …, "limit": …}`.
    package static let items = ListShape("items")
    /// `[…]`, `{"data": […], "meta": {…}}`, or `{"success": true, "data": […], "message": "…"}`.
    package static let data = ListShape("data")

    /// `{"campaigns": […], "pagination": {…}}`.
    package static func named(_ member: String) -> ListShape { ListShape(member) }

    /// The same, for a reply whose form no page documents: all of it is kept in ``Page/metadata``, and what is no list has no elements.
    package var undocumented: ListShape {
        var copy = self
        copy.isUndocumented = true
        return copy
    }
}

extension Page where Element: Decodable {
    init(_ shape: ListShape, in root: ValueDecoder) throws {
        let beside =
            root.kind == .object ? root.members(besides: shape.isUndocumented ? nil : shape.member) : [:]
        do {
            if root.kind == .array {
                self.init(try root.decode([Element].self))
            } else {
                let list = try root.requiredMember(shape.member)
                // A platform writes an empty list as null too.
                self.init(list.kind == .null ? [] : try list.decode([Element].self))
            }
        } catch  where shape.isUndocumented && ["error", "detail"].allSatisfy({ beside[$0]?.isNull ?? true }) {
            self.init([])
        }
        metadata = beside
        if shape.isUndocumented, root.kind != .object { metadata[shape.member] = try JSONValue(from: root) }
        for place in [beside, beside["meta"]?.object, beside["pagination"]?.object].compactMap(\.self) {
            total = total ?? place.count("total", "total_items", "total_count", "total_results")
            limit = limit ?? place.count("limit", "per_page", "page_size")
            offset = offset ?? place.count("offset", "skip")
            hasMore = hasMore ?? place["has_more"]?.bool ?? place["has_next"]?.bool
            message = message ?? place["message"]?.string
        }
    }
}

extension [String: JSONValue] {
    /// The first of these members that is a number which can count something, or digits in a text.
    fileprivate func count(_ names: String...) -> Int? {
        names.lazy.compactMap { name -> Int? in
            guard let value = self[name] else { return nil }
            return (value.integer.flatMap { Int(exactly: $0) } ?? value.string.flatMap { Int($0) })
                .flatMap { $0 >= 0 ? $0 : nil }
        }.first
    }
}

extension ValueDecoder {
    /// The members of an object but one. A member that cannot be kept, such as one that is nested too deeply, is left out.
    fileprivate func members(besides name: String?) -> [String: JSONValue] {
        let members = ObjectContainer<TextKey>(decoder: self)
        return members.allKeys.reduce(into: [:]) { values, key in
            guard key.stringValue != name else { return }
            values[key.stringValue] = try? members.decode(JSONValue.self, forKey: key)
        }
    }
}
