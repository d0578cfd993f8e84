import Burki
import Flireo
import Foundation
import VoiceAgentsTesting

// What the samples take from the program around them. Nothing is run, so that no name needs a value.
// What closures of the SDK use, which run outside every actor, is `nonisolated`, for the target with the main actor as default.

private nonisolated func given<Value>() -> Value { fatalError("Samples are compiled, not run.") }

// Clients and what they are made of.
var burki: BurkiClient { given() }
var flireo: FlireoClient { given() }
var key: APIKey { given() }
var baseURL: URL { given() }
var anyURL: URL { given() }
var url: URL { given() }
var path: RequestPath { given() }
var configuration: ClientConfiguration {
    get { given() }
    set { _ = newValue }
}
var handler: ServerEventHandler {
    get { given() }
    set { _ = newValue }
}
var simulator: FlireoSimulator { given() }

// Records and their ids.
var call: Burki.Call { given() }
var graph: AssistantGraph { given() }
var assistantID: Flireo.Assistant.ID { given() }
var numberID: PhoneNumberID { given() }
var callID: Burki.Call.ID { given() }
var recordingID: Burki.Call.Recording.ID { given() }
var recording: URL { given() }
var folder: URL { given() }
var file: URL { given() }

// Texts and data from outside.
var ours: PhoneNumber { given() }
var attempt: Date { given() }
var customer: PhoneNumber { given() }
var customers: [PhoneNumber] { given() }
var number: PhoneNumber { given() }
var text: String { given() }
var other: String { given() }
var body: Data { given() }
var json: Data { given() }
var copiedFromDashboard: Data { given() }
var event: ServerEvent { given() }
var filter: Filter { given() }

struct Filter {
    var status: String?
    var from: Date?
}

nonisolated struct Wish: Decodable {
    let day: String
}

nonisolated struct Day: Decodable {
    let date: String
}

// The program's own functions.
var calendar: FreeTimes { given() }
nonisolated var trace: Trace { given() }

struct FreeTimes {
    func freeTimes(on day: String) async throws -> [String] { given() }
    func freeSlots(on day: String) async throws -> [String] { given() }
}

nonisolated struct Trace {
    func append(_ event: ClientEvent) {}
}

extension [PhoneNumber] {
    func name(of caller: PhoneAddress?) async -> String? { given() }
}

func askAPerson(_ calls: [Burki.Call] = []) {}
func bookSlowly() async throws -> String { given() }
nonisolated func log(_ value: some CustomStringConvertible) {}
func lookAtTheCalls(_ message: String) {}
func moveNumber(with flireo: FlireoClient) async throws {}
func note(_ sid: Burki.Call.SID?) {}
func remind(_ customer: PhoneNumber, with burki: BurkiClient) async throws {}
func store(_ lines: [some Sendable]) async throws {}
func tryLater(_ wait: Duration?) {}
func unlinkElsewhere() {}
