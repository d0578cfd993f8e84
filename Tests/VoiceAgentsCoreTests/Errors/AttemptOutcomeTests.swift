import Foundation
import Testing

@testable import VoiceAgentsCore

private let operations = [
    PlatformOperation("test.read", .get, "/x", .safe, advice: "Look first."),
    PlatformOperation("test.replace", .put, "/x", .idempotent, advice: "Look first."),
    PlatformOperation("test.dial", .post, "/x", .unrepeatable, advice: "Look first."),
]

/// One row: how an attempt failed, and how it is classified.
struct Classification: Sendable, CustomTestStringConvertible {
    let name: String
    let outcome: AttemptOutcome
    let kind: VoiceAgentsError.Kind
    /// The effect for a read, for a write that may be repeated and for one that must not.
    let effects: [Effect]

    var testDescription: String { name }

    fileprivate init(_ name: String, _ outcome: AttemptOutcome, _ kind: VoiceAgentsError.Kind, _ effects: [Effect]) {
        self.name = name
        self.outcome = outcome
        self.kind = kind
        self.effects = effects
    }

    fileprivate func error(
        of operation: PlatformOperation, after history: AttemptHistory = AttemptHistory(attempts: 1)
    ) -> VoiceAgentsError {
        VoiceAgentsError(outcome, of: operation, after: history, now: Date(timeIntervalSince1970: 0), redacted: \.self)
    }
}

extension Classification {
    static let all = statuses + transportErrors + brokenReplies + successes

    /// Each status with bodies that give a reason, with and without a full stop, and bodies that give none.
    private static let statuses: [Classification] = {
        let notDone: [Effect] = [.no, .no, .no]
        let unclear: [Effect] = [.no, .perhaps, .perhaps]
        let rows: [(Int, VoiceAgentsError.Kind, [Effect])] = [
            (100, .unexpectedStatus, unclear),
            (301, .unexpectedStatus, notDone), (302, .unexpectedStatus, notDone), (303, .unexpectedStatus, unclear),
            (307, .unexpectedStatus, notDone), (308, .unexpectedStatus, notDone),
            (400, .invalidRequest, notDone), (401, .unauthorized, notDone), (402, .paymentRequired, notDone),
            (403, .forbidden, notDone), (404, .notFound, notDone), (405, .endpointNotAvailable, notDone),
            (408, .unexpectedStatus, unclear), (409, .conflict, notDone), (413, .invalidRequest, notDone),
            (418, .unexpectedStatus, notDone), (422, .invalidRequest, notDone), (429, .rateLimited, notDone),
            (500, .serverError, unclear), (502, .serverError, unclear), (503, .serverError, unclear),
            (504, .serverError, unclear),
        ]
        let bodies = ["", "<html>", #"{"detail":"Reason"}"#, #"{"detail":"Reason."}"#]
        return rows.flatMap { status, kind, effects in
            bodies.map { Classification("\(status) \($0)", .response(reply(status, $0)), kind, effects) }
        } + [
            Classification(
                "404 of a route", .response(reply(404, #"{"detail":"Not Found"}"#)), .endpointNotAvailable, notDone)
        ]
    }()

    private static let transportErrorKinds: [TransportError.Kind] = [
        .cannotConnect, .insecureConnection, .connectionLost, .timedOut, .replyTooLarge, .malformedReply, .fileFailure,
        .declined, .other,
    ]

    /// The kind for a transport error. A failure with a file has its own, and so has a request that was declined.
    private static func errorKind(
        of kind: TransportError.Kind, otherwise other: VoiceAgentsError.Kind
    ) -> VoiceAgentsError.Kind {
        switch kind {
        case .fileFailure: .fileFailure
        case .declined where other == .notSent: .declined
        default: other
        }
    }

    private static let transportErrors = transportErrorKinds.flatMap { kind in
        [nil, "Reason", "Reason."].flatMap { reason in
            let sent = TransportError(kind, mayHaveReachedServer: true, reason: reason)
            let notSent = TransportError(kind, mayHaveReachedServer: false, reason: reason)
            return [
                Classification(
                    "\(sent), sent", AttemptOutcome(sent), errorKind(of: kind, otherwise: .outcomeUnknown),
                    [.no, .perhaps, .perhaps]),
                Classification(
                    "\(notSent), not sent", AttemptOutcome(notSent), errorKind(of: kind, otherwise: .notSent),
                    [.no, .no, .no]),
            ]
        }
    }

    /// Replies with a status and an incomplete body.
    private static let brokenReplies = transportErrorKinds.flatMap { kind in
        [
            (200, errorKind(of: kind, otherwise: .undecodableReply), [Effect.no, .yes, .yes]),
            (422, .invalidRequest, [.no, .no, .no]), (503, .serverError, [.no, .perhaps, .perhaps]),
        ].map { status, errorKind, effects in
            let error = TransportError(kind, mayHaveReachedServer: true, status: status, reason: "Reason.")
            return Classification("\(kind) after \(status)", AttemptOutcome(error), errorKind, effects)
        }
    }

    private static let successes = [
        unreadable("", [.no, .yes, .yes]),
        unreadable("{", [.no, .yes, .yes]),
        unreadable(#"{"value":"x"}"#, [.no, .yes, .yes]),
        unreadable("<html>", [.no, .perhaps, .perhaps]),
        unreadable("Service temporarily unavailable", [.no, .perhaps, .perhaps]),
        unreadable(" \n<?xml?>", [.no, .perhaps, .perhaps]),
        // Plain text that begins like a literal, a number or a string of JSON.
        unreadable("temporarily unavailable", [.no, .perhaps, .perhaps]),
        unreadable("no healthy upstream", [.no, .perhaps, .perhaps]),
        unreadable("503 backend fetch failed", [.no, .perhaps, .perhaps]),
        unreadable(#""down""  for maintenance"#, [.no, .perhaps, .perhaps]),
        unreadable("\u{FEFF}<html>", [.no, .perhaps, .perhaps]),
        unreadable("\u{FEFF}{", [.no, .yes, .yes]),
        unreadable("true", [.no, .yes, .yes]),
        unreadable(#"{"error":"Reason."}"#, [.no, .perhaps, .perhaps]),
        unreadable(#"{"detail":"Reason"}"#, [.no, .perhaps, .perhaps]),
        Classification(
            "no file", .unreadable(reply(206, "RIFF"), NoFileError(reason: "Reason.")), .undecodableReply,
            [.no, .perhaps, .perhaps]),
        Classification("success: false", .refused(reply(200, ""), message: nil), .refused, [.no, .no, .perhaps]),
        Classification(
            "success: false, Reason.", .refused(reply(200, ""), message: "Reason."), .refused, [.no, .no, .perhaps]),
        Classification("202", .pending(reply(202, "")), .stillPending, [.no, .perhaps, .perhaps]),
    ]

    private static func reply(_ status: Int, _ body: String) -> TransportResponse {
        TransportResponse(status: status, body: Data(body.utf8))
    }

    /// A success that is not an object with a number.
    private static func unreadable(_ body: String, _ effects: [Effect]) -> Classification {
        do {
            _ = try ReplyDecoder.strict.decode([String: Int].self, from: Data(body.utf8))
            preconditionFailure("\(body) can be read")
        } catch {
            return Classification("200 \(body)", .unreadable(reply(200, body), error), .undecodableReply, effects)
        }
    }
}

@Suite struct AttemptOutcomeTests {
    @Test(arguments: Classification.all)
    func outcomeHasKindAndEffect(_ row: Classification) {
        for (operation, effect) in zip(operations, row.effects) {
            let error = row.error(of: operation)
            #expect(error.kind == row.kind, "\(operation)")
            #expect(error.effect == effect, "\(operation)")
            #expect(error.operation == operation.name)
            #expect(error.attempts == 1)
        }
    }

    @Test("A message has no doubled full stop, and holds the advice only when the operation can have been carried out")
    func messageIsWellFormed() {
        for row in Classification.all {
            for operation in operations {
                for budgetIsEmpty in [false, true] {
                    for earlierEffect in [Effect.no, .perhaps] {
                        let error = row.error(
                            of: operation,
                            after: AttemptHistory(
                                attempts: 2, earlierEffect: earlierEffect, budgetIsEmpty: budgetIsEmpty))
                        let name: Comment = "\(row.name), \(operation): \(error.message)"
                        #expect(!error.message.isEmpty, name)
                        #expect(!error.message.contains(/[.!?:;,]\s*[.!?]/), name)
                        #expect(!error.message.contains("  "), name)
                        #expect(error.message.contains("Look first.") == (error.effect != .no), name)
                        #expect(
                            error.message.ranges(of: "It was not tried again").count == (budgetIsEmpty ? 1 : 0), name)
                    }
                }
            }
        }
    }

    @Test("The effect of an earlier attempt is kept, whatever the last outcome is")
    func earlierEffectIsKept() {
        let history = AttemptHistory(attempts: 2, earlierEffect: .perhaps)
        for row in Classification.all {
            for (operation, effect) in zip(operations, row.effects) where operation.safety != .safe {
                let error = row.error(of: operation, after: history)
                #expect(error.effect == max(effect, .perhaps), "\(row.name), \(operation)")
                #expect(error.kind == (row.kind == .notSent ? .outcomeUnknown : row.kind), "\(row.name), \(operation)")
                #expect(
                    error.message.contains("An earlier attempt got no clear answer") == (effect == .no),
                    "\(row.name), \(operation)")
                #expect(!error.message.contains("Nothing was sent"), "\(row.name), \(operation)")
            }
        }
    }
}
