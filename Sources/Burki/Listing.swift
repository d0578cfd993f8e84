/// A list together with what the platform says about it. Use it like an array.
public struct Listing<Element: Codable & Hashable & Sendable>: Hashable, Sendable, RandomAccessCollection {
    /// The elements.
    public var elements: [Element]

    /// A summary for people, for example `Found 2 phone numbers assigned to graph 'Reception'`.
    public var message: String?

    /// Creates a list.
    public init(_ elements: [Element], message: String? = nil) {
        self.elements = elements
        self.message = message
    }

    /// The index of the first element, 0.
    public var startIndex: Int { elements.startIndex }

    /// The index after the last element.
    public var endIndex: Int { elements.endIndex }

    /// The element at an index.
    public subscript(position: Int) -> Element { elements[position] }
}

extension Listing: Codable {
    private enum CodingKeys: String, CodingKey { case elements = "data", message }

    /// Reads `{"success": true, "data": […], "message": "…"}`.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        elements = try container.decodeList(of: Element.self, forKey: .elements)
        message = try container.decodeIfPresent(String.self, forKey: .message)
    }

    /// Writes `{"success": true, "data": […], "message": "…"}`.
    public func encode(to encoder: any Encoder) throws {
        try encoder.encode(unknownKeys: ["success": true])
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(elements, forKey: .elements)
        try container.encodeIfPresent(message, forKey: .message)
    }
}
