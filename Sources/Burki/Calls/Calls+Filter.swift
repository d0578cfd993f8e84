#if canImport(FoundationEssentials)
public import FoundationEssentials
#else
public import Foundation
#endif

extension BurkiClient.Calls {
    /// Conditions for calls. A call must meet all of them; `nil` is no condition.
    ///
    /// Burki searches by one text at a time: ``customerPhoneNumber``, ``sid`` or ``assistantName``. A request with several of them is
    /// rejected before it is sent.
    public struct Filter: Hashable, Sendable {
        /// The status.
        public var status: Call.Status?
        /// The assistant.
        public var assistantID: Assistant.ID?
        /// A part of the customer's number.
        public var customerPhoneNumber: String?
        /// A part of the provider's id, compared case-insensitively.
        public var sid: String?
        /// A part of the assistant's name, compared case-insensitively.
        public var assistantName: String?
        /// The earliest start of a call.
        public var start: Date?
        /// The latest start of a call.
        public var end: Date?
        /// The smallest duration, in whole seconds. A request with a fraction of a second is rejected before it is sent.
        public var minDuration: Duration?
        /// The largest duration, in whole seconds. A request with a fraction of a second is rejected before it is sent.
        public var maxDuration: Duration?

        /// Creates conditions.
        public init(
            status: Call.Status? = nil, assistantID: Assistant.ID? = nil, customerPhoneNumber: String? = nil,
            sid: String? = nil, assistantName: String? = nil, from start: Date? = nil, to end: Date? = nil,
            minDuration: Duration? = nil, maxDuration: Duration? = nil
        ) {
            self.status = status
            self.assistantID = assistantID
            self.customerPhoneNumber = customerPhoneNumber
            self.sid = sid
            self.assistantName = assistantName
            self.start = start
            self.end = end
            self.minDuration = minDuration
            self.maxDuration = maxDuration
        }

        var query: Query {
            var query: Query = [
                "status": status, "assistant_id": assistantID, "customer_phone": customerPhoneNumber, "call_sid": sid,
                "assistant_name": assistantName, "date_from": start, "date_to": end,
                "min_duration": minDuration.map(WholeSeconds.init), "max_duration": maxDuration.map(WholeSeconds.init),
            ]
            if searchTexts.count > 1 {
                query.reject(
                    "Burki searches calls by one text at a time, not by \(searchTexts.joined(separator: " and ")).")
            }
            return query
        }

        /// The query for an operation that does not have some of the conditions. It would ignore them and select too much.
        func query(withoutTexts: Bool = false, withoutDurations: Bool = false) -> Query {
            var query = query
            let durations = [minDuration.map { _ in "minDuration" }, maxDuration.map { _ in "maxDuration" }]
            let unsupported = (withoutTexts ? searchTexts : []) + (withoutDurations ? durations.compactMap(\.self) : [])
            if let name = unsupported.first { query.reject("This operation does not have the condition \(name).") }
            return query
        }

        /// The names of the texts that are searched for.
        private var searchTexts: [String] {
            let texts = [
                ("customerPhoneNumber", customerPhoneNumber), ("sid", sid), ("assistantName", assistantName),
            ]
            return texts.filter { $0.1 != nil }.map(\.0)
        }
    }
}
