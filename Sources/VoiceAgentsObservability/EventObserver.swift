#if Observability
public import Flireo
public import VoiceAgentsCore

/// Observes the operations of clients, and the events that a server answers.
///
/// ``LogObserver``, ``MetricsObserver`` and ``TracingObserver`` are observers. Add them with
/// `ClientConfiguration.observe(with:)` and `ServerEventHandler.observe(with:)`.
public protocol EventObserver: Sendable {
    /// Observes an event of an operation.
    func observe(_ event: ClientEvent)

    /// Observes an event of Flireo that was handled.
    func observe(_ event: HandledEvent)

    /// Observes a failure in the handling of an event of Flireo, which can come after its ``/Flireo/HandledEvent``.
    func observe(_ failure: ServerEventError)
}

extension ClientConfiguration {
    /// Adds observers to those that the configuration has.
    ///
    /// ```swift
    /// var configuration = ClientConfiguration()
    /// configuration.observe(with: [LogObserver(), MetricsObserver(), TracingObserver()])
    /// let burki = BurkiClient(apiKey: key, configuration: configuration)
    /// ```
    ///
    /// - Parameter observers: The observers. They are called in this order, in the task of the operation.
    public mutating func observe(with observers: [any EventObserver]) {
        onEvent = { [onEvent] event in
            onEvent?(event)
            for observer in observers { observer.observe(event) }
        }
    }
}

extension ServerEventHandler {
    /// Adds observers to those that the handler has.
    ///
    /// ```swift
    /// var handler = ServerEventHandler()
    /// handler.observe(with: [LogObserver(), MetricsObserver(), TracingObserver()])
    /// ```
    ///
    /// - Parameter observers: The observers. They are called in this order, in the task that handles the event; for a failure after the
    ///   reply, in the task of the closure that failed.
    public mutating func observe(with observers: [any EventObserver]) {
        onHandledEvent { event in for observer in observers { observer.observe(event) } }
        onFailure = { [onFailure] failure in
            onFailure(failure)
            for observer in observers { observer.observe(failure) }
        }
    }
}
#endif
