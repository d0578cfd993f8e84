#if canImport(FoundationEssentials)
package import FoundationEssentials
#else
package import Foundation
#endif

extension TransportResponse {
    /// The wait that the platform asks for: `Retry-After` in seconds or as an HTTP date, otherwise `X-RateLimit-Reset` of a 429.
    /// Never negative.
    package func retryAfter(now: Date) -> Duration? {
        if let text = headers["retry-after"] {
            return Self.seconds(text).map { .seconds($0) }
                ?? HTTPDate.date(from: text).map { .seconds(max(0, $0.timeIntervalSince(serverTime(or: now)))) }
        }
        return status == 429 ? rateLimitReset(now: now) : nil
    }

    /// The time in which the platform accepts no further requests: the wait that a 429 asks for, or for any other reply the time
    /// until `X-RateLimit-Reset` when `X-RateLimit-Remaining` is 0. Never negative.
    package func rateLimitPause(now: Date) -> Duration? {
        if status == 429 { return retryAfter(now: now) }
        return headers["x-ratelimit-remaining"].flatMap(Self.seconds) == 0 ? rateLimitReset(now: now) : nil
    }

    private func rateLimitReset(now: Date) -> Duration? {
        // Burki documents the header and not its unit. A number of seconds, a Unix time and one in milliseconds cannot be confused.
        headers["x-ratelimit-reset"].flatMap { Double($0) }.flatMap { reset -> Duration? in
            guard reset >= 0, reset < 1e14 else { return nil }
            let seconds = reset >= 1e11 ? reset / 1000 : reset
            return .seconds(seconds < 1e9 ? seconds : max(0, seconds - serverTime(or: now).timeIntervalSince1970))
        }
    }

    /// The current time by the server's clock, which a date in the reply refers to; the local time when the server does not send it.
    private func serverTime(or now: Date) -> Date { headers["date"].flatMap(HTTPDate.date) ?? now }

    private static func seconds(_ text: String) -> Double? {
        // The bound keeps huge numbers from overflowing the arithmetic.
        Double(text).flatMap { $0.isFinite && $0 >= 0 ? min($0, 1e11) : nil }
    }
}

/// The preferred date form of HTTP, RFC 9110 section 5.6.7: `Sun, 06 Nov 1994 08:49:37 GMT`.
package enum HTTPDate {
    private static let months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]

    /// Reads the preferred form.
    package static func date(from text: String) -> Date? {
        let parts = text.split(separator: " ")
        guard parts.count == 6, parts[5] == "GMT", parts[1].count == 2, parts[3].count == 4,
            let month = months.firstIndex(of: parts[2].lowercased())
        else { return nil }
        let number = month < 9 ? "0\(month + 1)" : "\(month + 1)"
        return Timestamp.date(from: "\(parts[3])-\(number)-\(parts[1])T\(parts[4])Z")
    }
}
