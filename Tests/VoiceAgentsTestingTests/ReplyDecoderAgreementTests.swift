import Burki
import Flireo
import Foundation
import Testing
import VoiceAgentsTesting

/// Every recorded reply, as it is and spoiled byte by byte, means the same to the SDK's decoder and to Foundation's.
@Suite struct ReplyDecoderAgreementTests {
    @Test(
        arguments: try ["burki", "flireo"].flatMap { platform in
            try Fixtures.exchanges(of: platform).filter { $0.exchange.response.body != nil }.map {
                "\(platform)/\($0.path)"
            }
        })
    func decodersAgree(path: String) throws {
        let exchange = try Fixtures.exchange(String(path.dropLast(5)))
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let reply = try encoder.encode(exchange.response.body)
        try check(reply)
        var random = SeededGenerator(seed: UInt64(reply.count))
        for _ in 0..<50 { try check(spoiled(reply, &random)) }
    }

    /// Reads a reply as each of the models: as its own and as those of other operations.
    private func check(_ reply: Data) throws {
        try check(reply, as: JSONValue.self)
        try check(reply, as: AssistantGraph.self)
        try check(reply, as: AssistantGraph.Draft.self)
        try check(reply, as: Wrapped<[GraphPhoneNumber]>.self)
        try check(reply, as: [OrganizationPhoneNumber].self)
        try check(reply, as: PhoneNumberPurchase.self)
        try check(reply, as: InitiatedCall.self)
        try check(reply, as: Wrapped<GraphAssignment>.self)
        try check(reply, as: Wrapped<AssistantPhoneNumber>.self)
        try check(reply, as: Wrapped<PhoneNumberLink>.self)
        try check(reply, as: Wrapped<PhoneNumberUnlink>.self)
        try check(reply, as: Wrapped<[AvailablePhoneNumber]>.self)
        try check(reply, as: Wrapped<[OwnedPhoneNumber]>.self)
        try check(reply, as: Wrapped<PlacedOrder>.self)
        try check(reply, as: Wrapped<PhoneNumberOrder>.self)
        try check(reply, as: Wrapped<[PhoneNumberOrder]>.self)
        try check(reply, as: Wrapped<VerificationGroup>.self)
        try check(reply, as: Wrapped<[VerificationGroup]>.self)
        try check(reply, as: Wrapped<CreatedVerificationGroup>.self)
    }

    private struct Wrapped<Payload: Decodable & Equatable>: Decodable, Equatable {
        let message: String?
        let data: Payload
    }

    private func check<Value: Decodable & Equatable>(_ json: Data, as type: Value.Type) throws {
        let own = Result { try ReplyDecoder().decode(type, from: json) }
        let foundation = Result { try JSONDecoder.forReplies.decode(type, from: json) }
        let text = String(decoding: json, as: UTF8.self)
        switch (own, foundation) {
        case (.success(let own), .success(let foundation)): #expect(own == foundation, "\(type): \(text)")
        case (.success, .failure(let error)): Issue.record("Only Foundation refused \(text) as \(type): \(error)")
        case (.failure, .success) where text.contains(/,\s*[}\]]/):
            // Foundation takes a comma after the last element.
            break
        case (.failure(let error), .success):
            // Foundation does not look at values that nobody reads. Reading all of them, it must refuse too.
            #expect(throws: DecodingError.self, "Foundation read \(text) as \(type): \(error)") {
                try JSONDecoder().decode(JSONValue.self, from: json)
            }
        case (.failure(let own as DecodingError), .failure(let foundation as DecodingError)):
            // Invalid JSON is found at once here and on the way there, numbers that do not fit are named only here.
            if own.isInvalidJSON || foundation.isInvalidJSON { return }
            #expect(own.place == foundation.place, "\(type): \(text)")
        default: Issue.record("\(own) and \(foundation) of \(text)")
        }
    }

    private func spoiled(_ reply: Data, _ random: inout SeededGenerator) -> Data {
        var reply = reply
        let start = Int.random(in: 0..<reply.count, using: &random)
        switch Int.random(in: 0..<5, using: &random) {
        case 0: reply[start] = UInt8.random(in: 0...255, using: &random)
        case 1: reply[start] = Array("{}[],:\"\\0-.e1tfn ".utf8).randomElement(using: &random) ?? 0
        case 2: reply.removeSubrange(start..<min(reply.count, start + Int.random(in: 1...8, using: &random)))
        case 3: reply.removeSubrange(start...)
        default:
            // Another value in place of the one after a colon.
            let value = reply[start...].firstIndex(of: UInt8(ascii: ":")).map { $0 + 1 } ?? start
            let end = reply[value...].firstIndex { [UInt8(ascii: ","), UInt8(ascii: "}")].contains($0) } ?? value
            reply.replaceSubrange(value..<end, with: Data(Self.values.randomElement(using: &random)?.utf8 ?? "".utf8))
        }
        return reply
    }

    private static let values = [
        "null", "true", "0", "-1.5", "1e3", "99999999999999999999", "1e400", "01", #""""#, #""5""#, #""\ud800""#,
        #""\u00e9\n""#, #""2025-01-19 10:00:00.5""#, "[]", "{}", #"[1,"a",null]"#, #"{"a":{"b":[1.0]}}"#, "é", "nul",
    ]
}

extension DecodingError {
    fileprivate var isInvalidJSON: Bool {
        if case .dataCorrupted(let context) = self { context.codingPath.isEmpty } else { false }
    }

    /// What is wrong and where.
    fileprivate var place: [String] {
        switch self {
        case .typeMismatch(let type, let context): ["\(type)"] + context.codingPath.map(\.stringValue)
        case .valueNotFound(let type, let context): ["no \(type)"] + context.codingPath.map(\.stringValue)
        case .keyNotFound(let key, let context): ["no key"] + (context.codingPath + [key]).map(\.stringValue)
        case .dataCorrupted(let context): ["corrupted"] + context.codingPath.map(\.stringValue)
        @unknown default: []
        }
    }
}
