/// The wrapper of Flireo's paged lists: `{"data": […], "meta": {"total": …, "limit": …, "offset": …}}`.
struct PageReply<Element: Decodable & Sendable>: Decodable, Sendable {
    let page: Page<Element>

    private enum CodingKeys: String, CodingKey { case data, meta }

    private struct Meta: Decodable {
        let total: Int?
        let limit: Int?
        let offset: Int?
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        let meta = try container.decodeIfPresent(Meta.self, forKey: .meta)
        page = Page(
            try container.decodeList(of: Element.self, forKey: .data), total: meta?.total, limit: meta?.limit,
            offset: meta?.offset)
    }
}
