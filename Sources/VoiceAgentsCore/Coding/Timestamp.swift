#if canImport(FoundationEssentials)
package import FoundationEssentials
#else
package import Foundation
#endif

/// Reads and writes RFC 3339 timestamps without formatter objects: every element of every list has two of them.
package enum Timestamp {
    /// Reads `2025-01-19T10:00:00Z`, with or without a fraction, with `Z`, an offset, or no zone at all.
    ///
    /// A time without a zone is UTC: Burki's server prints naive UTC. A blank may stand in place of the `T`.
    package static func date(from text: String) -> Date? {
        var text = text
        return text.withUTF8 { bytes in
            var reader = Reader(bytes: bytes)
            return reader.timestamp()
        }
    }

    /// Writes UTC, with a fraction of 3 or 6 digits only where there is one.
    ///
    /// - Returns: `nil` for a date outside the years 1 to 9999.
    package static func text(from date: Date) -> String? {
        let microseconds = (date.timeIntervalSince1970 * 1_000_000).rounded()
        guard microseconds >= -62_135_596_800e6, microseconds < 253_402_300_800e6 else { return nil }
        let (seconds, fraction) = Self.floorDivide(Int64(microseconds), by: 1_000_000)
        let (days, secondOfDay) = Self.floorDivide(seconds, by: 86_400)
        let (year, month, day) = civil(fromDays: days)
        var text = padded(year, 4) + "-" + padded(month, 2) + "-" + padded(day, 2) + "T"
        text +=
            padded(secondOfDay / 3600, 2) + ":" + padded(secondOfDay / 60 % 60, 2) + ":" + padded(secondOfDay % 60, 2)
        if fraction != 0 {
            text += "." + (fraction % 1000 == 0 ? padded(fraction / 1000, 3) : padded(fraction, 6))
        }
        return text + "Z"
    }

    private static func padded(_ number: Int64, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }

    private static func floorDivide(_ number: Int64, by divisor: Int64) -> (quotient: Int64, remainder: Int64) {
        let (quotient, remainder) = number.quotientAndRemainder(dividingBy: divisor)
        return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
    }

    /// Days since 1970-01-01 in the proleptic Gregorian calendar. Years are counted from March, so that the leap day
    /// is the last of its year.
    fileprivate static func days(year: Int64, month: Int64, day: Int64) -> Int64 {
        let marchYear = month > 2 ? year : year - 1
        let (era, yearOfEra) = floorDivide(marchYear, by: 400)
        let dayOfYear = (153 * ((month + 9) % 12) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }

    private static func civil(fromDays days: Int64) -> (year: Int64, month: Int64, day: Int64) {
        let (era, dayOfEra) = floorDivide(days + 719_468, by: 146_097)
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        return (era * 400 + yearOfEra + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
    }
}

extension Timestamp {
    fileprivate struct Reader {
        let bytes: UnsafeBufferPointer<UInt8>
        var position = 0

        mutating func timestamp() -> Date? {
            guard let year = digits(4), take("-"), let month = digits(2), take("-"), let day = digits(2),
                take("T") || take("t") || take(" "),
                let hour = digits(2), take(":"), let minute = digits(2), take(":"), let second = digits(2),
                (1...12).contains(month), (1...Self.length(ofMonth: month, year: year)).contains(day),
                hour < 24, minute < 60, second <= 60,
                let fraction = fraction(), let offset = offset(), position == bytes.count
            else { return nil }
            let days = Timestamp.days(year: year, month: month, day: day)
            let seconds = days * 86_400 + hour * 3600 + minute * 60 + second - offset
            return Date(timeIntervalSince1970: Double(seconds) + fraction)
        }

        /// The fraction of a second, 0 when there is none.
        private mutating func fraction() -> Double? {
            guard take(".") || take(",") else { return 0 }
            var value = 0.0
            var scale = 1.0
            let start = position
            while let digit = digits(1) {
                // Nine digits are more than a `Date` can hold; the rest is read and dropped.
                if position - start <= 9 { (value, scale) = (value * 10 + Double(digit), scale * 10) }
            }
            return position > start ? value / scale : nil
        }

        /// Seconds east of UTC, 0 when no zone is given.
        private mutating func offset() -> Int64? {
            if position == bytes.count || take("Z") || take("z") { return 0 }
            let isNegative = take("-")
            guard isNegative || take("+"), let hours = digits(2), hours < 24 else { return nil }
            var minutes: Int64 = 0
            if position < bytes.count {
                _ = take(":")
                guard let value = digits(2), value < 60 else { return nil }
                minutes = value
            }
            let seconds = hours * 3600 + minutes * 60
            return isNegative ? -seconds : seconds
        }

        private mutating func digits(_ count: Int) -> Int64? {
            guard position + count <= bytes.count else { return nil }
            var value: Int64 = 0
            for index in position..<position + count {
                guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[index]) else { return nil }
                value = value * 10 + Int64(bytes[index] - UInt8(ascii: "0"))
            }
            position += count
            return value
        }

        private mutating func take(_ character: Unicode.Scalar) -> Bool {
            guard position < bytes.count, bytes[position] == UInt8(ascii: character) else { return false }
            position += 1
            return true
        }

        private static func length(ofMonth month: Int64, year: Int64) -> Int64 {
            switch month {
            case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
            case 4, 6, 9, 11: 30
            default: 31
            }
        }
    }
}
