import Burki
import VoiceAgentsCore

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

// What the providers of a simulated organization do.

extension BurkiAccount {
    // MARK: - Stock

    /// Whether a number can be bought.
    func isForSale(_ number: PhoneNumber) -> Bool { (availablePhoneNumbers?.contains(number) ?? true) && !has(number) }

    /// The same search always finds the same numbers, in order. The simulator does not know where a number is, so each is in the place of
    /// the search.
    mutating func searchNumbers(_ request: inout RequestReader) throws(SimulatedReply) -> SimulatedReply {
        let country = request.body.text("country_code") ?? "US"
        let areaCode = request.body.text("area_code") ?? ""
        let digits = request.body.text("contains") ?? ""
        let locality = request.body.text("locality")
        let region = request.body.text("region")
        let limit = request.body.integer("limit", in: 1...50) ?? 10
        let provider = TelephonyProvider(rawValue: (request.body.text("provider") ?? "telnyx").lowercased())
        try request.check()
        guard provider.isKnown else { throw .detail("Provider must be 'twilio' or 'telnyx'", status: 400) }
        let found = Self.callingCodes[country.uppercased()].map { callingCode in
            stock(below: "+\(callingCode)", areaCode: areaCode, containing: digits)
        }
        let numbers = (found ?? []).prefix(limit)
        let price: JSONValue = provider == .telnyx ? .string(Self.dollars(phoneNumberPrice)) : nil
        return SimulatedReply(body: [
            "success": true, "total_found": .optional(numbers.count), "provider": .string(provider.rawValue),
            "numbers": .array(
                numbers.map { number in
                    [
                        "phone_number": .string(number.e164), "friendly_name": .string(number.e164),
                        "locality": .optional(locality), "region": .optional(region),
                        "country_code": .string(country.uppercased()),
                        "capabilities": ["voice": true, "sms": true, "mms": true, "fax": false], "cost": price,
                        "setup_cost": provider == .telnyx ? "$0.00" : nil, "provider": .string(provider.rawValue),
                    ]
                }),
        ])
    }

    /// The countries of Burki's example. A search in another one finds nothing.
    private static let callingCodes = [
        "US": "1", "CA": "1", "GB": "44", "AU": "61", "DE": "49", "FR": "33", "IT": "39", "ES": "34", "NL": "31",
        "BE": "32",
    ]

    /// The numbers that can be bought, in order: those of the account, or up to 50 that are made of the digits of the search.
    private func stock(below callingCode: String, areaCode: String, containing digits: String) -> [PhoneNumber] {
        let start = callingCode + areaCode
        let made = start + (areaCode.isEmpty ? "415" : "") + (digits.isEmpty ? "555" : digits)
        let candidates: [PhoneNumber] =
            availablePhoneNumbers?.sorted()
            ?? (0..<100).compactMap { PhoneNumber(made + "\(10_000 + $0)".dropFirst()) }
        return Array(
            candidates.lazy.filter { number in
                number.e164.hasPrefix(start) && (digits.isEmpty || number.e164.dropFirst(start.count).contains(digits))
                    && isForSale(number)
            }.prefix(50))
    }

    /// An amount as a text with at least two decimal places: `$1.00`.
    private static func dollars(_ amount: Decimal) -> String {
        let parts = "\(amount)".split(separator: ".").map(String.init)
        let fraction = parts.count > 1 ? parts[1] : ""
        return "$\(parts.first ?? "0")." + fraction + String(repeating: "0", count: max(0, 2 - fraction.count))
    }

    mutating func releaseNumber(_ request: inout RequestReader) throws(SimulatedReply) -> SimulatedReply {
        let text = request.body.requiredText("phone_number")
        let provider = request.body.text("provider").map { TelephonyProvider(rawValue: $0.lowercased()) }
        try request.check()
        let index = try index(ofNumber: text)
        let number = phoneNumbers[index]
        if let provider, provider != number.provider {
            throw .detail("Failed to release phone number from \(provider)", status: 500)
        }
        phoneNumbers.remove(at: index)
        numbersAtProvider[number.phoneNumber] = nil
        availablePhoneNumbers?.insert(number.phoneNumber)
        return SimulatedReply(body: [
            "success": true, "phone_number": .string(text), "provider": .string(number.provider.rawValue),
            "message": .string("Successfully released phone number \(text) from \(number.provider)"),
        ])
    }

    private func index(ofNumber text: String) throws(SimulatedReply) -> Int {
        guard let index = phoneNumbers.firstIndex(where: { $0.phoneNumber.e164 == text }) else {
            throw .detail("Phone number \(text) not found in database", status: 404)
        }
        return index
    }

    // MARK: - Settings of a number

    func diagnoseNumber(_ request: inout RequestReader) throws(SimulatedReply) -> SimulatedReply {
        let text = request.path.requiredText("phone_number")
        try request.check()
        let number = phoneNumbers.first { $0.phoneNumber.e164 == text && $0.provider == .telnyx }
        return SimulatedReply(body: [
            "success": true, "phone_number": .string(text),
            "diagnosis": number.map { number in
                [
                    "found": true, "phone_number_id": .string(Self.telnyxID(number.id)),
                    "connection_id": "1234567890", "status": "active", "features": ["voice", "sms", "mms"],
                ]
            } ?? ["found": false],
        ])
    }

    func readWebhooks(_ request: inout RequestReader) throws(SimulatedReply) -> SimulatedReply {
        let text = request.path.requiredText("phone_number")
        _ = request.query.text("provider")
        try request.check()
        let number = phoneNumbers[try index(ofNumber: text)]
        let (voice, sms) = (number.reportedVoiceURL, number.reportedSMSURL)
        var configuration: JSONValue = [:]
        switch number.provider {
        case .twilio:
            configuration = [
                "voice_webhook_url": .optional(voice), "voice_method": "POST", "sms_webhook_url": .optional(sms),
                "sms_method": "POST", "phone_number_sid": .string(Self.sid("PN", number.id.rawValue)),
                "friendly_name": .optional(number.friendlyName),
            ]
        case .telnyx:
            configuration = [
                "connection_id": "1234567890", "phone_number_id": .string(Self.telnyxID(number.id)),
                "status": "active", "features": ["voice", "sms", "mms"],
            ]
        default: break
        }
        return SimulatedReply(body: [
            "success": true, "phone_number": .string(text), "provider": .string(number.provider.rawValue),
            "voice_webhook_url": .optional(voice), "sms_webhook_url": .optional(sms), "configuration": configuration,
        ])
    }

    mutating func updateWebhooks(_ request: inout RequestReader) throws(SimulatedReply) -> SimulatedReply {
        let text = request.body.requiredText("phone_number")
        let voiceURL = request.body.text("voice_webhook_url")
        let disablesSMS = request.body.flag("disable_sms") ?? false
        let enablesSMS = request.body.flag("enable_sms") ?? false
        _ = request.body.text("provider")
        try request.check()
        guard voiceURL != nil || disablesSMS || enablesSMS else {
            throw .detail("At least one of voice_webhook_url, disable_sms and enable_sms is required", status: 400)
        }
        if disablesSMS, enablesSMS { throw .detail("disable_sms and enable_sms exclude each other", status: 400) }
        let index = try index(ofNumber: text)
        let provider = phoneNumbers[index].provider
        var updated: [String: JSONValue] = [:]
        if enablesSMS {
            guard case .assistant(let id) = phoneNumbers[index].destination, let url = assistant(id)?.smsWebhookURL
            else {
                throw .detail("The phone number has no assistant with an sms_webhook_url", status: 400)
            }
            phoneNumbers[index].smsWebhookURL = url
            updated["sms"] = .string(url)
        } else if disablesSMS {
            phoneNumbers[index].smsWebhookURL = provider == .twilio ? "https://demo.twilio.com/welcome/sms/reply" : ""
            updated["sms"] = provider == .twilio ? "disabled (demo URL)" : "disabled"
        }
        if let voiceURL {
            phoneNumbers[index].voiceWebhookURL = voiceURL
            updated["voice"] = .string(voiceURL)
        }
        return SimulatedReply(body: [
            "success": true, "phone_number": .string(text), "provider": .string(provider.rawValue),
            "updated_webhooks": .object(updated),
            "message": .string("Successfully updated \(updated.count) webhook(s) for \(text) via \(provider)"),
        ])
    }

    private static func telnyxID(_ id: OrganizationPhoneNumber.ID) -> String {
        let digits = sid("", id.rawValue)
        let lengths = [8, 4, 4, 4, 12]
        var rest = digits[...]
        return lengths.map { length in
            defer { rest = rest.dropFirst(length) }
            return String(rest.prefix(length))
        }.joined(separator: "-")
    }

    // MARK: - Verified caller ids

    mutating func addVerifiedCallerID(_ request: inout RequestReader) throws(SimulatedReply) -> SimulatedReply {
        let text = request.form.requiredText("phone_number")
        _ = request.form.text("friendly_name")
        try request.check()
        guard let number = PhoneNumber(text) else {
            throw .detail("Phone number must be in E.164 format (e.g., +1234567890)", status: 400)
        }
        verifiedCallerIDs.insert(number)
        return SimulatedReply(body: ["success": true, "message": "Verification of \(text) was started"])
    }

    mutating func syncVerifiedCallerIDs(_ request: inout RequestReader) throws(SimulatedReply) -> SimulatedReply {
        try request.check()
        let added = verifiedCallerIDs.sorted().filter { !has($0) }
        for number in added {
            add(number, from: .twilio)
            phoneNumbers[phoneNumbers.count - 1].isVerifiedCallerID = true
        }
        return SimulatedReply(body: [
            "success": true, "message": .string("Successfully synced \(added.count) verified caller IDs"),
        ])
    }
}

extension BurkiAccount.SimulatedPhoneNumber {
    /// The URL for calls that the provider reports.
    fileprivate var reportedVoiceURL: String? { voiceWebhookURL ?? usualURL }

    /// The URL for messages that the provider reports.
    fileprivate var reportedSMSURL: String? { smsWebhookURL ?? usualURL }

    private var usualURL: String? {
        switch provider {
        case .twilio: "https://yourdomain.com/twiml"
        case .telnyx: "Configured at Connection level"
        default: nil
        }
    }
}
