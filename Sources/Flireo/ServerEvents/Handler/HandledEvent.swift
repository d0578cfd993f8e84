import VoiceAgentsCore

/// An event that was handled, which a handler reports to ``ServerEventHandler/onHandledEvent(_:)``, for metrics and traces.
///
/// It contains no value of the event except the id of the call: no phone number, and nothing that was said.
public struct HandledEvent: Sendable {
    /// The type of the event, for example `tool-calls`. `nil` for a body that cannot be decoded as an event, and for a type that this
    /// version does not know: the sender could otherwise create any number of labels in a metric.
    public let type: String?

    /// The call. `nil` when the event does not contain it, and when ``type`` is `nil`.
    public let callID: Call.ID?

    /// The time from the body to the reply.
    public let duration: Duration

    /// Why there is no reply. `nil` when there is one, also when it tells the agent that a tool failed.
    public let failure: ServerEventError.Kind?

    /// The tools that were called, in the order of their calls. Empty when the task that handles the event was cancelled.
    public let tools: [Tool]

    /// A call of a tool.
    public struct Tool: Sendable {
        /// The name of the tool. `nil` for a name that is not registered, which the sender could choose.
        public let name: String?

        /// How long the tool ran; for one that was too slow, until the time limit.
        public let duration: Duration

        /// Why it failed. `nil` when it succeeded.
        public let failure: ServerEventError.Kind?
    }
}

extension ServerEventHandler {
    /// Adds a closure that is called after each event, with or without a reply. It is called in the task that handles the event, after
    /// the closures that were added before, so it should return quickly.
    ///
    /// - Parameter observer: The closure.
    public mutating func onHandledEvent(_ observer: @escaping @Sendable (HandledEvent) -> Void) {
        eventObserver = { [eventObserver] event in
            eventObserver?(event)
            observer(event)
        }
    }
}

/// Measures the handling of an event. Without an observer, it measures nothing.
struct EventObservation: Sendable {
    private let observer: (@Sendable (HandledEvent) -> Void)?
    private let clock: RelativeClock?
    private var type: String?
    private var callID: Call.ID?
    private var tools: [HandledEvent.Tool] = []

    init(_ observer: (@Sendable (HandledEvent) -> Void)?, clock: any Clock<Duration>) {
        self.observer = observer
        self.clock = observer == nil ? nil : RelativeClock(clock)
    }

    /// The time since the start of the observation.
    var elapsed: Duration { clock?.now() ?? .zero }

    /// Notes the event.
    mutating func receive(_ event: ServerEvent) {
        if case .unknown = event { return }
        (type, callID) = (event.type, event.callID)
    }

    /// Notes a call of a tool.
    mutating func append(_ tool: HandledEvent.Tool) {
        if observer != nil { tools.append(tool) }
    }

    /// Reports the end.
    func finish(_ failure: ServerEventError.Kind?) {
        observer?(
            HandledEvent(type: type, callID: callID, duration: elapsed, failure: failure, tools: tools))
    }
}
