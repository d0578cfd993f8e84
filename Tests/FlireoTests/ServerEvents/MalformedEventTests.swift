import Flireo
import Foundation
import Testing

@Suite struct MalformedEventTests {
    @Test(arguments: [
        ("", "the body is not JSON"), ("<html>", "the body is not JSON"),
        (#"{"eventType":"tool-calls","#, "the body is not JSON"),
        ("[]", "top level: expected an object"), ("7", "top level: expected an object"),
        ("null", "top level: null where a value is required"),
        ("{}", "eventType: missing"), (#"{"eventType":null}"#, "eventType: null where a value is required"),
        (#"{"eventType":7}"#, "eventType: expected a string"),
        (#"{"eventType":"tool-calls","callId":7}"#, "callId: expected a string"),
        (#"{"eventType":"tool-calls","tasksInitiated":{}}"#, "tasksInitiated: expected a list"),
        (#"{"eventType":"tool-calls","tasksInitiated":[{"taskName":"book"}]}"#, "tasksInitiated[0].taskId: missing"),
        (
            #"{"eventType":"tool-calls","tasksInitiated":[{"taskId":"a","taskName":"b"},{"taskId":"a"}]}"#,
            "tasksInitiated[1].taskName: missing"
        ),
        (#"{"eventType":"status-update","eventTimestamp":"now"}"#, "eventTimestamp: expected a number"),
        (#"{"eventType":"status-update","eventTimestamp":1e300}"#, "eventTimestamp: not valid"),
        (#"{"eventType":"status-update","eventTimestamp":-62135596800001}"#, "eventTimestamp: not valid"),
        (#"{"eventType":"end-of-call-report","callLengthSeconds":1e999}"#, "callLengthSeconds: not valid"),
        (#"{"eventType":"end-of-call-report","recordings":[]}"#, "recordings: expected an object"),
    ])
    func anErrorNamesThePlaceAndNoValue(body: String, words: String) throws {
        let error = #expect(throws: ServerEventError.self) { try ServerEvent(body: Data(body.utf8)) }
        #expect(error?.message == "The event could not be read: \(words).")
        #expect(error?.kind == .malformedEvent && error?.status == 400 && error?.underlying is DecodingError)
        #expect(error?.description == "malformed event: The event could not be read: \(words).")
        #expect(error?.localizedDescription == error?.description)
    }

    @Test func anEventThatIsNestedTooDeepIsAnError() throws {
        let deep = String(repeating: "[", count: 5_000) + String(repeating: "]", count: 5_000)
        for type in ["tool-calls", "new-event"] {
            let error = #expect(throws: ServerEventError.self) {
                try ServerEvent(body: Data(#"{"eventType":"\#(type)","a":\#(deep)}"#.utf8))
            }
            #expect(error?.kind == .malformedEvent)
        }
    }

    @Test func onlyAMalformedEventIsTheFaultOfWhoSentIt() {
        let kinds: [ServerEventError.Kind] = [
            .malformedEvent, .malformedArguments, .unanswered, .handlerFailed, .tooSlow,
        ]
        #expect(kinds.map { ServerEventError($0, message: "").status } == [400, 500, 500, 500, 500])
        #expect(
            "\(ServerEventError(.tooSlow, message: "book took too long.", tool: "book", callID: "c1"))"
                == "too slow (call c1): book took too long.")
    }
}
