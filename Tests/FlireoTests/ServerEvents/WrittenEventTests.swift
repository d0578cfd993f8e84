import Flireo
import Foundation
import Testing
import VoiceAgentsTesting

@Suite struct WrittenEventTests {
    @Test(arguments: try Fixtures.exchanges(of: "flireo-events").map { String($0.path.dropLast(5)) })
    func eventRoundTrips(name: String) throws {
        let read = try event(name)
        var body = try #require(eventBody(name).object)
        // Another spelling is written as the event's own page has it.
        let spellings = ["toolCalls-odd": ["callSession": "callId", "eventTimestamp": "eventTime"]]
        for (other, own) in spellings[name] ?? ["eventTime": "eventTimestamp"] where name.hasSuffix("-odd") {
            if name.hasPrefix("assistantRequest") { continue }
            if let value = body.removeValue(forKey: other) { body[own] = value }
        }
        if name == "toolCalls-none" { body["tasksInitiated"] = [] }
        if name == "statusUpdate-plural" { body["eventType"] = "status-update" }
        let written = try json(read)
        #expect(written.withoutNulls == JSONValue.object(body).withoutNulls)
        #expect(try ServerEvent(body: JSONEncoder().encode(written)) == read)
    }

    @Test(arguments: [
        "assistantRequest", "toolCalls", "toolCalls-two-tasks", "toolCalls-without-payload", "endOfCallReport",
        "statusUpdate", "statusUpdate-ended", "statusUpdate-debugging", "unknown",
    ])
    func documentedEventRoundTripsWithNulls(name: String) throws {
        #expect(try json(event(name)) == eventBody(name))
    }

    @Test func eventsUseTheirOwnSpellingOfCallAndTime() throws {
        let time = Date(timeIntervalSince1970: 1_756_278_882.619)
        let events: [(ServerEvent, JSONValue)] = [
            (
                .assistantRequest(.init(callID: "c", time: time)),
                ["eventType": "assistant-request", "callId": "c", "eventTime": 1_756_278_882_619]
            ),
            (
                .toolCalls(.init(callID: "c", time: time, tasks: [])),
                [
                    "eventType": "tool-calls", "callId": "c", "eventTime": 1_756_278_882_619, "tasksInitiated": [],
                    "userMetadata": nil,
                ]
            ),
            (
                .endOfCallReport(.init(callID: "c", time: time)),
                ["eventType": "end-of-call-report", "callId": "c", "eventTimestamp": 1_756_278_882_619]
            ),
            (
                .statusUpdate(.init(callID: "c", time: time, status: nil)),
                ["eventType": "status-update", "callSession": "c", "eventTimestamp": 1_756_278_882_619]
            ),
        ]
        for (event, expected) in events { #expect(try json(event) == expected) }
    }

    @Test func timesRoundTripToTheMillisecond() throws {
        // A prime step, so that every digit takes every value.
        var times = Array(stride(from: Int64(-62_135_596_800_000), to: 253_402_300_800_000, by: 157_768_949_891))
        times += [0, 1, -1, 1_756_278_882_619, -62_135_596_800_000, 253_402_300_799_999]
        for milliseconds in times {
            let body = Data(#"{"eventType":"status-update","eventTimestamp":\#(milliseconds)}"#.utf8)
            let text = String(decoding: try JSONEncoder().encode(ServerEvent(body: body)), as: UTF8.self)
            #expect(text.contains(#""eventTimestamp":\#(milliseconds)"#), "\(milliseconds)")
            #expect(!text.contains("."), "\(milliseconds)")
        }
    }

    @Test func unwritableTimeIsEncodingError() {
        for time in [
            Date(timeIntervalSince1970: .infinity), Date(timeIntervalSince1970: .nan),
            .init(timeIntervalSince1970: 1e15),
        ] {
            let error = #expect(throws: EncodingError.self) {
                try JSONEncoder().encode(ServerEvent.statusUpdate(.init(time: time, status: .ended)))
            }
            #expect(error.map { "\($0)" }?.contains("The year is outside 1 to 9999.") == true)
        }
    }
}

extension JSONValue {
    /// The value without the members that are null: an event does not tell null and absent apart.
    fileprivate var withoutNulls: JSONValue {
        switch self {
        case .array(let values): .array(values.map(\.withoutNulls))
        case .object(let members): .object(members.filter { !$0.value.isNull }.mapValues(\.withoutNulls))
        default: self
        }
    }
}
