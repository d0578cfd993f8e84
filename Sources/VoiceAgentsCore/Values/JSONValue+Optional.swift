#if canImport(FoundationEssentials)
package import FoundationEssentials
#else
package import Foundation
#endif

extension JSONValue {
    /// A string or `null`.
    package static func optional(_ text: String?) -> JSONValue { text.map { .string($0) } ?? .null }

    /// A number or `null`.
    package static func optional(_ number: Int?) -> JSONValue { number.map { .integer(Int64($0)) } ?? .null }

    /// A timestamp or `null`.
    package static func optional(_ date: Date?) -> JSONValue { .optional(date.flatMap(Timestamp.text(from:))) }

    /// An id that is a number, or `null`.
    package static func id<Resource>(_ id: Identifier<Resource, Int>?) -> JSONValue { .optional(id?.rawValue) }
}
