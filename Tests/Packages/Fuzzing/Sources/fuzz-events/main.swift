import Flireo
import Foundation
import FuzzDriver

// Answers each input as an event of Flireo.

struct Failure: Error {}

var handler = ServerEventHandler { failure in
    let description = "\(failure)"
    if description.utf8.contains(where: { $0 < 0x20 }) {
        fail("A description has a control character.", on: Data(description.utf8))
    }
}
handler.onAssistantRequest { request in
    AssistantConfiguration(firstMessage: "Good morning, \(request.fromCaller?.rawValue ?? "caller").")
}
handler.onToolCall("check_availability") { (record: Record, _) in record.text ?? "none" }
handler.onToolCall("find_slot") { (record: Record.Required, event) in "\(record.text) \(event.tasks.count)" }
handler.onToolCall("send_email") { _ in throw ToolFailure("There is no customer.") }
handler.onToolCall("ask_email") { _ in throw Failure() }
handler.onStatusUpdate { update in if update.status == nil { throw Failure() } }
handler.onEndOfCallReport { report in if report.lines.isEmpty { throw Failure() } }
handler.onUnknownEvent { event in _ = event.type }

try writeSeeds(recordedBodies(of: "flireo-events"))

fuzz { [handler] input in
    let response = wait { await handler.respond(to: input) }
    let event = try? ServerEvent(body: input)
    guard [200, 400, 500].contains(response.status) else { fail("status \(response.status)", on: input) }
    guard (response.status == 400) == (event == nil) || isTooLong(event) else {
        fail("status \(response.status) for \(event as Any)", on: input)
    }
    guard let reply = try? JSONSerialization.jsonObject(with: response.body) as? [String: Any] else {
        fail("The reply is not an object: \(String(decoding: response.body, as: UTF8.self))", on: input)
    }
    if case .toolCalls(let calls) = event, response.status == 200 {
        let results = reply["results"] as? [Any]
        guard results?.count == calls.tasks.count else { fail("\(calls.tasks.count) calls, \(reply)", on: input) }
    }
    if let event { checkEncoding(of: event, input) }
}

func isTooLong(_ event: ServerEvent?) -> Bool {
    if case .toolCalls(let calls) = event { calls.tasks.count > ServerEventHandler.maximumToolCalls } else { false }
}

/// An event that is written and read again is the same.
func checkEncoding(of event: ServerEvent, _ input: Data) {
    do {
        let written = try ServerEvent(body: JSONEncoder().encode(event))
        let again = try ServerEvent(body: JSONEncoder().encode(written))
        // The type of an unknown event can be a number, which can be written in several ways.
        if case (.unknown(let written), .unknown(let again)) = (written, again), written.payload == again.payload {
            return
        }
        if written != again { fail("\(written) was written and read as \(again)", on: input) }
    } catch {
        fail("\(event) could not be written and read: \(error)", on: input)
    }
}
