import Foundation
import Testing
import VoiceAgentsCore
import VoiceAgentsTesting

@Suite(.timeLimit(.minutes(5))) struct RawRequestTests {
    private func raw(_ transport: any Transport, apiKey: APIKey = "hush-hush-1") -> RawRequests {
        var configuration = ClientConfiguration(retry: .never, headers: ["X-Team": "voice"])
        configuration.clock = VirtualClock()
        return RawRequests(
            pipeline: Pipeline(
                baseURL: URL(literal: "https://api.example.test"), apiKey: apiKey, authentication: .bearer,
                configuration: configuration, transport: transport), platform: "test")
    }

    @Test func secretHeaderOfOneRequestIsNotPrinted() async throws {
        let transport = MockTransport(.json("{}"))
        var headers: HeaderFields = [:]
        headers.setSecret("hush-1", for: "X-Team")
        try await raw(transport).send(.get, "/numbers", headers: headers)
        let sent = try #require(await transport.requests.first?.headers)
        #expect(sent["X-Team"] == "hush-1")
        #expect(!"\(sent)".contains("hush-1"))
    }

    @Test("A request is named by its template, so that no value reaches a log")
    func rawRequestIsNamedByItsTemplate() async throws {
        let transport = MockTransport(.json("{}", status: 400))
        let number: PhoneNumber = "+14155551234"
        let error = await #expect(throws: VoiceAgentsError.self) {
            try await raw(transport).send(.post, "/numbers/\(number)/diagnose", headers: ["Idempotency-Key": "k1"])
        }
        let request = try #require(await transport.requests.first)
        #expect(error?.operation == "test.raw.send")
        #expect(request.operation.path.description == "/numbers/{}/diagnose")
        #expect(request.safety == .unrepeatable)
        #expect(request.headers["idempotency-key"] == "k1")
        #expect(request.url.absoluteString == "https://api.example.test/numbers/%2B14155551234/diagnose")
    }

    @Test("The reply to a test can say that it failed")
    func rawRequestAcceptsFailure() async throws {
        let reply = #"{"success":false,"error":"no such model"}"#
        let error = await #expect(throws: VoiceAgentsError.self) {
            let _: JSONValue = try await raw(MockTransport(.json(reply))).send(.post, "/api/tools/test")
        }
        #expect(error?.kind == .refused)
        let result: JSONValue = try await raw(MockTransport(.json(reply)))
            .send(.post, "/api/tools/test", acceptsFailure: true)
        #expect(result["error"] == "no such model")
    }

    @Test(
        "Literal text of a path is sent as it stands, so it must be a path",
        arguments: ["/flows?x=1", "/flows#f", "/a b", "/caf\u{e9}", "/a\nb", "/flows?x=\("1")"] as [RequestPath])
    func malformedPathIsRejectedLocally(path: RequestPath) async throws {
        let transport = MockTransport()
        let error = await #expect(throws: VoiceAgentsError.self) { try await raw(transport).send(.get, path) }
        #expect(error?.kind == .rejectedLocally)
        #expect(await transport.requests.isEmpty)
    }

    @Test("A signed address is requested without the key and the client's header fields")
    func signedDownloadCarriesNoKey() async throws {
        let file = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        defer { try? FileManager.default.removeItem(at: file) }
        let url = try #require(URL(string: "https://files.example.test/stereo.wav?signature=s3cret"))
        let transport = MockTransport(
            .response(TransportResponse(status: 200, body: Data("RIFF".utf8))), .json("", status: 403))
        try await raw(transport).download(signed: url, to: file)
        let request = try #require(await transport.requests.first)
        #expect(request.url == url)
        #expect(request.headers["authorization"] == nil)
        #expect(request.headers["x-team"] == nil)
        #expect(try Data(contentsOf: file) == Data("RIFF".utf8))
        let error = await #expect(throws: VoiceAgentsError.self) {
            try await raw(transport).download(signed: url, to: file)
        }
        #expect(error.map { "\($0)" }?.contains("s3cret") == false)
    }

    @Test(
        "A signed address needs https, and no user",
        arguments: [
            "http://files.example.test/a", "file:///etc/passwd", "x", "https://user:secret@files.example.test/a",
        ])
    func signedDownloadNeedsHTTPS(text: String) async throws {
        let transport = MockTransport()
        let url = try #require(URL(string: text))
        let error = await #expect(throws: VoiceAgentsError.self) {
            try await raw(transport).download(signed: url, to: URL(filePath: "/nowhere"))
        }
        #expect(error?.kind == .rejectedLocally)
    }

    @Test("Form fields are URL-encoded")
    func formIsURLEncoded() async throws {
        let transport = MockTransport(.json("{}"))
        let pipeline = Pipeline(
            baseURL: URL(literal: "https://api.example.test"), apiKey: "key", authentication: .bearer,
            configuration: .init(), transport: transport)
        let operation = PlatformOperation("test.add", .post, "/callers", .unrepeatable)
        try await pipeline.run(
            Endpoint(operation, body: .urlEncoded(["number": "+31 6", "name": "é&"]), reading: .nothing))
        let request = try #require(await transport.requests.first)
        #expect(request.headers["content-type"] == "application/x-www-form-urlencoded")
        #expect(request.body?.data == Data("number=%2B31%206&name=%C3%A9%26".utf8))
    }
}
