/// One page of a list. Use it like an array.
public struct Page<Element: Sendable>: Sendable, RandomAccessCollection {
    /// The elements of this page.
    public var elements: [Element]
    /// How many elements the whole list has. `nil` when the platform does not say.
    public var total: Int?
    /// The most elements that the platform puts on a page of this request: it may be less than was asked for. `nil` when it
    /// does not say.
    public var limit: Int?
    /// How many elements of the list come before this page. `nil` when the platform does not say.
    public var offset: Int?

    /// Creates a page.
    public init(_ elements: [Element], total: Int? = nil, limit: Int? = nil, offset: Int? = nil) {
        self.elements = elements
        self.total = total
        self.limit = limit
        self.offset = offset
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
