import Foundation
import Testing
import VoiceAgentsCore

private func response(_ status: Int, retryAfter: Duration? = nil) -> RetryPolicy.Outcome {
    .response(status: status, retryAfter: retryAfter)
}

private let notSent = RetryPolicy.Outcome.failure(TransportError(.cannotConnect, mayHaveReachedServer: false))
private let lost = RetryPolicy.Outcome.failure(TransportError(.connectionLost, mayHaveReachedServer: true))
private let late = RetryPolicy.Outcome.failure(TransportError(.timedOut, mayHaveReachedServer: true))
private let tooLateToSend = RetryPolicy.Outcome.failure(TransportError(.timedOut, mayHaveReachedServer: false))
private let untrusted = RetryPolicy.Outcome.failure(TransportError(.insecureConnection, mayHaveReachedServer: false))
private let declined = RetryPolicy.Outcome.failure(TransportError(.declined, mayHaveReachedServer: false))

@Suite struct RetryPolicyTests {
    /// What is retried for a safe, an idempotent and an unrepeatable operation.
    @Test(arguments: [
        (notSent, [true, true, true]), (response(429), [true, true, true]), (response(500), [true, true, false]),
        (response(502), [true, true, false]), (response(503), [true, true, false]),
        (response(504), [true, true, false]),
        (response(503, retryAfter: .seconds(1)), [true, true, false]), (lost, [true, true, false]),
        (late, [true, true, false]), (tooLateToSend, [true, true, true]), (untrusted, [false, false, false]),
        (declined, [false, false, false]),
        (response(301), [false, false, false]), (response(400), [false, false, false]),
        (response(401), [false, false, false]), (response(402), [false, false, false]),
        (response(404), [false, false, false]), (response(408), [false, false, false]),
        (response(409), [false, false, false]), (response(501), [false, false, false]),
    ])
    func policyRetriesByOutcomeAndSafety(outcome: RetryPolicy.Outcome, expected: [Bool]) {
        let repeated = [RequestSafety.safe, .idempotent, .unrepeatable].map { safety in
            RetryPolicy.standard.delay(after: outcome, safety: safety, retriesDone: 0, jitter: 1) != nil
        }
        #expect(repeated == expected)
    }

    @Test func maximumRetriesCountsRetries() {
        let policy = RetryPolicy(maximumRetries: 2)
        let isRepeated = (0...3).map {
            policy.delay(after: response(500), safety: .safe, retriesDone: $0, jitter: 1) != nil
        }
        #expect(isRepeated == [true, true, false, false])
        #expect(RetryPolicy.never.delay(after: notSent, safety: .safe, retriesDone: 0, jitter: 1) == nil)
    }

    @Test func delayDoublesUpToItsLimit() {
        let policy = RetryPolicy(maximumRetries: 100, baseDelay: .seconds(1), maximumDelay: .seconds(20))
        let waits = [0, 1, 2, 4, 5, 60].map {
            policy.delay(after: lost, safety: .safe, retriesDone: $0, jitter: 1)
        }
        #expect(waits == [.seconds(1), .seconds(2), .seconds(4), .seconds(16), .seconds(20), .seconds(20)])
        #expect(policy.delay(after: lost, safety: .safe, retriesDone: 1, jitter: 0.25) == .milliseconds(500))
        #expect(policy.delay(after: lost, safety: .safe, retriesDone: 1, jitter: 0) == .zero)
    }

    @Test func delayNeverOverflows() throws {
        let day = Duration.seconds(Int64.max / 2)
        for policy in [
            RetryPolicy(maximumRetries: .max, baseDelay: day, maximumDelay: day),
            RetryPolicy(maximumRetries: .max, baseDelay: day, maximumDelay: .zero),
            RetryPolicy(maximumRetries: .max, baseDelay: .seconds(-1), maximumDelay: day),
        ] {
            let wait = try #require(policy.delay(after: lost, safety: .safe, retriesDone: 100, jitter: 1))
            #expect(wait >= .zero)
            #expect(wait <= policy.maximumDelay)
        }
    }

    @Test func delayAddsJitterToRetryAfter() {
        let policy = RetryPolicy(baseDelay: .seconds(1), maximumDelay: .seconds(20))
        func wait(_ retryAfter: Duration, jitter: Double = 1) -> Duration? {
            policy.delay(
                after: response(429, retryAfter: retryAfter), safety: .unrepeatable, retriesDone: 0, jitter: jitter)
        }
        #expect(wait(.seconds(7), jitter: 0) == .seconds(7))
        #expect(wait(.seconds(7)) == .seconds(8))
        #expect(wait(.zero) == .seconds(1))
        #expect(wait(.seconds(19.5)) == .seconds(20))
        #expect(wait(.seconds(20)) == .seconds(20))
        #expect(wait(.seconds(21)) == nil)
    }
}

@Suite struct RetryAfterTests {
    private let now = Date(timeIntervalSince1970: 784_111_777)  // Sun, 06 Nov 1994 08:49:37 GMT

    @Test(
        arguments: [
            (["Retry-After": "5"], .seconds(5)), (["Retry-After": "0"], .zero),
            (["Retry-After": "1.5"], .milliseconds(1500)),
            (["Retry-After": "Sun, 06 Nov 1994 08:49:47 GMT"], .seconds(10)),
            (["Retry-After": "Sun, 06 Nov 1994 08:00:00 GMT"], .zero), (["Retry-After": "soon"], nil),
            (["Retry-After": "-5"], nil), (["Retry-After": "inf"], nil), (["Retry-After": "nan"], nil),
            (["Retry-After": ""], nil), ([:], nil), (["X-RateLimit-Reset": "30"], .seconds(30)),
            (["X-RateLimit-Reset": "1e300"], nil), (["X-RateLimit-Reset": "-5"], nil),
            (["X-RateLimit-Reset": "30", "Retry-After": "2"], .seconds(2)),
        ] as [([String: String], Duration?)])
    func retryAfterReadsSecondsAndDates(fields: [String: String], expected: Duration?) {
        let headers = fields.reduce(into: HeaderFields()) { $0[$1.key] = $1.value }
        #expect(TransportResponse(status: 429, headers: headers).retryAfter(now: now) == expected)
    }

    @Test func rateLimitResetReadsATimeOfDay() {
        let now = Date(timeIntervalSince1970: 1_737_280_800)
        let response = TransportResponse(status: 429, headers: ["X-RateLimit-Reset": "1737280860"])
        #expect(response.retryAfter(now: now) == .seconds(60))
        #expect(TransportResponse(status: 503, headers: response.headers).retryAfter(now: now) == nil)
    }

    @Test(arguments: [
        ["Retry-After": "Fri, 15 Jan 2027 08:00:10 GMT"], ["X-RateLimit-Reset": "1800000010"],
    ])
    func datesAreComparedWithTheServersClock(fields: [String: String]) {
        var response = TransportResponse(status: 429, headers: ["Date": "Fri, 15 Jan 2027 08:00:00 GMT"])
        for (name, value) in fields { response.headers[name] = value }
        // The local clock is years behind.
        #expect(response.retryAfter(now: now) == .seconds(10))
    }

    @Test func hugeValuesDoNotTrap() {
        for text in [
            "1e308", "99999999999999999999999", "Sun, 99 Foo 1994 08:49:37 GMT", "Fri, 31 Dec 9999 23:59:59 GMT",
        ] {
            let wait = TransportResponse(status: 503, headers: ["Retry-After": text]).retryAfter(now: now)
            #expect(wait.map { $0 > .seconds(1000) } ?? true)
        }
    }
}
