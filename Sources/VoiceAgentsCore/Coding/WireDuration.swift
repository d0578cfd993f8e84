/// A `Duration` that a platform writes as a number of a unit.
///
/// ```swift
/// struct Report: Codable {
///     @Seconds var callLength: Duration?          // 132.5 is .milliseconds(132_500)
///     @WholeMinutes var limit: Duration?          // .seconds(600) is 10
/// }
/// ```
///
/// An absent key and `null` are read as `nil`, and `nil` is not written. A number is read with its fraction, to the nanosecond. A
/// whole number is written as an integer. A fraction is written only for a unit that allows it; for other units, a duration that is
/// not a whole number is an `EncodingError`, since rounding would send another value.
///
/// The attributes are ``Seconds``, ``Milliseconds``, ``WholeSeconds`` and ``WholeMinutes``. For another unit, implement
/// ``WireDurationUnit``.
@propertyWrapper
public struct WireDuration<Unit: WireDurationUnit>: Hashable, Sendable {
    /// The duration.
    public var wrappedValue: Duration?

    /// Creates a property from a duration.
    public init(wrappedValue: Duration?) { self.wrappedValue = wrappedValue }

    /// Creates a value for a query: `["min_duration": minDuration.map(WholeSeconds.init)]`.
    public init(_ duration: Duration) { wrappedValue = duration }
}

/// A duration that is written in seconds, with a fraction if it has one.
public typealias Seconds = WireDuration<SecondsUnit>

/// A duration that is written in whole seconds.
public typealias WholeSeconds = WireDuration<WholeSecondsUnit>

/// A duration that is written in whole minutes.
public typealias WholeMinutes = WireDuration<WholeMinutesUnit>

/// A duration that is written in milliseconds, with a fraction if it has one.
public typealias Milliseconds = WireDuration<MillisecondsUnit>

/// A unit in which a platform writes durations.
public protocol WireDurationUnit: Sendable {
    /// The length of one unit: whole nanoseconds, at most a few days.
    static var length: Duration { get }
    /// The plural name for error messages, for example `seconds`.
    static var name: String { get }
    /// Whether a number with a fraction may be written.
    static var allowsFractions: Bool { get }
}

/// Seconds with a fraction.
public enum SecondsUnit: WireDurationUnit {
    /// One second.
    public static var length: Duration { .seconds(1) }
    /// `seconds`.
    public static var name: String { "seconds" }
    /// `true`.
    public static var allowsFractions: Bool { true }
}

/// Seconds without a fraction.
public enum WholeSecondsUnit: WireDurationUnit {
    /// One second.
    public static var length: Duration { .seconds(1) }
    /// `seconds`.
    public static var name: String { "seconds" }
    /// `false`.
    public static var allowsFractions: Bool { false }
}

/// Milliseconds with a fraction.
public enum MillisecondsUnit: WireDurationUnit {
    /// One millisecond.
    public static var length: Duration { .milliseconds(1) }
    /// `milliseconds`.
    public static var name: String { "milliseconds" }
    /// `true`.
    public static var allowsFractions: Bool { true }
}

/// Minutes without a fraction.
public enum WholeMinutesUnit: WireDurationUnit {
    /// One minute.
    public static var length: Duration { .seconds(60) }
    /// `minutes`.
    public static var name: String { "minutes" }
    /// `false`.
    public static var allowsFractions: Bool { false }
}

extension WireDuration: CustomStringConvertible {
    /// The duration, or `nil`.
    public var description: String { wrappedValue.map(\.description) ?? "nil" }
}

extension WireDuration: WireValue {
    /// The number, as in JSON.
    ///
    /// - Throws: ``UnwritableValue`` when the duration is `nil`, or is not a whole number and the unit does not allow fractions.
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
            throw DecodingError.unexpected(at: decoder.codingPath, Unit.outOfRange)
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

// The synthesised coding of a model uses these overloads, because they are more specific than those of the standard library,
// which require the key.

extension KeyedDecodingContainer {
    /// Reads a duration that may be null or absent.
    public func decode<Unit>(_ type: WireDuration<Unit>.Type, forKey key: Key) throws -> WireDuration<Unit> {
        // Reading the bare number takes a fraction of the time of a decoder.
        guard let number = try decodeIfPresent(Double.self, forKey: key) else { return WireDuration(wrappedValue: nil) }
        guard let duration = Unit.duration(of: number, integer: { try decode(Int64.self, forKey: key) }) else {
            let error = DecodingError.unexpected(at: codingPath + [key], Unit.outOfRange)
            return WireDuration(wrappedValue: try absent(key, after: error))
        }
        return WireDuration(wrappedValue: duration)
    }
}

extension KeyedEncodingContainer {
    /// Writes a duration, unless it is `nil`.
    public mutating func encode<Unit>(_ duration: WireDuration<Unit>, forKey key: Key) throws {
        try encodeIfPresent(duration.wrappedValue.map { WireDuration<Unit>(wrappedValue: $0) }, forKey: key)
    }
}

private enum WireNumber {
    case whole(Int64)
    case fraction(Double)
}

extension WireDurationUnit {
    /// The number that is written.
    fileprivate static func wireNumber(of duration: Duration) throws -> WireNumber {
        if let whole = wholeNumber(of: duration) { return .whole(whole) }
        if allowsFractions, let number = number(of: duration) { return .fraction(number) }
        let expected = allowsFractions ? "within the range of numbers" : "a whole number of \(name)"
        throw UnwritableValue("\(duration) is not \(expected)")
    }

    private static var nanoseconds: Double { (length / .nanoseconds(1)).rounded() }

    /// Whether a number of units is within ±2^63 seconds, the range of the components of a `Duration`.
    private static func isInRange(_ number: Double) -> Bool {
        let seconds = number * (length / .seconds(1))
        return seconds > -0x1p63 && seconds < 0x1p63
    }

    fileprivate static var outOfRange: String { "expected a number of \(name) in range" }

    /// The duration of a number of units, or `nil` when it is out of range. From 2^53 on, where a `Double` cannot hold every
    /// integer, the number is read again with `integer`.
    fileprivate static func duration(of number: Double, integer: () throws -> Int64) -> Duration? {
        // Most spans are a small whole number. The division of durations below takes much longer.
        if number.magnitude < 0x1p31, let units = Int32(exactly: number) { return length * Int(units) }
        guard isInRange(number) else { return nil }
        if number.magnitude >= 0x1p53, let integer = try? integer() { return length * integer }
        let whole = number.rounded(.towardZero)
        guard let units = Int64(exactly: whole) else { return nil }
        // The `Double` nearest to a decimal differs by less than its last bit. Rounding to the first power of ten that is
        // not finer restores the decimal.
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
        // Beyond about 285 years the nanoseconds do not fit into `Int64`, and a `Double` cannot hold them anyway.
        guard seconds.magnitude < 9_000_000_000 else { return duration / length }
        let fraction = (attoseconds + attoseconds.signum() * 500_000_000) / 1_000_000_000
        // One division of two exact numbers gives the nearest `Double`, which has no superfluous digits.
        return Double(seconds * 1_000_000_000 + fraction) / nanoseconds
    }
}
