#if canImport(FoundationEssentials)
public import FoundationEssentials
#else
public import Foundation
#endif

/// A value that can stand in a path, a query or a form.
///
/// Not every `CustomStringConvertible` is one: the description of a `Date`, for example, is for people.
public protocol WireValue: Sendable {
    /// The text that is sent, before it is escaped.
    ///
    /// - Throws: ``UnwritableValue`` when the value has none.
    var wireText: String { get throws }
}

/// A value that has no text on the wire, such as a date outside the years 1 to 9999.
public struct UnwritableValue: Error, Sendable, CustomStringConvertible, LocalizedError {
    /// Why there is no text.
    public let description: String

    /// Creates an error, for a value of your own.
    public init(_ description: String) { self.description = description }

    /// The same as ``description``.
    public var errorDescription: String? { description }
}

extension Bool: WireValue {
    /// `true` or `false`.
    public var wireText: String { self ? "true" : "false" }
}

extension Double: WireValue {
    /// The shortest decimal text of the number.
    public var wireText: String {
        get throws {
            guard isFinite else { throw UnwritableValue("the number is not finite") }
            return Int64(exactly: self).map { "\($0)" } ?? "\(self)"
        }
    }
}

extension Date: WireValue {
    /// The time in UTC as RFC 3339.
    public var wireText: String {
        get throws {
            guard let text = Timestamp.text(from: self) else {
                throw UnwritableValue("the year is outside 1 to 9999")
            }
            return text
        }
    }
}

extension Identifier: WireValue {
    /// The id as it stands in an address.
    public var wireText: String { rawValue.wireText }
}

extension PhoneNumber: WireValue {
    /// The number as E.164.
    public var wireText: String { e164 }
}

extension PhoneAddress: WireValue {
    /// The text as it was reported.
    public var wireText: String { rawValue }
}

extension OpenEnum {
    /// The word.
    public var wireText: String { rawValue }
}
