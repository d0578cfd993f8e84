import Burki
import Foundation
import OperationTables
import Testing
import VoiceAgentsTesting

/// 3,000 searches at servers that are late, incomplete, out of order or wrong, of which it is known whether the call was placed.
@Suite(.timeLimit(.minutes(5))) struct CallFindingOracleTests {
    @Test("An answer is never wrong, and often certain", arguments: 0..<6)
    func findIsNeverWrong(seed: UInt64) async throws {
        var random = SeededGenerator(seed: seed)
        var counts: [String: Int] = [:]
        for round in 0..<500 {
            let clock = VirtualClock()
            let server = Server(&random, clock: clock)
            var configuration = ClientConfiguration(retry: .never, clock: clock)
            let jitter = Double.random(in: 0...1, using: &random)
            configuration.jitter = { jitter }
            configuration.now = { Server.time + clock.now.offset / .seconds(1) }
            let burki = BurkiClient(
                apiKey: "k", configuration: configuration,
                transport: MockTransport { request in server.reply(to: request) })
            do {
                let placement = try await burki.calls.find(
                    to: Server.customer, from: Server.number, after: Server.time, excluding: ["CA-earlier"])
                switch placement {
                case .placed(let call):
                    counts["placed", default: 0] += 1
                    #expect(call.sid == "CA-target", "seed \(seed), round \(round)")
                case .notPlaced:
                    counts["notPlaced", default: 0] += 1
                    // A record that appears after the time limit cannot be found.
                    #expect(server.appearance.map { $0 > 60 } ?? true, "seed \(seed), round \(round)")
                case .uncertain: counts["uncertain", default: 0] += 1
                }
            } catch is VoiceAgentsError {
                counts["error", default: 0] += 1
            }
        }
        #expect(counts["placed", default: 0] > 30, "seed \(seed): \(counts)")
        #expect(counts["notPlaced", default: 0] > 30, "seed \(seed): \(counts)")
    }
}

/// A server that is wrong in a few ways, which do not change during a search.
private struct Server: Sendable {
    static let time = Date(timeIntervalSince1970: 1_705_312_800)
    static let customer: PhoneNumber = "+15705550123"
    static let number: PhoneNumber = "+15551234567"

    /// The calls before the one in question, newest first.
    private let others: [JSONValue]
    private let target: JSONValue
    /// The seconds after which the record of the call appears. `nil`: it was not placed.
    let appearance: Double?
    private let clock: VirtualClock
    /// The largest page of the server.
    private let cap: Int
    private let total: Total
    private let isOldestFirst: Bool
    private let growsWhileRead: Bool
    private let failureRate: Double
    private let seed: UInt64

    private enum Total: CaseIterable { case right, absent, null, text, negative, tooLow }

    init(_ random: inout SeededGenerator, clock: VirtualClock) {
        func chance(_ probability: Double) -> Bool { Double.random(in: 0..<1, using: &random) < probability }
        func call(_ sid: String, id: Int, to: JSONValue, from: JSONValue, start: JSONValue) -> JSONValue {
            [
                "id": .integer(Int64(id)), "call_sid": .string(sid), "customer_phone_number": to,
                "to_phone_number": from, "started_at": start,
            ]
        }
        func text(_ seconds: Double) -> JSONValue { .string((Self.time + seconds).formatted(.iso8601)) }

        let isOdd = chance(0.3)
        let forms: [JSONValue] = [
            "+15705550123", "15705550123", "+1 (570) 555-0123", "tel:+15705550123", "0015705550123", nil, "",
            "+1570555****", "sip:15705550123@example.com",
        ]
        let starts: [JSONValue] = [text(1), text(-590), text(-30), text(590), nil, "soon", ""]
        let isUnreadable = chance(0.1)
        target =
            isUnreadable
            ? ["call_sid": "CA-target"]
            : call(
                "CA-target", id: 500, to: isOdd ? forms.randomElement(using: &random) ?? nil : forms[0],
                from: isOdd && chance(0.3) ? nil : "+15551234567",
                start: isOdd ? starts.randomElement(using: &random) ?? nil : text(.random(in: 0...2, using: &random)))
        appearance = chance(0.4) ? nil : chance(0.5) ? 0 : .random(in: 0...90, using: &random)

        var others: [JSONValue] = []
        for id in (0..<Int.random(in: 0...12, using: &random)).reversed() {
            let sid = "CA\(id)"
            let start = -Double((12 - id) * 200 + 700)
            others.append(
                chance(0.5)
                    ? call(sid, id: id, to: "+4915705550123", from: "+15551234567", start: text(1))
                    : call(sid, id: id, to: "+15705550123", from: "+15551234567", start: text(start)))
        }
        if chance(0.3) {
            others.insert(
                call("CA-earlier", id: 400, to: "+15705550123", from: "+15551234567", start: text(-20)), at: 0)
        }
        if chance(0.1) { others.append(["call_sid": "no id"]) }
        self.others = others
        self.clock = clock
        cap = chance(0.5) ? 1000 : .random(in: 1...6, using: &random)
        // A total that equals a page the server has cut looks like the end, so it is right or recognizably wrong.
        total = chance(0.6) ? .right : Total.allCases.randomElement(using: &random) ?? .right
        isOldestFirst = chance(0.2)
        growsWhileRead = chance(0.1)
        failureRate = chance(0.3) ? 0.3 : 0
        seed = .random(in: .min ... .max, using: &random)
    }

    func reply(to request: TransportRequest) -> MockTransport.Reply {
        let now = clock.now.offset / .seconds(1)
        let query = URLComponents(url: request.url, resolvingAgainstBaseURL: false)?.queryItems ?? []
        func number(_ name: String) -> Int { query.first { $0.name == name }?.value.flatMap { Int($0) } ?? 0 }
        let (skip, limit) = (number("skip"), min(number("limit"), cap))
        // A page takes time, so that records appear between the pages of a search.
        var random = SeededGenerator(seed: seed &+ UInt64(now * 1000) &+ UInt64(skip) &* 7919)
        clock.advance(by: .milliseconds(Int.random(in: 0...2_000, using: &random)))
        if Double.random(in: 0..<1, using: &random) < failureRate {
            let failures: [MockTransport.Reply] = [
                .json("{}", status: 500), .connectionLost, .json(#"{"items":[{"id":"#), .json("{}", status: 429),
                .json(#"{"items":[],"error":"database"}"#), .json("<html></html>"), .json(#"{"items":null}"#),
                .json("[]"), .json("{}"),
            ]
            return failures.randomElement(using: &random) ?? .connectionLost
        }
        var calls = others
        if let appearance, appearance <= now { calls.insert(target, at: 0) }
        if growsWhileRead {
            for id in 0..<Int(now / 5) {
                calls.insert(
                    [
                        "id": .integer(Int64(1000 + id)), "call_sid": .string("CA-new\(id)"),
                        "customer_phone_number": "+4915705550123", "to_phone_number": "+15551234567",
                        "started_at": .string((Self.time + now).formatted(.iso8601)),
                    ], at: 0)
            }
        }
        if isOldestFirst { calls.reverse() }
        let page = Array(calls.dropFirst(skip).prefix(limit))
        var reply: [String: JSONValue] = ["items": .array(page)]
        switch total {
        case .right: reply["total"] = .integer(Int64(calls.count))
        case .absent: break
        case .null: reply["total"] = .null
        case .text: reply["total"] = .string("\(calls.count)")
        case .negative: reply["total"] = -1
        case .tooLow: reply["total"] = page.count > 1 ? .integer(Int64(page.count - 1)) : .integer(Int64(calls.count))
        }
        guard let body = try? JSONEncoder().encode(reply) else { return .connectionLost }
        return .json(String(decoding: body, as: UTF8.self))
    }
}
