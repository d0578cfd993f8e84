#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// One page of a list, or a whole list that is not paged.
///
/// It is a collection of its elements.
public struct Page<Element: Sendable>: Sendable, RandomAccessCollection {
    /// The elements of this page.
    public var elements: [Element]
    /// The number of elements in the whole list. `nil` when the platform does not report it.
    public var total: Int?
    /// The largest number of elements on a page of this request, which can be less than was requested. `nil` when the platform
    /// does not report it.
    public var limit: Int?
    /// The number of elements before this page. `nil` when the platform does not report it.
    public var offset: Int?
    /// Whether more elements follow. `nil` when the platform does not report it.
    public var hasMore: Bool?
    /// The platform's summary of the list, for example `Found 2 phone numbers assigned to graph 'Reception'`.
    public var message: String?
    /// All members of the reply besides the elements, unchanged.
    public var metadata: [String: JSONValue]
    /// The elements of this page that could not be decoded, for example because they have no id. They are not in ``elements``.
    public var unreadable: [UnreadableValue]

    /// Creates a page.
    public init(
        _ elements: [Element], total: Int? = nil, limit: Int? = nil, offset: Int? = nil, hasMore: Bool? = nil,
        message: String? = nil, metadata: [String: JSONValue] = [:], unreadable: [UnreadableValue] = []
    ) {
        self.elements = elements
        self.total = total
        self.limit = limit
        self.offset = offset
        self.hasMore = hasMore
        self.message = message
        self.metadata = metadata
        self.unreadable = unreadable
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

/// Where the elements of a list are in its reply. Every shape also reads a bare array.
package struct ListShape: Sendable {
    let member: String
    /// Whether a reply of another form is kept in ``Page/metadata``, because its form is not documented.
    private(set) var isUndocumented = false

    private init(_ member: String) { self.member = member }

    /// `{"items": […], "total": …, "skip": …, "limit": …}`.
    package static let items = ListShape("items")
    /// `[…]`, `{"data": […], "meta": {…}}`, or `{"success": true, "data": […], "message": "…"}`.
    package static let data = ListShape("data")

    /// `{"campaigns": […], "pagination": {…}}`.
    package static func named(_ member: String) -> ListShape { ListShape(member) }

    /// The same shape for a reply whose form is not documented: the whole reply is kept in ``Page/metadata``, and a reply without
    /// a list has no elements.
    package var undocumented: ListShape {
        var copy = self
        copy.isUndocumented = true
        return copy
    }
}

extension Page where Element: Decodable {
    init(_ shape: ListShape, in root: ValueDecoder) throws {
        let metadataMembers =
            root.kind == .object ? root.memberValues(besides: shape.isUndocumented ? nil : shape.member) : [:]
        do {
            let list = root.kind == .array ? root : try root.requiredMember(shape.member)
            // Platforms also write an empty list as null.
            if list.kind == .null { self.init([]) } else { try self.init(elementsOf: list) }
        } catch
            where shape.isUndocumented
            && ["error", "detail"].allSatisfy({ metadataMembers[$0]?.isNull ?? true })
        {
            self.init([])
        }
        if isEmpty, metadataMembers["error"].reportsFailure {
            throw root.mismatch([Element].self)
        }
        metadata = metadataMembers
        if shape.isUndocumented, root.kind != .object { metadata[shape.member] = try JSONValue(from: root) }
        for object in [metadataMembers, metadataMembers["meta"]?.object, metadataMembers["pagination"]?.object]
            .compactMap(\.self)
        {
            let counts = object.compactMapValues(\.count)
            total =
                total ?? counts["total"] ?? counts["total_items"] ?? counts["total_count"] ?? counts["total_results"]
                ?? counts["total_found"]
            limit = limit ?? counts["limit"] ?? counts["per_page"] ?? counts["page_size"]
            offset = offset ?? counts["offset"] ?? counts["skip"]
            hasMore = hasMore ?? object["has_more"]?.bool ?? object["has_next"]?.bool
            message = message ?? object["message"]?.string
        }
    }
}

extension Page where Element: Decodable {
    /// Decodes the elements, without the unreadable ones. A list with unreadable elements only is an error.
    private init(elementsOf list: ValueDecoder) throws {
        guard list.kind == .array else { throw list.mismatch([Element].self) }
        self.init([])
        elements.reserveCapacity(list.count)
        var firstError: (any Error)?
        list.forEachElement { element in
            do { elements.append(try element.decodeMember(Element.self)) } catch {
                firstError = firstError ?? error
                unreadable.append(UnreadableValue(error, at: element.codingPath))
            }
        }
        if elements.isEmpty, let firstError { throw firstError }
        for value in unreadable { list.document.unreadable?.append(value) }
    }
}

extension JSONValue {
    /// The value, if it is a non-negative integer or a string of digits.
    fileprivate var count: Int? {
        (integer.flatMap { Int(exactly: $0) } ?? string.flatMap { Int($0) }).flatMap { $0 >= 0 ? $0 : nil }
    }
}
