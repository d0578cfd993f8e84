public import Burki
public import VoiceAgentsCore

#if canImport(FoundationEssentials)
public import FoundationEssentials
#else
public import Foundation
#endif

extension BurkiAccount {
    /// An outbound call of a simulated organization.
    ///
    /// A call that a program places has a ``conversation`` and goes on as time passes. One that a test creates, for an account with a
    /// history, stays as it is.
    public struct PlacedCall: Sendable, Hashable, Identifiable {
        /// Burki's id of the call.
        public var id: Call.ID
        /// The provider's id of the call.
        public var sid: Call.SID
        /// The number of the organization.
        public var from: PhoneNumber
        /// The called number.
        public var to: PhoneNumber
        /// The assistant of the call.
        public var assistantID: Assistant.ID
        /// The name of the conversation flow. `nil` when no flow led the call.
        public var flowName: String?
        /// The first message, after the variables were replaced. `nil`: that of the assistant.
        public var welcomeMessage: String?
        /// The agenda, after the variables were replaced.
        public var agenda: String?
        /// When the call began. Ringing is a part of the call.
        public var startedAt: Date
        /// The metadata.
        public var metadata: [String: JSONValue]
        /// What happens in the call. `nil` for a call of a history.
        public internal(set) var conversation: SimulatedConversation? {
            didSet { conversationEnd = conversation?.end }
        }

        /// The end of ``conversation``. It is kept because every request compares it for every call.
        private var conversationEnd: Duration?
        /// The time since the call began, on the simulator's clock.
        var age = Duration.zero
        /// The time from the beginning until a program ended the call. `nil`: none did.
        private var termination: Duration?
        /// The age at which the metrics were calculated. `nil`: not yet.
        var metricsAge: Duration?

        private var historicalStatus: Call.Status
        private var historicalDuration: Duration?

        /// Creates a call, for an account with a history.
        public init(
            id: Call.ID, sid: Call.SID, from: PhoneNumber, to: PhoneNumber, assistantID: Assistant.ID,
            flowName: String? = nil, welcomeMessage: String? = nil, agenda: String? = nil,
            status: Call.Status = .ongoing,
            startedAt: Date = Date(timeIntervalSince1970: 1_696_154_400), duration: Duration? = nil,
            metadata: [String: JSONValue] = [:]
        ) {
            self.id = id
            self.sid = sid
            self.from = from
            self.to = to
            self.assistantID = assistantID
            self.flowName = flowName
            self.welcomeMessage = welcomeMessage
            self.agenda = agenda
            self.startedAt = startedAt
            self.metadata = metadata
            historicalStatus = status
            historicalDuration = duration
        }

        // MARK: - The course of the call

        /// The time from the beginning to the end, also to an end that lies ahead. `nil` for an ongoing call of a history.
        private var end: Duration? { termination ?? conversationEnd ?? historicalDuration }

        /// The status: `ongoing` until the call ends, also while it rings, then `completed` or `failed`.
        public var status: Call.Status {
            guard let conversationEnd, termination == nil else { return historicalStatus }
            if age < conversationEnd { return .ongoing }
            return conversation?.outcome == .answered ? .completed : .failed
        }

        /// The duration. `nil` while the call is ongoing.
        public var duration: Duration? { status == .ongoing ? nil : end }

        /// When the call ended. `nil` while it is ongoing.
        public var endedAt: Date? { duration.map(date(at:)) }

        /// Ends the call now.
        mutating func terminate(at now: Date) {
            termination = conversation == nil ? .seconds(max(0, now.timeIntervalSince(startedAt))) : age
            historicalStatus = .completed
        }

        /// The date of a time from the beginning of the call.
        func date(at time: Duration) -> Date { startedAt.addingTimeInterval(time.inSeconds) }

        // MARK: - What is said and what follows

        /// What was said until now, or until an earlier age.
        func segments(at time: Duration? = nil) -> [SimulatedConversation.Segment] {
            let time = min(time ?? age, age)
            let end = min(time, duration ?? time)
            return conversation?.segments(until: end, hasEnded: status != .ongoing && end == duration) ?? []
        }

        /// The time from the answer to the end. `nil` while the call is ongoing.
        var talkTime: Duration? {
            duration.map { end in max(.zero, end - (conversation?.answer ?? end)) }
        }

        /// Whether the cost is known.
        var hasCost: Bool { conversation.map { isPast($0.costDelay) } ?? false }

        /// The cost of the call in US dollars. `nil` until it is known, and for a call of a history.
        public var cost: Decimal? {
            guard hasCost, let conversation, let talkTime else { return nil }
            return conversation.pricePerMinute * Decimal(talkTime.wholeSecondsRoundedUp) / 60
        }

        /// The status of the recording: `processing` after the end of the call, then `completed`. `nil` when there is no recording.
        public var recordingStatus: Call.Recording.Status? {
            guard let talkTime, talkTime > .zero, let delay = conversation?.recordingDelay else { return nil }
            return isPast(delay) ? .completed : .processing
        }

        /// The token of the recording's public link, `https://api.burki.dev/public/recording/TOKEN`.
        public var recordingToken: String { BurkiAccount.sid("token", id.rawValue) }

        /// Whether a time has passed since the end of the call.
        private func isPast(_ delay: Duration) -> Bool { duration.map { age >= $0 + delay.clamped } ?? false }
    }
}

extension BurkiAccount {
    /// Lets the calls go on.
    ///
    /// - Parameter time: The time since the simulator was created.
    mutating func advance(to time: Duration) {
        // An account can come from another simulator, whose time was later.
        let passed = max(.zero, time - elapsed)
        elapsed = time
        guard passed > .zero else { return }
        for index in calls.indices where calls[index].conversation != nil {
            changeCall(at: index) { $0.age += passed }
        }
    }

    /// Changes a call, and pays for it when its cost becomes known.
    mutating func changeCall(at index: Int, _ change: (inout PlacedCall) -> Void) {
        let isPaid = calls[index].hasCost
        change(&calls[index])
        if !isPaid, let cost = calls[index].cost { balance -= cost }
    }

    /// The index of a call whose record can be read.
    func indexOfCall(where condition: (PlacedCall) -> Bool) -> Int? {
        calls.firstIndex { hasRecord($0) && condition($0) }
    }

    /// The calls whose records can be read, the newest first.
    var callRecords: [PlacedCall] { calls.reversed().filter(hasRecord) }

    private func hasRecord(_ call: PlacedCall) -> Bool {
        call.conversation == nil || call.age >= callRecordDelay.clamped
    }
}
