/// A span of time that a platform writes as a number of some unit: a `Duration` in the model, a number in the JSON.
///
/// ```swift
/// struct Report: Codable {
///     @Seconds var callLength: Duration?          // 132.5 is .milliseconds(132_500)
///     @WholeMinutes var limit: Duration?          // .seconds(600) is 10
/// }
/// ```
///
/// An absent key and `null` are `nil`, and `nil` is not written. A number is read with its fraction, to the nanosecond. A
/// whole number is written as an integer. A fraction is written only in a unit that allows it; in any other unit a span
/// that is not whole is an `EncodingError`, since rounding would send something else than was asked for.
///
/// The names for the attributes are ``Seconds``, ``WholeSeconds`` and ``WholeMinutes``. A ``WireDurationUnit`` of your own
/// makes another.
@propertyWrapper
public struct WireDuration<Unit: WireDurationUnit>: Hashable, Sendable {
    /// The span of time.
    public var wrappedValue: Duration?

    /// Wraps a span of time.
    public init(wrappedValue: Duration?) { self.wrappedValue = wrappedValue }

    /// Wraps a span of time for a query: `["min_duration": minDuration.map(WholeSeconds.init)]`.
    public init(_ duration: Duration) { wrappedValue = duration }
}

/// A span of time that is written in seconds, with a fraction where there is one.
public typealias Seconds = WireDuration<SecondsUnit>

/// A span of time that is written in whole seconds.
public typealias WholeSeconds = WireDuration<WholeSecondsUnit>

/// A span of time that is written in whole minutes.
public typealias WholeMinutes = WireDuration<WholeMinutesUnit>

/// A unit in which a platform writes spans of time.
public protocol WireDurationUnit: Sendable {
    /// How long the unit is: whole nanoseconds, and no more than some days.
    static var length: Duration { get }
    /// The name of several, for errors: `seconds`.
    static var name: String { get }
    /// Whether a number with a fraction may be written.
    static var allowsFractions: Bool { get }
}

/// Seconds with a fraction.
public enum SecondsUnit: WireDurationUnit {
    /// One second.
    public static var length: Duration { .seconds(1) }
    /// `seconds`
    public static var name: String { "seconds" }
    /// Yes.
    public static var allowsFractions: Bool { true }
}

/// Seconds without a fraction.
public enum WholeSecondsUnit: WireDurationUnit {
    /// One second.
    public static var length: Duration { .seconds(1) }
    /// `seconds`
    public static var name: String { "seconds" }
    /// No.
    public static var allowsFractions: Bool { false }
}

/// Minutes without a fraction.
public enum WholeMinutesUnit: WireDurationUnit {
    /// One minute.
    public static var length: Duration { .seconds(60) }
    /// `minutes`
    public static var name: String { "minutes" }
    /// No.
    public static var allowsFractions: Bool { false }
}

extension WireDuration: CustomStringConvertible {
    /// The span of time, or `nil`.
    public var description: String { wrappedValue.map(\.description) ?? "nil" }
}

extension WireDuration: WireValue {
    /// The number as it stands in JSON.
    ///
    /// - Throws: ``UnwritableValue`` when the span is not whole and the unit has no fractions, and when there is none.
    public var wireText: String {
        get throws {
            guard let wrappedValue else { throw UnwritableValue("there is no span of time") }
            switch try Unit.wireNumber(of: wrappedValue) {
            case .whole(let number): return "\(number)"
            case .fraction(let number): return try number.wireText
            }
        }
    }
}

// MARK: - Coding

extension WireDuration: Codable {
    /// Reads a number, or `null`.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if container.decodeNil() {
            wrappedValue = nil
            return
        }
        let number = try container.decode(Double.self)
        guard let duration = Unit.duration(of: number, integer: { try container.decode(Int64.self) }) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: Unit.outOfRange(number))
        }
        wrappedValue = duration
    }

    /// Writes a number, or `null`.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        guard let wrappedValue else { return try container.encodeNil() }
        do {
            switch try Unit.wireNumber(of: wrappedValue) {
            case .whole(let number): try container.encode(number)
            case .fraction(let number): try container.encode(number)
            }
        } catch let error as UnwritableValue {
            throw EncodingError.invalidValue(
                wrappedValue, .init(codingPath: encoder.codingPath, debugDescription: "\(error.description)."))
        }
    }
}

// The synthesised coding of a model picks these, because they are more specific than those of the standard library, which
// would demand the key.

extension KeyedDecodingContainer {
    /// Reads a span of time that may be null or absent.
    public func decode<Unit>(_ type: WireDuration<Unit>.Type, forKey key: Key) throws -> WireDuration<Unit> {
        // The bare number takes a fraction of the time of a decoder.
        guard let number = try decodeIfPresent(Double.self, forKey: key) else { return WireDuration(wrappedValue: nil) }
        guard let duration = Unit.duration(of: number, integer: { try decode(Int64.self, forKey: key) }) else {
            throw DecodingError.dataCorruptedError(
                forKey: key, in: self, debugDescription: Unit.outOfRange(number))
        }
        return WireDuration(wrappedValue: duration)
    }
}

extension KeyedEncodingContainer {
    /// Writes a span of time, or nothing.
    public mutating func encode<Unit>(_ duration: WireDuration<Unit>, forKey key: Key) throws {
        try encodeIfPresent(duration.wrappedValue.map { WireDuration<Unit>(wrappedValue: $0) }, forKey: key)
    }
}

private enum WireNumber {
    case whole(Int64)
    case fraction(Double)
}

extension WireDurationUnit {
    /// The number that is sent.
    fileprivate static func wireNumber(of duration: Duration) throws -> WireNumber {
        if let whole = wholeNumber(of: duration) { return .whole(whole) }
        if allowsFractions, let number = number(of: duration) { return .fraction(number) }
        let expected = allowsFractions ? "within the range of numbers" : "a whole number of \(name)"
        throw UnwritableValue("\(duration) is not \(expected)")
    }

    private static var nanoseconds: Double { (length / .nanoseconds(1)).rounded() }

    /// Whether a number of units is within ±2^63 seconds, which is what the components of a `Duration` hold.
    private static func isInRange(_ number: Double) -> Bool {
        let seconds = number * (length / .seconds(1))
        return seconds > -0x1p63 && seconds < 0x1p63
    }

    fileprivate static func outOfRange(_ number: Double) -> String {
        "expected a number of \(name) in range, found \(number)"
    }

    /// The span of a number of units, or `nil` when it is out of range. From 2^53 on, where a `Double` does not hold every
    /// integer, the number is read anew as an `integer`.
    fileprivate static func duration(of number: Double, integer: () throws -> Int64) -> Duration? {
        guard isInRange(number) else { return nil }
        if number.magnitude >= 0x1p53, let integer = try? integer() { return length * integer }
        let whole = number.rounded(.towardZero)
        guard let units = Int64(exactly: whole) else { return nil }
        // The nearest `Double` to a decimal is off by less than its last bit. Rounding to the first power of ten that is
        // no finer restores the decimal.
        var step = 1.0
        while step < number.ulp * nanoseconds { step *= 10 }
        let rest = ((number - whole) * nanoseconds / step).rounded() * step
        return length * units + .nanoseconds(Int64(rest))
    }

    /// The number of units, or `nil` when it is not whole.
    private static func wholeNumber(of duration: Duration) -> Int64? {
        let quotient = duration / length
        guard isInRange(quotient), let estimate = Int64(exactly: quotient.rounded()) else { return nil }
        // A quotient beyond 2^53 is not exact.
        let rest = duration - length * estimate
        let number = estimate + Int64((rest / length).rounded())
        return length * number == duration ? number : nil
    }

    /// The number of units with its fraction, to the nanosecond.
    private static func number(of duration: Duration) -> Double? {
        guard isInRange(duration / length) else { return nil }
        let (seconds, attoseconds) = duration.components
        // Beyond some 285 years the nanoseconds do not fit, and a `Double` does not hold them anyway.
        guard seconds.magnitude < 9_000_000_000 else { return duration / length }
        let fraction = (attoseconds + attoseconds.signum() * 500_000_000) / 1_000_000_000
        // One division of two exact numbers gives the nearest `Double`, and so no more digits than there are.
        return Double(seconds * 1_000_000_000 + fraction) / nanoseconds
    }
}
