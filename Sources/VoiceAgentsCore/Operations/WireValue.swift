#if canImport(FoundationEssentials)
public import FoundationEssentials
#else
public import Foundation
#endif

/// A value that can be part of a path, a query or a form.
///
/// Not every `CustomStringConvertible` can: the description of a `Date`, for example, is not what a platform reads.
public protocol WireValue: Sendable {
    /// The text of the value on the wire, before percent-encoding.
    ///
    /// - Throws: ``UnwritableValue`` when the value has no such text.
    var wireText: String { get throws }
}

/// The error for a value that has no text on the wire, such as a date outside the years 1 to 9999.
public struct UnwritableValue: Error, Sendable, CustomStringConvertible, LocalizedError {
    /// Why the value has no text.
    public let description: String

    /// Creates an error, for a ``WireValue`` type of your own.
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
    /// The time as RFC 3339, in UTC.
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
    /// The id's raw value as text.
    public var wireText: String { rawValue.wireText }
}

extension PhoneNumber: WireValue {
    /// The number in E.164 form.
    public var wireText: String { e164 }
}

extension PhoneAddress: WireValue {
    /// The address as it was reported.
    public var wireText: String { rawValue }
}

extension OpenEnum {
    /// The raw value.
    public var wireText: String { rawValue }
}
