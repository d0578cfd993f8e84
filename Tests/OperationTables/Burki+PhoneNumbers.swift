import Burki

extension Platform {
    static let phoneNumbers: [PerformedOperation<BurkiClient>] = [
        .init(.burki.phoneNumbers.search) { try await $0.phoneNumbers.search($1.body()) },
        .init(.burki.phoneNumbers.purchase) {
            try await $0.phoneNumbers.purchase(
                $1.member("phone_number"), provider: $1.member("provider"),
                countryCode: $1.optionalMember("country_code"), assistantID: $1.optionalMember("assistant_id"),
                friendlyName: $1.optionalMember("friendly_name"),
                messagingProfileID: $1.optionalMember("messaging_profile_id"))
        },
        .init(.burki.phoneNumbers.list) {
            try await $0.phoneNumbers.list(
                includeAssigned: $1.query("include_assigned") ?? true,
                includeUnassigned: $1.query("include_unassigned") ?? true,
                includeInactive: $1.query("include_inactive") ?? false)
        },
        .init(.burki.phoneNumbers.diagnose) { try await $0.phoneNumbers.diagnose($1.phoneNumber()) },
        .init(.burki.phoneNumbers.release) {
            try await $0.phoneNumbers.release($1.member("phone_number"), provider: $1.optionalMember("provider"))
        },
        .init(.burki.phoneNumbers.countries) {
            try await $0.phoneNumbers.countries(of: $1.query("provider") ?? .telnyx)
        },
        .init(.burki.phoneNumbers.updateWebhooks) {
            let disables: Bool? = try $1.optionalMember("disable_sms")
            return try await $0.phoneNumbers.updateWebhooks(
                of: $1.member("phone_number"), voiceURL: $1.optionalMember("voice_webhook_url"),
                smsEnabled: disables.map(!) ?? $1.optionalMember("enable_sms"), provider: $1.optionalMember("provider"))
        },
        .init(.burki.phoneNumbers.webhooks) {
            try await $0.phoneNumbers.webhooks(of: $1.phoneNumber(), provider: $1.query("provider"))
        },
        .init(.burki.phoneNumbers.syncVerifiedCallerIDs) { client, _ in
            try await client.phoneNumbers.syncVerifiedCallerIDs()
        },
        .init(.burki.phoneNumbers.addVerifiedCallerID) {
            try await $0.phoneNumbers.addVerifiedCallerID(
                PhoneNumber(validating: $1.field("phone_number") ?? ""), friendlyName: $1.field("friendly_name"))
        },
        .init(.burki.phoneNumbers.sync) { client, _ in try await client.phoneNumbers.sync() },
        .init(.burki.phoneNumbers.unassigned) { client, _ in try await client.phoneNumbers.unassigned() },
        .init(.burki.phoneNumbers.update) { try await $0.phoneNumbers.update($1.id(), with: $1.numberUpdate()) },
    ]
}

extension RecordedRequest {
    fileprivate func numberUpdate() throws -> OrganizationPhoneNumber.Update {
        .init(
            friendlyName: try optionalMember("friendly_name"),
            assistantID: try change("assistant_id", none: 0), flowID: try change("flow_id", none: 0),
            sipTrunkID: try change("sip_trunk_id", none: ""),
            allowedCountryCodes: try change("allowed_country_codes", none: []))
    }

    /// A field of an update, whose value "none" clears it.
    private func change<Value: Codable & Hashable & Sendable>(
        _ name: String, none: Value
    ) throws -> FieldUpdate<Value> {
        guard let value: Value = try optionalMember(name) else { return .leave }
        return value == none ? .clear : .set(value)
    }
}
