import Burki
import VoiceAgentsCore

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

extension BurkiAccount {
    static let callAnalysisRoutes: [SimulatedRoute<Self>] = [
        .rule(.burki.calls.analytics) { try $0.analyzeCalls(&$1) },
        .rule(.burki.calls.statistics) { _, _ in
            // Burki's servers read the path as that of a call.
            throw platform.refusal([
                FieldProblem(reason: .not(.integer), location: ["path", "call_id"], value: "stats")
            ])
        },
        .rule(.burki.calls.metrics) { try $0.getMetrics(&$1, recalculates: false) },
        .rule(.burki.calls.recalculateMetrics) { try $0.getMetrics(&$1, recalculates: true) },
        .recording(.burki.calls.review),
    ]

    // MARK: - Numbers about all calls

    private func analyzeCalls(_ request: inout RequestReader) throws(SimulatedReply) -> SimulatedReply {
        let period = try request.query.word("period", of: ["1d", "7d", "30d", "90d"], default: "7d")
        try request.check()
        let days = Double(period.dropLast()) ?? 7
        let start = now().addingTimeInterval(-86_400 * days)
        let calls = callRecords.filter { $0.startedAt >= start }
        let (total, completed) = (calls.count, calls.filter { $0.status == .completed })
        let duration = completed.totalSeconds
        return SimulatedReply(body: [
            "total_calls": .optional(total), "completed_calls": .optional(completed.count),
            "failed_calls": .optional(calls.count { $0.status == .failed }),
            "ongoing_calls": .optional(calls.count { $0.status == .ongoing }),
            "total_duration": .optional(duration),
            "avg_duration": .number(Double(duration).divided(by: completed.count)),
            "success_rate": .number(Double(100 * completed.count).divided(by: total)),
            "daily_stats": .object(
                Dictionary(grouping: calls) { String($0.startedAt.naiveText.prefix(10)) }.mapValues { calls in
                    [
                        "total": .optional(calls.count),
                        "completed": .optional(calls.count { $0.status == .completed }),
                        "failed": .optional(calls.count { $0.status == .failed }),
                    ]
                }),
            "top_assistants": .array(topAssistants(of: calls)),
        ])
    }

    /// The ten assistants with the most calls.
    private func topAssistants(of calls: [PlacedCall]) -> [JSONValue] {
        let callsOfAssistants = Dictionary(grouping: calls, by: \.assistantID)
            .sorted { ($1.value.count, $0.key.rawValue) < ($0.value.count, $1.key.rawValue) }
        return callsOfAssistants.prefix(10).map { id, calls in
            [
                "assistant_id": .id(id), "assistant_name": .optional(assistant(id)?.name),
                "calls": .optional(calls.count), "duration": .optional(calls.totalSeconds),
            ]
        }
    }

    // MARK: - Numbers about one call

    /// The first request calculates, and the result remains until it is calculated again, as Burki documents it.
    private mutating func getMetrics(
        _ request: inout RequestReader, recalculates: Bool
    ) throws(SimulatedReply) -> SimulatedReply {
        let index = try indexOfCall(&request)
        let age = recalculates ? calls[index].age : calls[index].metricsAge ?? calls[index].age
        calls[index].metricsAge = age
        return SimulatedReply(body: metrics(of: calls[index], at: age))
    }

    /// Times, turns, words and shares of what was said. What a language model would say is that of Burki's example.
    private func metrics(of call: PlacedCall, at age: Duration) -> JSONValue {
        let segments = call.segments(at: age).filter(\.isFinal)
        let (customer, assistant) = (SpeakerNumbers(.user, in: segments), SpeakerNumbers(.assistant, in: segments))
        let responses = customer.responseTimes + assistant.responseTimes
        let silences = zip(segments, segments.dropFirst()).map { ($1.start - $0.end).inSeconds }
        let speakingTime = customer.speakingTime + assistant.speakingTime
        let customerShare = Int((100 * customer.speakingTime).divided(by: speakingTime).rounded())
        let scoreTime = segments.first { $0.speaker == .user }?.start.inSeconds
        func scores(_ score: Double) -> JSONValue {
            .array(scoreTime.map { [["t": .number($0), "score": .number(score)]] } ?? [])
        }
        return [
            "avg_response_time": .number(responses.average), "fastest_response_time": .number(responses.min() ?? 0),
            "response_time_std": .number(responses.standardDeviation), "conversation_flow_score": 82,
            "engagement_score": 76, "user_percentage": .optional(customerShare),
            "ai_percentage": .optional(speakingTime > 0 ? 100 - customerShare : 0),
            "user_turns": .optional(customer.turnCount), "ai_turns": .optional(assistant.turnCount),
            "avg_customer_response_time": .number(customer.responseTimes.average),
            "avg_ai_response_time": .number(assistant.responseTimes.average),
            "fastest_customer_response": .number(customer.responseTimes.min() ?? 0),
            "fastest_ai_response": .number(assistant.responseTimes.min() ?? 0),
            "slowest_customer_response": .number(customer.responseTimes.max() ?? 0),
            "slowest_ai_response": .number(assistant.responseTimes.max() ?? 0),
            "avg_customer_turn_duration": .number(customer.durations.average),
            "avg_ai_turn_duration": .number(assistant.durations.average),
            "longest_customer_monologue": .number(customer.durations.max() ?? 0),
            "longest_ai_monologue": .number(assistant.durations.max() ?? 0),
            "avg_silence_duration": .number(silences.average),
            "awkward_silences_count": .optional(silences.count { $0 > awkwardSilence }),
            "total_silence_time": .number(silences.reduce(0, +)),
            "silence_percentage": .number(
                (100 * silences.reduce(0, +)).divided(by: silences.reduce(0, +) + speakingTime)),
            "total_customer_words": .optional(customer.wordCount), "total_ai_words": .optional(assistant.wordCount),
            "customer_words_per_minute": .number(customer.wordsPerMinute),
            "ai_words_per_minute": .number(assistant.wordsPerMinute),
            "avg_customer_words_per_turn": .number(Double(customer.wordCount).divided(by: customer.turnCount)),
            "avg_ai_words_per_turn": .number(Double(assistant.wordCount).divided(by: assistant.turnCount)),
            "total_speaking_time_customer": .number(customer.speakingTime),
            "total_speaking_time_ai": .number(assistant.speakingTime),
            "speaking_time_ratio": .number(customer.speakingTime.divided(by: assistant.speakingTime)),
            "interruption_count": 0, "avg_confidence_customer": 0.93, "avg_confidence_ai": 0.95,
            "low_confidence_segments_count": 0, "avg_user_frustration": 0.12, "avg_user_stress": 0.18,
            "interaction_sentiment_delta": 0.22, "frustration_scores_ts": scores(0.1), "stress_scores_ts": scores(0.2),
            "price_sensitivity": 0, "primary_intent": "reschedule_appointment",
            "intent_resolved": .bool(call.status == .completed), "ai_response_accuracy": 0.86,
        ]
    }
}

/// A silence in seconds above which it is counted as awkward. Burki does not document its own.
private let awkwardSilence = 3.0

/// The numbers of one speaker, with times in seconds.
private struct SpeakerNumbers {
    let durations: [Double]
    /// The times from the end of the other speaker's turn to the beginning of this one's.
    let responseTimes: [Double]
    let wordCount: Int

    init(_ speaker: Call.Transcript.Speaker, in segments: [SimulatedConversation.Segment]) {
        let own = segments.filter { $0.speaker == speaker }
        durations = own.map { ($0.end - $0.start).inSeconds }
        responseTimes = zip(segments, segments.dropFirst()).filter { $0.speaker != speaker && $1.speaker == speaker }
            .map { ($1.start - $0.end).inSeconds }
        wordCount = own.map { $0.text.split(whereSeparator: \.isWhitespace).count }.reduce(0, +)
    }

    var turnCount: Int { durations.count }
    var speakingTime: Double { durations.reduce(0, +) }
    var wordsPerMinute: Double { (60 * Double(wordCount)).divided(by: speakingTime) }
}

extension [BurkiAccount.PlacedCall] {
    /// The duration of the calls that have ended.
    fileprivate var totalSeconds: Int { map { $0.duration?.wholeSeconds ?? 0 }.reduce(0, +) }
}

extension [Double] {
    fileprivate var average: Double { reduce(0, +).divided(by: count) }

    fileprivate var standardDeviation: Double {
        let average = average
        return map { ($0 - average) * ($0 - average) }.average.squareRoot()
    }
}

extension Double {
    /// The quotient, or 0 when the divisor is 0, since JSON has no number for it.
    fileprivate func divided(by divisor: Double) -> Double { divisor == 0 ? 0 : self / divisor }

    fileprivate func divided(by divisor: Int) -> Double { divided(by: Double(divisor)) }
}
