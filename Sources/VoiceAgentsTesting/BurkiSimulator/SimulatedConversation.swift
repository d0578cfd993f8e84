public import Burki
import VoiceAgentsCore

#if canImport(FoundationEssentials)
public import FoundationEssentials
#else
public import Foundation
#endif

/// What happens in a simulated call: who says what, how long it takes, and what follows after the end.
///
/// ```swift
/// let simulator = BurkiSimulator()
/// await simulator.update { account in
///     account.conversation = { call in
///         guard call.to != "+15559876543" else { return .noAnswer }
///         return SimulatedConversation([
///             .assistant("Hello, this is the dentist. Is Tuesday at ten fine?"),
///             .user("No, I cannot come.", after: .seconds(2)),
///         ])
///     }
/// }
/// ```
///
/// The call rings, then each turn follows the one before it after a pause. Negative times count as zero.
public struct SimulatedConversation: Sendable, Hashable {
    /// The turns, in order.
    public var turns: [Turn]
    /// How the call ends.
    public var outcome: Outcome
    /// The time from the beginning of the call until it is answered or, without an answer, ends.
    public var ringing: Duration
    /// The time from the end of the call until its recording is complete. `nil`: the call is not recorded. A call in which nobody
    /// answered has no recording.
    public var recordingDelay: Duration?
    /// The time from the end of the call until its cost is known.
    public var costDelay: Duration
    /// The price of a minute in US dollars, from the answer to the end, each begun second of which counts. The default is $0.06, which
    /// is no price of Burki's.
    public var pricePerMinute: Decimal

    /// Creates a conversation.
    ///
    /// - Parameters:
    ///   - turns: The turns, in order.
    ///   - outcome: How the call ends.
    ///   - ringing: The time until the call is answered or, without an answer, ends.
    ///   - recordingDelay: The time from the end until the recording is complete. `nil`: no recording.
    ///   - costDelay: The time from the end until the cost is known.
    ///   - pricePerMinute: The price of a minute in US dollars.
    public init(
        _ turns: [Turn], outcome: Outcome = .answered, ringing: Duration = .seconds(5),
        recordingDelay: Duration? = .seconds(10), costDelay: Duration = .seconds(5),
        pricePerMinute: Decimal = Decimal(6) / 100
    ) {
        self.turns = turns
        self.outcome = outcome
        self.ringing = ringing
        self.recordingDelay = recordingDelay
        self.costDelay = costDelay
        self.pricePerMinute = pricePerMinute
    }

    /// A call that rings for 30 seconds and is not answered.
    public static let noAnswer = Self([], outcome: .noAnswer, ringing: .seconds(30))

    /// A conversation of three turns, about 20 seconds with a short welcome message. It is the default of
    /// ``BurkiAccount/conversation``.
    ///
    /// - Parameter welcomeMessage: The first turn. `nil`: a greeting.
    /// - Returns: The conversation.
    public static func example(welcomeMessage: String? = nil) -> Self {
        Self([
            .assistant(welcomeMessage ?? "Hello, I am calling about your appointment tomorrow at ten. Can you come?"),
            .user("Yes, tomorrow at ten is fine.", after: .seconds(1)),
            .assistant("Great, we will see you tomorrow. Thank you, and goodbye!"),
        ])
    }
}

extension SimulatedConversation {
    /// What one speaker says without a pause.
    public struct Turn: Sendable, Hashable {
        /// The speaker.
        public var speaker: Call.Transcript.Speaker
        /// What is said.
        public var text: String
        /// The silence before the turn.
        public var pause: Duration
        /// How long the speaker speaks.
        public var duration: Duration

        /// Creates a turn.
        ///
        /// - Parameters:
        ///   - speaker: The speaker.
        ///   - text: What is said.
        ///   - pause: The silence before the turn.
        ///   - duration: How long the speaker speaks. `nil`: at least a second, with 15 characters in a second.
        public init(
            _ speaker: Call.Transcript.Speaker, _ text: String, after pause: Duration = .milliseconds(500),
            lasting duration: Duration? = nil
        ) {
            self.speaker = speaker
            self.text = text
            self.pause = pause
            self.duration = duration ?? max(.seconds(1), .milliseconds(100) * (text.count * 2 / 3))
        }

        /// A turn of the assistant. See ``init(_:_:after:lasting:)``.
        public static func assistant(
            _ text: String, after pause: Duration = .milliseconds(500), lasting duration: Duration? = nil
        ) -> Self { Self(.assistant, text, after: pause, lasting: duration) }

        /// A turn of the customer. See ``init(_:_:after:lasting:)``.
        public static func user(
            _ text: String, after pause: Duration = .milliseconds(500), lasting duration: Duration? = nil
        ) -> Self { Self(.user, text, after: pause, lasting: duration) }
    }

    /// How a call ends. This is an open set: a `switch` needs a `default`.
    #if hasAttribute(nonexhaustive)
    @nonexhaustive
    #endif
    public enum Outcome: Sendable, Hashable {
        /// The customer answers, the turns are said, and the call is `completed`.
        case answered
        /// Nobody answers: after ringing, the call is `failed`. The turns are not said.
        case noAnswer
        /// The connection breaks off after the turns, and the call is `failed`.
        case failed
    }
}

// MARK: - Times from the beginning of the call

extension SimulatedConversation {
    /// When the customer answers. `nil`: never.
    var answer: Duration? { outcome == .noAnswer ? nil : ringing.clamped }

    /// When the call ends by itself: at the first whole second after the last turn, since Burki counts whole seconds.
    var end: Duration {
        let end = answer == nil ? ringing.clamped : schedule.last?.end ?? ringing.clamped
        return .seconds(end.wholeSecondsRoundedUp)
    }

    /// The turns that are said, with their times.
    private var schedule: [(turn: Turn, start: Duration, end: Duration)] {
        guard var time = answer else { return [] }
        return turns.map { turn in
            let start = time + turn.pause.clamped
            time = start + turn.duration.clamped
            return (turn, start, time)
        }
    }

    /// What was said until a time.
    ///
    /// - Parameters:
    ///   - time: The time from the beginning of the call.
    ///   - hasEnded: Whether the call ended at that time, so that a turn that goes on is cut off there.
    /// - Returns: The segments. Of a turn that goes on, those words that were said; its segment is interim unless the call has ended.
    func segments(until time: Duration, hasEnded: Bool) -> [Segment] {
        schedule.enumerated().compactMap { index, entry in
            let (turn, start, end) = entry
            if end <= time {
                return Segment(number: index + 1, turn.speaker, turn.text, from: start, to: end, isFinal: true)
            }
            guard start < time else { return nil }
            let words = turn.text.split(separator: " ")
            let said = words.prefix(Int((time - start) / (end - start) * Double(words.count))).joined(separator: " ")
            guard !said.isEmpty else { return nil }
            return Segment(number: index + 1, turn.speaker, said, from: start, to: time, isFinal: hasEnded)
        }
    }

    /// What one speaker said, with times from the beginning of the call.
    struct Segment {
        /// The number of the turn, from 1.
        let number: Int
        let speaker: Call.Transcript.Speaker
        let text: String
        let start: Duration
        let end: Duration
        let isFinal: Bool

        init(
            number: Int, _ speaker: Call.Transcript.Speaker, _ text: String, from start: Duration, to end: Duration,
            isFinal: Bool
        ) {
            self.number = number
            self.speaker = speaker
            self.text = text
            self.start = start
            self.end = end
            self.isFinal = isFinal
        }

        /// How certain the speech recognition is, as in Burki's example.
        var confidence: Double { speaker == .assistant ? 0.95 : 0.93 }
    }
}

extension Duration {
    /// The number of seconds, with a fraction.
    var inSeconds: Double { self / .seconds(1) }

    /// The whole seconds, without a fraction.
    var wholeSeconds: Int { Int(clamping: components.seconds) }

    /// The whole seconds, of which each begun one counts.
    var wholeSecondsRoundedUp: Int { wholeSeconds + (components.attoseconds > 0 ? 1 : 0) }
}
