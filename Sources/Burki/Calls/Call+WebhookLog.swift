#if canImport(FoundationEssentials)
public import FoundationEssentials
#else
public import Foundation
#endif

extension Call {
    /// An attempt of Burki to send an event of a call to your server. Burki keeps it for 30 days.
    public struct WebhookLog: Codable, Hashable, Sendable, Identifiable {
        /// The id of an attempt.
        public typealias ID = Identifier<WebhookLog, Int>

        /// The attempt's id.
        public var id: ID
        /// The call.
        public var callID: Call.ID?
        /// The assistant whose settings name the server.
        public var assistantID: Assistant.ID?
        /// The URL of the server.
        public var url: URL?
        /// The event.
        public var type: WebhookType?
        /// The body of the request.
        public var payload: [String: JSONValue]?
        /// The status of the response. `nil` when there was none.
        public var responseStatus: Int?
        /// The body of the response, cut after 10 kB.
        public var responseBody: String?
        /// The time until the response.
        @Milliseconds public var responseTime: Duration?
        /// When the request was sent.
        public var attemptedAt: Date?
        /// Whether the server accepted it.
        public var isSuccess: Bool?
        /// Why it failed.
        public var errorMessage: String?
        /// The number of earlier attempts.
        public var retryCount: Int?
        /// Metadata. Its members are not documented.
        public var metadata: [String: JSONValue]?

        /// Creates a value, for tests.
        public init(
            id: ID, callID: Call.ID? = nil, assistantID: Assistant.ID? = nil, url: URL? = nil, type: WebhookType? = nil,
            payload: [String: JSONValue]? = nil, responseStatus: Int? = nil, responseBody: String? = nil,
            responseTime: Duration? = nil, attemptedAt: Date? = nil, isSuccess: Bool? = nil,
            errorMessage: String? = nil, retryCount: Int? = nil, metadata: [String: JSONValue]? = nil
        ) {
            self.id = id
            self.callID = callID
            self.assistantID = assistantID
            self.url = url
            self.type = type
            self.payload = payload
            self.responseStatus = responseStatus
            self.responseBody = responseBody
            self.responseTime = responseTime
            self.attemptedAt = attemptedAt
            self.isSuccess = isSuccess
            self.errorMessage = errorMessage
            self.retryCount = retryCount
            self.metadata = metadata
        }

        private enum CodingKeys: String, CodingKey {
            case id
            case callID = "call_id"
            case assistantID = "assistant_id"
            case url = "webhook_url"
            case type = "webhook_type"
            case payload = "request_payload"
            case responseStatus = "response_status_code"
            case responseBody = "response_body"
            case responseTime = "response_time_ms"
            case attemptedAt = "attempted_at"
            case isSuccess = "success"
            case errorMessage = "error_message"
            case retryCount = "retry_count"
            case metadata = "webhook_metadata"
        }
    }
}

extension Call.WebhookLog {
    /// An event of a webhook. Burki's pages and its published server use different words.
    public struct WebhookType: OpenEnum {
        /// The value on the wire.
        public let rawValue: String

        /// Creates a type from any string.
        public init(rawValue: String) { self.rawValue = rawValue }

        /// A call has started.
        public static let callStarted = Self(rawValue: "call_started")
        /// A call has ended.
        public static let callEnded = Self(rawValue: "call_ended")
        /// Something was said.
        public static let transcript = Self(rawValue: "transcript")
        /// A tool was called.
        public static let toolCall = Self(rawValue: "tool_call")
        /// The call is being transferred.
        public static let transferInitiated = Self(rawValue: "transfer_initiated")
        /// A text message came.
        public static let smsReceived = Self(rawValue: "sms_received")
        /// A status, in the words of the server.
        public static let statusUpdate = Self(rawValue: "status-update")
        /// The report of a call, in the words of the server.
        public static let endOfCallReport = Self(rawValue: "end-of-call-report")

        /// The types that this version knows.
        public static let known: [Self] = [
            callStarted, callEnded, transcript, toolCall, transferInitiated, smsReceived, statusUpdate, endOfCallReport,
        ]
    }
}
