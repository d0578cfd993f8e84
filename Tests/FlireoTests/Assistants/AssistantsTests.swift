import Flireo
import Foundation
import Testing
import VoiceAgentsTesting

private let assistant: Assistant.ID = "660e8400-e29b-41d4-a716-446655440000"
private let number: PhoneNumberID = "550e8400-e29b-41d4-a716-446655440000"

@Suite(.timeLimit(.minutes(5))) struct AssistantsTests {
    private func client(_ names: String...) throws -> FlireoClient {
        try flireo(ReplayTransport(names.map { try Fixtures.exchange("flireo/assistants/\($0)") }))
    }

    @Test func linkedPhoneNumberReadsEveryField() async throws {
        let assistants = try client("linkedPhoneNumber", "linkedPhoneNumber-none").assistants
        #expect(
            try await assistants.linkedPhoneNumber(of: assistant)
                == AssistantPhoneNumber(
                    assistantID: assistant, assistantName: "Customer Support Agent",
                    phoneNumber: LinkedPhoneNumber(
                        id: number, phoneNumber: PhoneAddress("+31201234567"), type: .local, locality: "Amsterdam",
                        origin: .custom)))
        #expect(
            try await assistants.linkedPhoneNumber(of: assistant)
                == AssistantPhoneNumber(assistantID: assistant, assistantName: "Customer Support Agent"))
    }

    @Test func linkedPhoneNumberReadsOddReplies() async throws {
        let assistants = try client("linkedPhoneNumber-odd", "linkedPhoneNumber-absent-keys").assistants
        let odd = try await assistants.linkedPhoneNumber(of: assistant)
        #expect(odd.assistantID == assistant)
        #expect(odd.phoneNumber?.phoneNumber?.phoneNumber == nil)
        #expect(odd.phoneNumber?.origin?.rawValue == "ported")
        #expect(odd.phoneNumber?.origin?.isKnown == false)
        let bare = try await assistants.linkedPhoneNumber(of: assistant)
        #expect(bare.phoneNumber == LinkedPhoneNumber(id: number, phoneNumber: nil))
    }

    @Test func linkReturnsWhatChanged() async throws {
        let assistants = try client("link", "link-shared", "link-absent-keys").assistants
        #expect(
            try await assistants.link(number, to: assistant)
                == PhoneNumberLink(
                    assistantID: assistant,
                    phoneNumber: LinkedPhoneNumber(
                        id: number, phoneNumber: PhoneAddress("+31201234567"), type: .local, locality: "Amsterdam"),
                    previousPhoneNumberID: nil, releasedAssistants: 0, message: "Phone number linked successfully"))
        let shared = try await assistants.link(number, to: assistant)
        #expect(shared.previousPhoneNumberID == "550e8400-e29b-41d4-a716-446655440001")
        #expect(shared.releasedAssistants == 2)
        let bare = try await assistants.link(number, to: assistant)
        #expect(bare == PhoneNumberLink(assistantID: assistant, phoneNumber: nil, releasedAssistants: nil))
    }

    @Test func unlinkReturnsWhatChanged() async throws {
        let assistants = try client("unlinkPhoneNumber", "unlinkPhoneNumber-nulls").assistants
        #expect(
            try await assistants.unlinkPhoneNumber(from: assistant)
                == PhoneNumberUnlink(
                    assistantID: assistant,
                    unlinkedPhoneNumber: LinkedPhoneNumber(id: number, phoneNumber: PhoneAddress("+31201234567")),
                    message: "Phone number unlinked successfully"))
        #expect(try await assistants.unlinkPhoneNumber(from: assistant) == PhoneNumberUnlink(assistantID: assistant))
    }

    @Test("When the repeat of a lost link is refused, the error says that the first may have been done")
    func linkIsRepeatedAfterLostConnection() async throws {
        let linked = #"{"error":{"code":"already_linked","message":"Linked","details":{}}}"#
        let transport = MockTransport(.connectionLost, .json(linked, status: 400))
        let error = await #expect(throws: VoiceAgentsError.self) {
            try await flireo(transport).assistants.link(number, to: assistant)
        }
        #expect(error?.flireoCode == .alreadyLinked)
        #expect(error?.effect == .perhaps)
        #expect(error?.attempts == 2)
    }

    @Test(arguments: ["{}", "[]", #"{"data":null}"#, #"{"data":[]}"#, #"{"data":{}}"#, "", "<html>"])
    func unlinkRejectsMalformedReply(body: String) async throws {
        let error = await #expect(throws: VoiceAgentsError.self) {
            try await flireo(MockTransport(.json(body))).assistants.unlinkPhoneNumber(from: assistant)
        }
        #expect(error?.kind == .undecodableReply)
        #expect(error?.effect == (body == "<html>" ? .perhaps : .yes))
    }
}
