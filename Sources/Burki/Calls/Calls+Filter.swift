#if canImport(FoundationEssentials)
public import FoundationEssentials
#else
public import Foundation
#endif

extension BurkiClient.Calls {
    /// Conditions for calls. A call must meet all of them; `nil` is no condition.
    public struct Filter: Hashable, Sendable {
        let query: Query

        /// Creates conditions. Burki searches by one text at a time: `customerPhoneNumber`, `sid` or `assistantName`. A request with
        /// several of them is rejected before it is sent.
        ///
        /// - Parameters:
        ///   - status: The status.
        ///   - assistantID: The assistant.
        ///   - customerPhoneNumber: A part of the customer's number.
        ///   - sid: A part of the provider's id, in any case.
        ///   - assistantName: A part of the assistant's name, in any case.
        ///   - start: The earliest time.
        ///   - end: The latest time.
        ///   - minDuration: The smallest duration, in whole seconds.
        ///   - maxDuration: The largest duration, in whole seconds.
        public init(
            status: Call.Status? = nil, assistantID: Assistant.ID? = nil, customerPhoneNumber: String? = nil,
            sid: String? = nil, assistantName: String? = nil, from start: Date? = nil, to end: Date? = nil,
            minDuration: Duration? = nil, maxDuration: Duration? = nil
        ) {
            var query: Query = [
                "status": status, "assistant_id": assistantID, "customer_phone": customerPhoneNumber, "call_sid": sid,
                "assistant_name": assistantName, "date_from": start, "date_to": end,
                "min_duration": minDuration.map(WholeSeconds.init), "max_duration": maxDuration.map(WholeSeconds.init),
            ]
            if [customerPhoneNumber, sid, assistantName].compactMap(\.self).count > 1 {
                query.reject("Burki searches calls by one of customer_phone, call_sid and assistant_name at a time.")
            }
            self.query = query
        }

        /// The query for an operation that does not have some of the conditions. It would ignore them and select too much.
        func query(without missing: Set<String>) -> Query {
            var query = query
            if let name = query.names.first(where: missing.contains) {
                query.reject("This operation does not have the condition \(name).")
            }
            return query
        }
    }
}
