import Foundation
import OperationTables
import Testing
import VoiceAgentsTesting

/// Ten thousand mutated replies: truncated, with a value of another type, with a value one level deeper, without a key.
@Suite(.timeLimit(.minutes(5))) struct ReplyMutationTests {
    @Test func mutatedRepliesAreReadOrErrorsWithAPath() async throws {
        var random = SeededGenerator(seed: 2026)
        var outcomes: [String: Int] = [:]
        let recorded = try Recorded.all.filter { $0.exchange.response.body != nil && $0.exchange.expected == nil }
        for round in 0..<10_000 {
            let (platform, exchange) = (
                recorded[round % recorded.count].platform, recorded[round % recorded.count].exchange
            )
            let mutated = try Mutation.allCases[Int(random.next() % 4)].apply(
                to: try #require(exchange.response.body), &random)
            let transport = MockTransport(.response(TransportResponse(status: 200, body: mutated)))
            do {
                try await platform.perform(exchange, over: transport)
                outcomes["read", default: 0] += 1
            } catch let error as VoiceAgentsError where error.kind == .refused {
                outcomes["refused", default: 0] += 1
            } catch let error as VoiceAgentsError {
                #expect(error.kind == .undecodableReply)
                let path = error.message.prefix { $0 != ":" }
                let isNamed =
                    error.message.hasPrefix("the reply is") || path.allSatisfy { !$0.isWhitespace }
                    || path == "top level"
                #expect(isNamed, "\(error.message)")
                #expect(!error.message.contains("couldn’t be read"), "\(error.message)")
                outcomes["error", default: 0] += 1
            }
        }
        // Both occur: a mutated value that is not read is no error.
        #expect(outcomes["error", default: 0] > 3_000, "\(outcomes)")
        #expect(outcomes["read", default: 0] > 100, "\(outcomes)")
    }
}
