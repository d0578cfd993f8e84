import Flireo
import Foundation
import Testing
import VoiceAgentsTesting

/// What a fixture says the server answers.
func replyBody(_ name: String) throws -> JSONValue {
    try #require(Fixtures.exchange("flireo-events/\(name)").response.body)
}

/// The configuration of the page "Assistant request event"; what the page leaves out is empty.
let documentedConfiguration = AssistantConfiguration(
    firstMessage: "Goedemorgen, met Julia van Voorbeeld Bedrijf. Hoe kan ik je helpen?",
    endCallMessage: "Bedankt voor het bellen, tot ziens.",
    voicemailMessage:
        "Hallo, dit is Julia. Zou je een momentje kunnen vinden om mij terug te bellen? Heel erg bedankt!",
    analysisPlan: Open(
        .init(summaryPlan: [:], structuredDataPlan: [:], minMessagesThreshold: 10, successEvaluationPlan: [:])),
    messagePlan: [:], firstMessageInterruptionsEnabled: false, firstMessageMode: .assistantSpeaksFirst,
    maxDuration: .seconds(600), backgroundSound: .off, endCallPhrases: [], compliancePlan: [:], startSpeakingPlan: [:],
    stopSpeakingPlan: [:], keypadInputPlan: [:], transcriber: [:],
    model: Open(
        .init(
            model: "gpt-4.1-mini", tools: [], messages: [], provider: "openai", maxTokens: 150, temperature: 0.3,
            emotionRecognitionEnabled: false)),
    voice: Open(
        .init(
            model: "eleven_flash_v2_5", voiceID: "ukiwGs47sHyibruHJ1vg", provider: "11labs", stability: 0.5,
            similarityBoost: 0.6, useSpeakerBoost: true, inputPunctuationBoundaries: [".", "!", "?"])))

@Suite struct ServerEventReplyTests {
    @Test func assistantReplyMatchesTheDocumentedJSON() throws {
        #expect(try json(ServerEventReply.assistant(Open(documentedConfiguration))) == replyBody("assistantRequest"))
    }

    @Test func resultsReplyMatchesTheDocumentedJSON() throws {
        let call = ToolCall(id: "call_kLsrB3eFvT6bvo67BqTv7iXc", name: "send_task")
        let one = ToolResult(of: call, "Bericht succesvol ontvangen, het team zal Jonas terugbellen.")
        #expect(try json(ServerEventReply.results([one])) == replyBody("toolCalls"))
        let two = [
            ToolResult(toolCallID: "call_abc123", result: "Slot found: 2025-09-01 14:00"),
            ToolResult(toolCallID: "call_def456", result: "Email sent to jonas@example.com"),
        ]
        #expect(try json(ServerEventReply.results(two)) == replyBody("toolCalls-two-tasks"))
        let slots = ToolResult(toolCallID: "call_xyz123", result: "Beschikbare tijdslots: 14:00, 15:00, 16:30")
        #expect(try json(ServerEventReply.results([slots])) == replyBody("toolCalls-slots"))
        #expect(try json(ServerEventReply.results([])) == ["results": []])
    }

    @Test func acknowledgementIsAnEmptyObject() throws {
        #expect(try json(ServerEventReply.acknowledged) == replyBody("statusUpdate"))
    }
}

@Suite struct AssistantConfigurationTests {
    private func decoded(_ text: String) throws -> Open<AssistantConfiguration> {
        try Open(copiedFromDashboard: Data(text.utf8))
    }

    @Test func dashboardCopyReadsEveryField() throws {
        let copy = try #require(replyBody("assistantRequest")["assistant"])
        let read = try Open<AssistantConfiguration>(copiedFromDashboard: JSONEncoder().encode(copy))
        #expect(read == Open(documentedConfiguration))
        #expect(read.firstMessageMode?.isKnown == true)
        #expect(read.backgroundSound?.isKnown == true)
    }

    @Test(arguments: [
        "{}",
        #"{"endCallPhrases":[],"model":{},"voice":{},"analysisPlan":{},"messagePlan":{},"transcriber":{}}"#,
        #"{"firstMessage":null,"maxDurationSeconds":null,"endCallPhrases":null,"model":null,"messagePlan":null}"#,
        #"{"firstMessageMode":"new-word","backgroundSound":"office","newKey":{"a":[1,null,2.5,{}]}}"#,
        #"{"model":{"tools":[{"type":"function","server":null}],"messages":[],"temperature":1,"maxTokens":null,"a":1}}"#,
        #"{"voice":{"stability":0,"inputPunctuationBoundaries":[],"voiceId":null,"b":null},"transcriber":"text"}"#,
        #"{"analysisPlan":{"summaryPlan":{"messages":[]},"minMessagesThreshold":null,"c":9007199254740993}}"#,
    ])
    func dashboardCopyRoundTrips(text: String) throws {
        let copy = try JSONDecoder().decode(JSONValue.self, from: Data(text.utf8))
        #expect(try json(decoded(text)) == copy)
        let read = try JSONDecoder().decode(Open<AssistantConfiguration>.self, from: Data(text.utf8))
        #expect(try read == decoded(text))
    }

    @Test(arguments: [
        #"{"assistant":{"firstMessage":"Hallo"}}"#, #"{"assistant":{"firstMessage":"Hallo"},"version":1}"#,
    ])
    func dashboardCopyMayNestTheConfiguration(text: String) throws {
        #expect(try decoded(text) == Open(AssistantConfiguration(firstMessage: "Hallo")))
    }

    @Test func setPropertyReplacesNull() throws {
        var configuration = try decoded(#"{"firstMessage":null,"endCallMessage":"Dag."}"#)
        configuration.firstMessage = "Goedemorgen."
        configuration.endCallMessage = nil
        #expect(try json(configuration) == ["firstMessage": "Goedemorgen."])
    }

    @Test func dashboardCopyErrorHasThePath() {
        #expect {
            try decoded(#"{"model":{"maxTokens":"many"}}"#)
        } throws: { error in
            guard case DecodingError.typeMismatch(_, let context) = error else { return false }
            return context.codingPath.map(\.stringValue) == ["model", "maxTokens"]
        }
    }
}
