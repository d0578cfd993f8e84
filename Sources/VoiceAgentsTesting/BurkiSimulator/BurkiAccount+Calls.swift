import Burki
import VoiceAgentsCore

extension BurkiAccount {
    static let callRoutes: [SimulatedRoute<Self>] = [
        .rule(.burki.calls.initiate) { try $0.initiateCall(&$1) }
    ]

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
        let call = PlacedCall(
            id: .init(Self.sid("CA", calls.count + 1)), from: from, to: to, assistantID: caller,
            welcomeMessage: welcomeMessage.map { Self.filled($0, with: variables) },
            agenda: agenda.map { Self.filled($0, with: variables) })
        calls.append(call)
        return SimulatedReply(body: [
            "message": "Call initiated successfully", "call_sid": .string(call.id.rawValue),
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
