import Burki
import Flireo
import Foundation
import HTTPTypes
import Hummingbird
import NIOHTTP1

/// A transport is written without qualification, although three of the modules have types of HTTP.
struct Recorder: Transport {
    let base: any Transport

    func send(_ request: TransportRequest) async throws -> TransportResponse {
        var request = request
        let fields: HeaderFields = ["X-Team": "voice"]
        for (name, value) in fields.fields { request.headers[name] = value }
        let method: RequestMethod = request.method
        print(request.operation.name, request.operation.path, method)
        return try await base.send(request)
    }
}

/// Only the nouns that both platforms share are qualified.
struct Link {
    var burkiAssistant: Burki.Assistant.ID
    var flireoAssistant: Flireo.Assistant.ID
    var call: Burki.Call.SID
    var graph: AssistantGraph.ID
    var order: PhoneNumberOrder.ID
}

let router = Router()
router.get("assistants/{id}/number/{number}") { _, context in
    let id = try context.parameters.require("id", as: Burki.Assistant.ID.self)
    let number = try context.parameters.require("number", as: PhoneNumber.self)
    return "\(id) \(number.masked)"
}

struct Answer: Transport {
    func send(_ request: TransportRequest) async throws -> TransportResponse {
        TransportResponse(status: 200, body: Data(#"{"message": "ok", "call_sid": "CA1"}"#.utf8))
    }
}

let burki = BurkiClient(apiKey: "test", transport: Recorder(base: Answer()))
let call = try await burki.calls.initiate(from: "+15551234567", to: "+15559876543")
let operations: [PlatformOperation] = [.burki.calls.initiate, .flireo.assistants.link]
let link = Link(
    burkiAssistant: 1, flireoAssistant: "660e8400-e29b-41d4-a716-446655440000", call: call.id, graph: 1,
    order: "660e8400-e29b-41d4-a716-446655440001")
let head = HTTPRequestHead(version: .http1_1, method: .GET, uri: "/")
let request = HTTPTypes.HTTPRequest(method: .get, scheme: "https", authority: "example.com", path: "/")
print(link.call, operations.count, head.method, request.method)
