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
    ]

    private func listCalls(_ request: inout RequestReader) throws(SimulatedReply) -> SimulatedReply {
        let status = request.query.text("status")
        let assistantID: Assistant.ID? = request.query.id("assistant_id")
        let customer = request.query.text("customer_phone")
        let sid = request.query.text("call_sid")
        let assistantName = request.query.text("assistant_name")
        let (start, end) = (request.query.date("date_from"), request.query.date("date_to"))
        let minimum = request.query.integer("min_duration").map { Duration.seconds($0) }
        let maximum = request.query.integer("max_duration").map { Duration.seconds($0) }
        let page = request.query.page(offset: "skip", limits: 1...1000, defaultLimit: 100)
        try request.check()
        let found = calls.reversed().filter { call in
            (status == nil || call.status.rawValue == status)
                && (assistantID == nil || call.assistantID == assistantID)
                && call.to.e164.contains(anyCase: customer) && call.sid.rawValue.contains(anyCase: sid)
                && (assistant(call.assistantID)?.name ?? "").contains(anyCase: assistantName)
                && call.startedAt >= start ?? .distantPast && call.startedAt <= end ?? .distantFuture
                && (minimum == nil || call.duration ?? .zero >= minimum ?? .zero)
                && (maximum == nil || call.duration ?? .zero <= maximum ?? .zero)
        }
        return SimulatedReply(body: page.items(found, json))
    }

    private func json(_ call: PlacedCall) -> JSONValue {
        let seconds = call.duration.map { Int($0.components.seconds) }
        return [
            "id": .id(call.id), "call_sid": .string(call.sid.rawValue),
            "assistant_id": .id(call.assistantID), "assistant_name": .optional(assistant(call.assistantID)?.name),
            "to_phone_number": .string(call.from.e164), "customer_phone_number": .string(call.to.e164),
            "status": .string(call.status.rawValue), "duration": .optional(seconds),
            "started_at": .optional(call.startedAt),
            "ended_at": .optional(seconds.map { call.startedAt.addingTimeInterval(Double($0)) }), "call_meta": nil,
            "total_cost": nil, "cost_currency": nil,
        ]
    }

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
        guard hasFunds else {
            throw .detail(
                "Insufficient balance. Please add funds to continue making calls.", status: 402)
        }
        let id = (calls.map(\.id.rawValue).max() ?? 0) + 1
        let call = PlacedCall(
            id: Call.ID(id), sid: .init(Self.sid("CA", id)), from: from, to: to, assistantID: caller,
            welcomeMessage: welcomeMessage.map { Self.filled($0, with: variables) },
            agenda: agenda.map { Self.filled($0, with: variables) }, startedAt: now())
        calls.append(call)
        return SimulatedReply(body: [
            "message": "Call initiated successfully", "call_sid": .string(call.sid.rawValue),
        ])
    }

    /// The assistant that answers a number, directly or through a flow. A number of a graph has none.
    private func answeringAssistant(of number: SimulatedPhoneNumber) -> Assistant.ID? {
        switch number.route {
        case .flow(let id): flows.first { $0.id == id }?.assistantID
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

extension String {
    /// Whether a text is a part of this one, in any case. `nil` is a part of every text.
    fileprivate func contains(anyCase part: String?) -> Bool {
        part.map { lowercased().contains($0.lowercased()) } ?? true
    }
}
