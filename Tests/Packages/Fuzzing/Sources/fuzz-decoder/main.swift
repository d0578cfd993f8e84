import Burki
import Flireo
import Foundation
import FuzzDriver

// Compares the decoder of replies with Foundation's, and performs operations whose reply is the input.

/// Answers every request with one body.
struct Answer: Transport {
    // Written only between two inputs. Not a `Data`: the leak detector does not see the pointers in it.
    nonisolated(unsafe) static var body: [UInt8] = []
    nonisolated(unsafe) static var requestCount = 0

    func send(_ request: TransportRequest) async throws -> TransportResponse {
        Self.requestCount += 1
        if Self.requestCount > 10 { fail("A list does not end when its pages repeat.", on: Data(Self.body)) }
        return TransportResponse(status: 200, body: Data(Self.body))
    }
}

guard let host = URL(string: "https://flireo.example") else { preconditionFailure("The URL is not valid.") }
let configuration = ClientConfiguration(retry: .never)
let burki = BurkiClient(apiKey: "test", configuration: configuration, transport: Answer())
let flireo = FlireoClient(apiKey: "test", baseURL: host, configuration: configuration, transport: Answer())

/// One operation for each way of reading a reply.
let operations: [@Sendable () async throws -> Void] = [
    { _ = try await burki.assistantGraphs.create(.init(name: "a"), validating: false) },
    { _ = try await burki.assistantGraphs.phoneNumbers(of: 1) },
    { for try await _ in burki.calls.list() {} },
    { _ = try await burki.calls.initiate(from: "+15551234567", to: "+15559876543") },
    { _ = try await burki.phoneNumbers.purchase("+14155551234", provider: .twilio) },
    { _ = try await burki.phoneNumbers.list() },
    { _ = try await burki.assistantGraphs.assign(1, to: 1) },
    { for try await _ in flireo.phoneNumbers.list() {} },
    { _ = try await flireo.phoneNumbers.order("+31851234567") },
    { _ = try await flireo.phoneNumberOrders.get("550e8400-e29b-41d4-a716-446655440000") },
    { _ = try await flireo.assistants.linkedPhoneNumber(of: "550e8400-e29b-41d4-a716-446655440000") },
    { _ = try await flireo.verificationGroups.get("550e8400-e29b-41d4-a716-446655440000") },
]

/// Whether a text has a comma after the last element, which Foundation accepts.
func hasTrailingComma(_ text: Data) -> Bool {
    var (isInString, afterComma) = (false, false)
    var bytes = text.makeIterator()
    while let byte = bytes.next() {
        switch byte {
        case UInt8(ascii: "\\") where isInString: _ = bytes.next()
        case UInt8(ascii: "\""): (isInString, afterComma) = (!isInString, false)
        case _ where isInString: break
        case UInt8(ascii: ","): afterComma = true
        case UInt8(ascii: "]"), UInt8(ascii: "}"): if afterComma { return true }
        case UInt8(ascii: " "), UInt8(ascii: "\n"), UInt8(ascii: "\r"), UInt8(ascii: "\t"): break
        default: afterComma = false
        }
    }
    return false
}

try writeSeeds(recordedBodies(of: "burki", "flireo", "flireo-events") + [Record.example])

fuzz { input in
    (Answer.body, Answer.requestCount) = (Array(input), 0)
    let hash = input.reduce(0) { ($0 &* 31 &+ Int($1)) & 0xFFFF }
    Comparison.selection = [0, 1, hash % Comparison.models.count, hash / 64 % Comparison.models.count]
    let own: Result<Comparison, any Error> = wait {
        do {
            return .success(try await burki.raw.send(.get, "/", acceptsFailure: true))
        } catch {
            return .failure(error)
        }
    }
    let foundation = try? JSONDecoder().decode(Comparison.self, from: input)
    switch (own, foundation) {
    case (.success(let own), let foundation?):
        if let difference = own.difference(from: foundation) { fail(difference, on: input) }
    case (.success, nil): fail("A text was read that JSONDecoder rejects.", on: input)
    case (.failure(let error as VoiceAgentsError), let foundation):
        guard error.kind == .undecodableReply else { fail("\(error)", on: input) }
        // Foundation also reads UTF-16 and UTF-32, and does not validate what it does not read.
        let isUTF8 = input.allSatisfy { $0 != 0 && $0 < 0xFE }
        if foundation != nil, isUTF8, !hasTrailingComma(input),
            (try? JSONSerialization.jsonObject(with: input, options: .fragmentsAllowed)) != nil
        {
            fail("A text was rejected that JSONDecoder reads: \(error)", on: input)
        }
    case (.failure(let error), _): fail("not an error of the client: \(error)", on: input)
    }

    Answer.requestCount = 0
    let operation = operations[hash % operations.count]
    let failure: (any Error)? = wait {
        do { try await operation() } catch { return error }
        return nil
    }
    if let failure, !(failure is VoiceAgentsError) { fail("not an error of the client: \(failure)", on: input) }
}
