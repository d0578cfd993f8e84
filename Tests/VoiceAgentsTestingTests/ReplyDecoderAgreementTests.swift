import Burki
import Flireo
import Foundation
import OperationTables
import Testing
import VoiceAgentsTesting

/// The SDK's decoder and Foundation's read every recorded reply alike, as recorded and with random changes.
@Suite struct ReplyDecoderAgreementTests {
    /// The models of all operations, once each, and those that no operation replies with.
    private static let models: [any ReplyModel.Type] = {
        var known: Set<ObjectIdentifier> = []
        return (Platform.all.flatMap(\.models) + [JSONValue.self, AssistantGraph.Draft.self])
            .filter { known.insert(ObjectIdentifier($0)).inserted }
    }()

    @Test(arguments: Platform.all) func tableNamesAModelForEachOperation(_ platform: Platform) {
        #expect(!platform.models.isEmpty)
        #expect(platform.models.count == platform.operations.count)
    }

    @Test(arguments: try Recorded.all.filter { $0.exchange.response.body != nil })
    func decodersAgree(_ recorded: Recorded) throws {
        let body = try #require(recorded.exchange.response.body)
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let reply = try encoder.encode(body)
        // Where the reply can hold the model: `data`, or another member that an operation uses for it.
        let members = Set(body.object?.filter { $0.value.object != nil || $0.value.array != nil }.keys ?? [:].keys)
            .union(["data"])
        // All pairs of replies and models would take minutes.
        let own = zip(recorded.platform.performed, recorded.platform.models)
            .filter { $0.0.name == recorded.exchange.operation }.map(\.1)
        var random = SeededGenerator(seed: UInt64(reply.count))
        try check(reply, members, as: own + Self.models.shuffled(using: &random).prefix(10))
        for _ in 0..<30 {
            let others = (0..<2).compactMap { _ in Self.models.randomElement(using: &random) }
            try check(mutated(reply, &random), members, as: own + others)
        }
    }

    /// Reads a reply as models: that of its operation and others. A model is the whole reply or one of the members.
    private func check(_ reply: Data, _ members: Set<String>, as models: [any ReplyModel.Type]) throws {
        for model in models {
            try check(reply, as: model)
            for member in members { try checkMember(member, of: reply, as: model) }
        }
    }

    private func checkMember<Model: ReplyModel>(_ member: String, of reply: Data, as model: Model.Type) throws {
        try Member.$name.withValue(member) { try check(reply, as: Wrapped<Model>.self) }
    }

    private enum Member {
        @TaskLocal static var name = "data"
    }

    private struct Wrapped<Model: Decodable & Equatable>: Decodable, Equatable {
        private enum Key: CodingKey { case message }

        let message: String?
        let model: Model

        init(from decoder: any Decoder) throws {
            message = try decoder.container(keyedBy: Key.self).decodeIfPresent(String.self, forKey: .message)
            model = try decoder.container(keyedBy: TextKey.self).decode(Model.self, forKey: TextKey(Member.name))
        }
    }

    private func check<Value: Decodable & Equatable>(_ json: Data, as type: Value.Type) throws {
        let own = Result { try ReplyDecoder.strict.decode(type, from: json) }
        let foundation = Result { try JSONDecoder.forReplies.decode(type, from: json) }
        let text = String(decoding: json, as: UTF8.self)
        switch (own, foundation) {
        case (.success(let own), .success(let foundation)):
            #expect(own == foundation, "\(type): \(text)")
            // A value of another type can make one case of a union readable that Foundation passes over.
            let tolerant = ReplyDecoder()
            let value = try tolerant.decode(type, from: json)
            #expect(value == foundation || type == PhoneNumberPurchase.self, "\(type): \(text)")
        case (.success, .failure(let error)): Issue.record("Only Foundation refused \(text) as \(type): \(error)")
        case (.failure, .success) where text.contains(/,\s*[}\]]/):
            // Foundation accepts a comma after the last element.
            break
        case (.failure(let error), .success):
            // Foundation does not validate values that are not read. When all are read, it must refuse too.
            #expect(throws: DecodingError.self, "Foundation read \(text) as \(type): \(error)") {
                try JSONDecoder().decode(JSONValue.self, from: json)
            }
        case (.failure(let own as DecodingError), .failure(let foundation as DecodingError)):
            // The SDK finds invalid JSON before it decodes, Foundation while it does, and only the SDK names the number out of range.
            if own.isInvalidJSON || foundation.isInvalidJSON { return }
            #expect(own.place == foundation.place, "\(type): \(text)")
        default: Issue.record("\(own) and \(foundation) of \(text)")
        }
    }

    private func mutated(_ reply: Data, _ random: inout SeededGenerator) -> Data {
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
        "null", "true", "0", "-1.5", "1e3", "99999999999999999999", "1e400", "01", #""""#, #""5""#,
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
