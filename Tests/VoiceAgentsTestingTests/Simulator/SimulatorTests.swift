import Burki
import Foundation
import Testing

@testable import VoiceAgentsTesting

/// A platform of two operations: one by a rule that reads every kind of value, one by its recording.
private struct SampleAccount: SimulatedAccount {
    static let example = SampleAccount()

    static let read = PlatformOperation("sample.read", .post, "/samples/{id}", .safe)
    static let count = PlatformOperation("sample.count", .post, "/samples/count", .safe)

    static let platform = SimulatedPlatform<SampleAccount>(
        routes: [
            .rule(read) { try $0.read(&$1) }, .recording(.burki.phoneNumbers.list),
            .rule(count) { _, _ in SimulatedReply(body: "count") },
            .recording(PlatformOperation("sample.absent", .get, "/absent", .safe)),
        ],
        unknownRoute: { SimulatedReply(status: $0 ? 405 : 404, body: [:]) },
        refusal: { problems in
            SimulatedReply(status: 422, body: .array(problems.map { .string("\($0.location.text): \($0.reason)") }))
        },
        unauthorized: { _, _ in nil })

    private func read(_ request: inout RequestReader) throws(SimulatedReply) -> SimulatedReply {
        let id: AssistantGraph.ID = request.path.requiredID("id")
        let skip = request.query.integer("skip", in: 0...100) ?? 0
        let after = request.query.date("after")
        let provider: TelephonyProvider? = request.query.enumValue("provider")
        let isActive = request.query.flag("active")
        let name = request.body.requiredText("name", length: 1...Int.max)
        let number = request.body.requiredPhoneNumber("number")
        try request.check()
        return SimulatedReply(body: [
            "id": .id(id), "skip": .optional(skip), "after": .optional(after),
            "provider": .optional(provider?.rawValue),
            "active": isActive.map { .bool($0) } ?? .null, "name": .string(name), "number": .string(number.e164),
        ])
    }
}

extension [JSONValue] {
    fileprivate var text: String {
        map { $0.string ?? $0.integer?.description ?? "?" }.joined(separator: ".")
    }
}

@Suite(.timeLimit(.minutes(5))) struct SimulatorTests {
    private func answer(
        _ method: RequestMethod, _ path: String, _ body: String = ""
    ) async throws -> (status: Int, body: JSONValue) {
        let response = try await Simulator<SampleAccount>().send(
            TransportRequest(
                PlatformOperation("raw", method, "/", .unrepeatable),
                url: #require(URL(string: "https://sample.example.test\(path)")),
                headers: ["Content-Type": "application/json"], body: body.isEmpty ? nil : RequestBody(Data(body.utf8))))
        return (response.status, try JSONDecoder().decode(JSONValue.self, from: response.body))
    }

    @Test func requestReaderReadsEveryKindOfValue() async throws {
        let reply = try await answer(
            .post, "/samples/7?skip=20&after=2025-01-19&provider=telnyx&active=false",
            #"{"name": "A", "number": "+15551234567"}"#)
        #expect(reply.status == 200)
        #expect(
            reply.body == [
                "id": 7, "skip": 20, "after": "2025-01-19T00:00:00Z", "provider": "telnyx", "active": false,
                "name": "A", "number": "+15551234567",
            ])
    }

    @Test("Every problem of path, query and body is collected before the refusal")
    func requestReaderCollectsProblems() async throws {
        let reply = try await answer(
            .post, "/samples/x?skip=101&after=soon&provider=acme&active=maybe", #"{"name": "", "number": "555"}"#)
        #expect(reply.status == 422)
        let problems = try #require(reply.body.array).compactMap(\.string)
        #expect(
            problems == [
                "path.id: not(VoiceAgentsTesting.FieldProblem.Kind.integer)", "query.skip: above(maximum: 100)",
                "query.after: not(VoiceAgentsTesting.FieldProblem.Kind.date)",
                #"query.provider: notOne(of: ["twilio", "telnyx", "vonage", "byo-sip-trunk"])"#,
                "query.active: not(VoiceAgentsTesting.FieldProblem.Kind.flag)", "body.name: tooShort(minimum: 1)",
                "body.number: not(VoiceAgentsTesting.FieldProblem.Kind.phoneNumber)",
            ])
    }

    @Test("A body that is missing, no JSON or no object is one problem", arguments: ["", "{", "[]"])
    func requestReaderReportsAnUnusableBodyOnce(_ body: String) async throws {
        let reply = try await answer(.post, "/samples/1", body)
        #expect(reply.status == 422)
        #expect(reply.body.array?.count == 1)
    }

    @Test func pathWithoutParametersWins() async throws {
        #expect(try await answer(.post, "/samples/count").body == "count")
    }

    @Test func recordingTierAnswersWithTheRecordedSuccess() async throws {
        let recorded = try Fixtures.success(of: .burki.phoneNumbers.list)
        let reply = try await answer(.get, recorded.request.path + "?include_inactive=true")
        #expect(reply.status == recorded.response.status)
        #expect(reply.body == recorded.response.body)
        #expect(Simulator<SampleAccount>.tiers[.burki.phoneNumbers.list] == .recording)
        #expect(Simulator<SampleAccount>.tiers[SampleAccount.read] == .rule)
    }

    @Test func missingRecordingIsNamed() async throws {
        let reply = try await answer(.get, "/absent")
        #expect(reply.status == 501)
        #expect(reply.body["detail"]?.string?.contains("sample.absent") == true)
    }
}
