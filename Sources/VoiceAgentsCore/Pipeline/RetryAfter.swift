#if canImport(FoundationEssentials)
package import FoundationEssentials
#else
package import Foundation
#endif

extension TransportResponse {
    /// How long the platform asks to wait: `Retry-After` in seconds or as an HTTP date, else `X-RateLimit-Reset` when
    /// nothing remains of the limit. Never negative.
    package func retryAfter(now: Date) -> Duration? {
        if let text = headers["retry-after"] {
            return Self.seconds(text).map { .seconds($0) }
                ?? HTTPDate.date(from: text).map { .seconds(max(0, $0.timeIntervalSince(serverTime(or: now)))) }
        }
        return status == 429 ? rateLimitReset(now: now) : nil
    }

    /// How long the platform admits nothing more: what a 429 asks for, and on every other reply the time until
    /// `X-RateLimit-Reset` when `X-RateLimit-Remaining` is 0. Never negative.
    package func pause(now: Date) -> Duration? {
        if status == 429 { return retryAfter(now: now) }
        return headers["x-ratelimit-remaining"].flatMap(Self.seconds) == 0 ? rateLimitReset(now: now) : nil
    }

    private func rateLimitReset(now: Date) -> Duration? {
        // Burki's pages name the header and not its unit. A Unix time and a span of seconds cannot be confused.
        headers["x-ratelimit-reset"].flatMap(Self.seconds).map { reset in
            .seconds(reset < 1_000_000_000 ? reset : max(0, reset - serverTime(or: now).timeIntervalSince1970))
        }
    }

    /// The time by the clock that a date in the reply was made with: the server's own, when it says it.
    private func serverTime(or now: Date) -> Date { headers["date"].flatMap(HTTPDate.date) ?? now }

    private static func seconds(_ text: String) -> Double? {
        // No caller waits a year; the bound keeps absurd numbers out of the arithmetic.
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
