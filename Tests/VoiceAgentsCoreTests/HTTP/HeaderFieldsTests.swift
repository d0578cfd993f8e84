import Foundation
import Testing
import VoiceAgentsCore

@Suite struct HeaderFieldsTests {
    @Test func headerNamesIgnoreCase() {
        var headers: HeaderFields = ["X-Request-ID": "1"]
        headers["x-request-id"] = "2"
        #expect(headers["X-REQUEST-ID"] == "2")
        #expect(headers.fields.count == 1)
        headers["X-Request-Id"] = nil
        #expect(headers == HeaderFields())
    }

    @Test(arguments: ["Authorization", "Cookie", "X-API-Key", "x-flireo-token", "Ocp-Apim-Subscription-Key"])
    func headerFieldsHideCredentials(name: String) {
        var headers: HeaderFields = ["Accept": "application/json"]
        headers[name] = "hush-1"
        headers.setSecret("first", for: "X-Team")
        headers["X-Team"] = "hush-1"
        let request = TransportRequest(
            PlatformOperation("o", .post, "/", .unrepeatable), url: URL(filePath: "/"), headers: headers,
            body: RequestBody(Data("hush-1".utf8)))
        var dumped = ""
        dump(headers, to: &dumped)
        for text in ["\(headers)", String(reflecting: headers), dumped, "\(request)"] {
            #expect(!text.contains("hush-1"))
        }
        #expect("\(headers)".contains("application/json"))
        #expect(headers[name] == "hush-1")
    }

    @Test(arguments: [
        ("X-A", "a\r\nX-B: b"), ("X-A", "a\nb"), ("X A", "a"), ("X:A", "a"), ("", "a"), ("X-A", "a\u{1}"),
    ])
    func malformedFieldIsFound(name: String, value: String) {
        #expect(([name: value] as HeaderFields).malformedFieldName == name.lowercased())
    }

    @Test func wellFormedFieldsAreAccepted() {
        #expect((["X-A": "a\tb é", "Accept": "*/*", "X-Empty": ""] as HeaderFields).malformedFieldName == nil)
    }
}
