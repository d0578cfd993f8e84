#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// Which part of a list to bring.
struct PageRequest: Sendable {
    /// `nil`: as many as Flireo puts on a page.
    var limit: Int?
    var offset = 0

    /// The most that Flireo's paged lists hand out at once.
    static let maximumLimit = 100

    /// - Throws: `VoiceAgentsError` of kind `rejectedLocally` for what Flireo documents no answer to.
    func query(of operation: Operation) throws -> [URLQueryItem] {
        try operation.check(limit: limit, atMost: Self.maximumLimit)
        guard offset >= 0 else {
            throw operation.rejection("The offset is \(offset); 0 is the least.")
        }
        // The default is the server's own, so it is not sent.
        return [.init("limit", limit), .init("offset", offset == 0 ? nil : offset)]
    }
}

extension Operation {
    func check(limit: Int?, atMost maximum: Int) throws {
        guard let limit, !(1...maximum).contains(limit) else { return }
        throw rejection("The limit is \(limit); it must be from 1 to \(maximum).")
    }
}

extension URLQueryItem {
    /// A part of a query, which is left out when the value is `nil`.
    init(_ name: String, _ value: (some CustomStringConvertible)?) { self.init(name: name, value: value?.description) }
}
