#if canImport(FoundationEssentials)
public import FoundationEssentials
#else
public import Foundation
#endif

/// An event of a call that Flireo sends to your server.
///
/// Flireo sends events to the server URL of an assistant of type external, as the body of a POST request. A
/// ``ServerEventHandler`` decodes them and returns the reply.
///
/// No field is documented as required, so almost every property is optional. Members that this version does not know are kept and
/// encoded again.
///
/// This is an open set: a `switch` needs a `default`.
///
/// - SeeAlso: "Assistant types", doc.flireo.nl.
#if hasAttribute(nonexhaustive)
@nonexhaustive
#endif
public enum ServerEvent: Hashable, Sendable {
    /// An incoming call, for which Flireo requests an assistant.
    case assistantRequest(AssistantRequest)
    /// The agent calls functions of your server.
    case toolCalls(ToolCalls)
    /// A conversation has ended.
    case endOfCallReport(EndOfCallReport)
    /// A call has started or ended.
    case statusUpdate(StatusUpdate)
    /// An event that this version does not know.
    case unknown(Unknown)

    /// Decodes an event from the body of a request.
    ///
    /// - Parameter body: The complete body: a JSON object with an `eventType`.
    /// - Throws: ``ServerEventError`` of kind ``ServerEventError/Kind/malformedEvent``.
    public init(body: Data) throws {
        do {
            self = try ReplyDecoder().decode(AnyEvent.self, from: body).event
        } catch let error as DecodingError {
            throw ServerEventError(malformed: error)
        }
    }

    /// The type of the event on the wire, for example `tool-calls`.
    public var type: String {
        switch self {
        case .assistantRequest: EventHead.Spelling.assistantRequest.eventType
        case .toolCalls: EventHead.Spelling.toolCalls.eventType
        case .endOfCallReport: EventHead.Spelling.endOfCallReport.eventType
        case .statusUpdate: EventHead.Spelling.statusUpdate.eventType
        case .unknown(let event): event.type
        }
    }

    /// The call of the event. `nil` when the event does not contain it, and for unknown events.
    public var callID: Call.ID? {
        switch self {
        case .assistantRequest(let event): event.callID
        case .toolCalls(let event): event.callID
        case .endOfCallReport(let event): event.callID
        case .statusUpdate(let event): event.callID
        case .unknown: nil
        }
    }
}

extension ServerEvent: Encodable {
    /// Encodes the event as Flireo does.
    public func encode(to encoder: any Encoder) throws {
        switch self {
        case .assistantRequest(let event): try event.encode(to: encoder)
        case .toolCalls(let event): try event.encode(to: encoder)
        case .endOfCallReport(let event): try event.encode(to: encoder)
        case .statusUpdate(let event): try event.encode(to: encoder)
        case .unknown(let event): try event.encode(to: encoder)
        }
    }
}

/// Decodes an event of any type. `ServerEvent` itself is not `Decodable`, so that there is only one initializer and one error.
private struct AnyEvent: Decodable {
    let event: ServerEvent

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: EventHead.Key.self)
        switch try container.decode(String.self, forKey: .eventType) {
        case EventHead.Spelling.assistantRequest.eventType: event = .assistantRequest(try .init(from: decoder))
        case EventHead.Spelling.toolCalls.eventType: event = .toolCalls(try .init(from: decoder))
        case EventHead.Spelling.endOfCallReport.eventType: event = .endOfCallReport(try .init(from: decoder))
        // One page of Flireo uses the plural for this event.
        case EventHead.Spelling.statusUpdate.eventType, "status-updates":
            event = .statusUpdate(try .init(from: decoder))
        default: event = .unknown(try .init(from: decoder))
        }
    }
}
