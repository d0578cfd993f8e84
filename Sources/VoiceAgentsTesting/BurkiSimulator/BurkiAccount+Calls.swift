import Burki
import VoiceAgentsCore

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

extension BurkiAccount {
    static let callRoutes: [SimulatedRoute<Self>] = [
        .rule(.burki.calls.initiate) { try $0.initiateCall(&$1) },
        .rule(.burki.calls.list) { try $0.listCalls(&$1) },
        .rule(.burki.calls.count) { try $0.countCalls(&$1) },
        .rule(.burki.calls.get) { try $0.getCall(&$1) },
        .rule(.burki.calls.getBySID) { try $0.getCallBySID(&$1) },
        .rule(.burki.calls.updateMetadata) { try $0.updateMetadata(&$1) },
        .rule(.burki.calls.terminate) { try $0.terminateCall(&$1) },
        .recording(.burki.calls.debugLogs),
        .recording(.burki.calls.exportDebugLogs),
    ]

    // MARK: - Reading calls

    private func listCalls(_ request: inout RequestReader) throws(SimulatedReply) -> SimulatedReply {
        let filter = CallFilter(&request.query, searchesTexts: true, hasDurations: true)
        let page = request.query.page(offset: "skip", limits: 1...1000, defaultLimit: 100)
        try request.check()
        return SimulatedReply(body: page.items(calls(meeting: filter), json))
    }

    private func countCalls(_ request: inout RequestReader) throws(SimulatedReply) -> SimulatedReply {
        let filter = CallFilter(&request.query)
        try request.check()
        return SimulatedReply(body: ["count": .optional(calls(meeting: filter).count)])
    }

    private func getCall(_ request: inout RequestReader) throws(SimulatedReply) -> SimulatedReply {
        SimulatedReply(body: json(try call(&request)))
    }

    private func getCallBySID(_ request: inout RequestReader) throws(SimulatedReply) -> SimulatedReply {
        SimulatedReply(body: json(try callBySID(&request)))
    }

    /// The call that a path identifies by `call_id`. Checks the request.
    func call(_ request: inout RequestReader) throws(SimulatedReply) -> PlacedCall {
        calls[try indexOfCall(&request)]
    }

    /// The index of the call that a path identifies by `call_id`. Checks the request.
    func indexOfCall(_ request: inout RequestReader) throws(SimulatedReply) -> Int {
        let id: Call.ID = request.path.requiredID("call_id")
        try request.check()
        guard let index = indexOfCall(where: { $0.id == id }) else { throw .callNotFound }
        return index
    }

    /// The call that a path identifies by `call_sid`. Checks the request.
    func callBySID(_ request: inout RequestReader) throws(SimulatedReply) -> PlacedCall {
        let sid = request.path.requiredText("call_sid")
        try request.check()
        guard let index = indexOfCall(where: { $0.sid.rawValue == sid }) else { throw .callNotFound }
        return calls[index]
    }

    func calls(meeting filter: CallFilter) -> [PlacedCall] {
        callRecords.filter { filter.isMet(by: $0, assistantName: assistant($0.assistantID)?.name ?? "") }
    }

    private func json(_ call: PlacedCall) -> JSONValue {
        // The parts of the example of the documentation.
        func cost(_ percent: Decimal) -> JSONValue {
            // A `Decimal` prints all its digits, and a `Double` is printed with the same ones.
            call.cost.flatMap { Double("\($0 * percent / 100)") }.map { .number($0) } ?? .null
        }
        return [
            "id": .id(call.id), "call_sid": .string(call.sid.rawValue),
            "assistant_id": .id(call.assistantID), "assistant_name": .optional(assistant(call.assistantID)?.name),
            "flow_name": .optional(call.flowName),
            "to_phone_number": .string(call.from.e164), "customer_phone_number": .string(call.to.e164),
            "status": .string(call.status.rawValue), "duration": .optional(call.duration?.wholeSeconds),
            "started_at": .optional(call.startedAt), "ended_at": .optional(call.endedAt),
            "call_meta": .object(call.metadata),
            "total_cost": cost(100), "llm_cost": cost(40), "tts_cost": cost(20), "stt_cost": cost(20),
            "telephony_cost": cost(20), "cost_currency": .optional(call.cost == nil ? nil : "USD"),
        ]
    }

    // MARK: - Changing calls

    private mutating func updateMetadata(_ request: inout RequestReader) throws(SimulatedReply) -> SimulatedReply {
        let changes = request.body.requiredObject("metadata")
        let index = try indexOfCall(&request)
        // A literal `nil` would be a JSON `null`.
        let metadata = calls[index].metadata.merging(changes) { $1 }
        calls[index].metadata = metadata.filter { $0.value != .null || changes[$0.key] == nil }
        return SimulatedReply(body: json(calls[index]))
    }

    private mutating func terminateCall(_ request: inout RequestReader) throws(SimulatedReply) -> SimulatedReply {
        let sid = request.path.requiredText("call_sid")
        try request.check()
        guard let index = indexOfCall(where: { $0.sid.rawValue == sid }) else {
            throw .detail("Call not found or you don't have permission to terminate it", status: 404)
        }
        let status = calls[index].status
        guard status == .ongoing else {
            throw .detail("Cannot terminate call - current status is '\(status)'", status: 400)
        }
        let now = now()
        changeCall(at: index) { $0.terminate(at: now) }
        let provider = provider(of: calls[index])
        return SimulatedReply(body: [
            "success": true, "message": .string("Call terminated successfully via \(provider)"),
        ])
    }

    /// The provider of the number from which a call was placed.
    func provider(of call: PlacedCall) -> TelephonyProvider {
        phoneNumbers.first { $0.phoneNumber == call.from }?.provider ?? .twilio
    }

    // MARK: - Placing a call

    private mutating func initiateCall(_ request: inout RequestReader) throws(SimulatedReply) -> SimulatedReply {
        let toText = request.body.requiredText("to_phone_number")
        let fromText = request.body.text("from_phone_number")
        let assistantID = request.body.id("assistant_id") as Assistant.ID?
        let welcomeMessage = request.body.text("welcome_message")
        let agenda = request.body.text("agenda")
        let variables = request.body.object("variables") ?? [:]
        try request.check()
        guard let fromText, !fromText.isEmpty else {
            throw .detail("from_phone_number is required", status: 400)
        }
        guard let from = try? PhoneNumber(validating: fromText), let to = try? PhoneNumber(validating: toText) else {
            throw .detail(
                "Invalid phone number format. Use E.164 format (e.g., +1234567890)", status: 400)
        }
        guard let number = phoneNumbers.first(where: { $0.phoneNumber == from }) else {
            throw .detail(
                "Unauthorized: phone number \(from) does not belong to your organization", status: 403)
        }
        if let assistantID, assistant(assistantID) == nil {
            throw .detail(
                "Unauthorized: assistant \(assistantID) does not belong to your organization", status: 403)
        }
        guard let caller = assistantID ?? answeringAssistant(of: number) else {
            throw .detail("No assistant found for phone number \(from)", status: 404)
        }
        guard balance > 0 else {
            throw .detail(
                "Insufficient balance. Please add funds to continue making calls.", status: 402)
        }
        let id = (calls.map(\.id.rawValue).max() ?? 0) + 1
        var call = PlacedCall(
            id: Call.ID(id), sid: .init(Self.sid("CA", id)), from: from, to: to, assistantID: caller,
            welcomeMessage: welcomeMessage.map { Self.filled($0, with: variables) },
            agenda: agenda.map { Self.filled($0, with: variables) }, startedAt: now())
        if case .flow(let id) = number.destination, assistantID == nil { call.flowName = flow(id)?.name }
        call.conversation = conversation(call)
        calls.append(call)
        return SimulatedReply(body: [
            "message": "Call initiated successfully", "call_sid": .string(call.sid.rawValue),
        ])
    }

    /// The assistant that answers a number, directly or through a flow. A number of a graph has none.
    private func answeringAssistant(of number: SimulatedPhoneNumber) -> Assistant.ID? {
        switch number.destination {
        case .flow(let id): flow(id)?.baseAssistantID
        case .assistant(let id): id
        case .graph, .unassigned: nil
        }
    }

    /// A text in which the placeholders are replaced by variables. Placeholders in the value of a variable are not replaced.
    private static func filled(_ text: String, with variables: [String: JSONValue]) -> String {
        var filled = ""
        var position = text.startIndex
        for (range, name) in TemplateVariables.placeholders(in: text) {
            guard let value = variables[name] else { continue }
            filled += text[position..<range.lowerBound] + Self.text(of: value)
            position = range.upperBound
        }
        return filled + text[position...]
    }

    private static func text(of value: JSONValue) -> String {
        value.string ?? value.integer.map { "\($0)" } ?? value.number.map { "\($0)" } ?? value.bool.map { "\($0)" }
            ?? ""
    }
}

extension SimulatedReply {
    static let callNotFound = detail("Call not found", status: 404)
}

/// The conditions of a list, a count or an export of calls. A call must meet all of them.
struct CallFilter {
    private let status: String?
    private let assistantID: Assistant.ID?
    private let start: Date?
    private let end: Date?
    private let customer: String?
    private let sid: String?
    private let assistantName: String?
    private let minDuration: Int?
    private let maxDuration: Int?

    /// Reads the conditions that an operation has. It ignores other ones.
    init(_ query: inout FieldReader, searchesTexts: Bool = false, hasDurations: Bool = false) {
        status = query.text("status")
        assistantID = query.id("assistant_id")
        start = query.date("date_from")
        end = query.date("date_to")
        customer = searchesTexts ? query.text("customer_phone") : nil
        sid = searchesTexts ? query.text("call_sid") : nil
        assistantName = searchesTexts ? query.text("assistant_name") : nil
        minDuration = hasDurations ? query.integer("min_duration") : nil
        maxDuration = hasDurations ? query.integer("max_duration") : nil
    }

    /// Whether a call meets the conditions. An ongoing call has no duration, so it meets no condition for one.
    func isMet(by call: BurkiAccount.PlacedCall, assistantName name: String) -> Bool {
        guard status == nil || call.status.rawValue == status,
            assistantID == nil || call.assistantID == assistantID,
            call.startedAt >= start ?? .distantPast, call.startedAt <= end ?? .distantFuture,
            call.to.e164.contains(anyCase: customer), call.sid.rawValue.contains(anyCase: sid),
            name.contains(anyCase: assistantName)
        else { return false }
        let duration = call.duration?.wholeSeconds
        return minDuration.map { limit in duration.map { $0 >= limit } ?? false } ?? true
            && maxDuration.map { limit in duration.map { $0 <= limit } ?? false } ?? true
    }
}

extension String {
    /// Whether a text is a part of this one, in any case. `nil` is a part of every text.
    fileprivate func contains(anyCase part: String?) -> Bool {
        part.map { lowercased().contains($0.lowercased()) } ?? true
    }
}
