extension BurkiClient {
    /// The operations of assistants, available as ``BurkiClient/assistants-swift.property``.
    ///
    /// A phone number is answered by one assistant, flow or graph. **The operations here refuse a number of another assistant**;
    /// those of flows and graphs and ``BurkiClient/PhoneNumbers/update(_:with:)`` take it over.
    public struct Assistants: Sendable {
        let pipeline: Pipeline

        /// All operations of this resource.
        public static let operations = [
            phoneNumbers, assign, unassign, availablePhoneNumbers, assignMany, assignNumber, unassignNumber,
        ]
    }
}
