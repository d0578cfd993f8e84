extension VerificationGroup {
    /// The body of `POST /v1/verification-groups`: what a business says about itself. Flireo wants every text but the
    /// description, and at least a character in each (of city and province the page does not say).
    public struct Draft: Codable, Hashable, Sendable {
        /// The kind of the numbers that the group is for.
        public var type: NumberType
        /// A name for the account's own use.
        public var name: String
        /// The name of the business.
        public var businessName: String
        /// The first name of the person to talk to.
        public var contactFirstName: String
        /// The last name of the person to talk to.
        public var contactLastName: String
        /// The telephone number of the person to talk to. Its form is not documented.
        public var contactPhone: String
        /// The street.
        public var streetName: String
        /// The house number, with its additions.
        public var houseNumber: String
        /// The postal code.
        public var postalCode: String
        /// The city.
        public var city: String
        /// The province.
        public var province: String
        /// Anything else. `nil`: nothing.
        public var description: String?

        /// Creates a draft.
        public init(
            type: NumberType, name: String, businessName: String, contactFirstName: String, contactLastName: String,
            contactPhone: String, streetName: String, houseNumber: String, postalCode: String, city: String,
            province: String, description: String? = nil
        ) {
            self.type = type
            self.name = name
            self.businessName = businessName
            self.contactFirstName = contactFirstName
            self.contactLastName = contactLastName
            self.contactPhone = contactPhone
            self.streetName = streetName
            self.houseNumber = houseNumber
            self.postalCode = postalCode
            self.city = city
            self.province = province
            self.description = description
        }

        /// The first text that is empty and must not be, by its name on the wire.
        var emptyField: String? {
            let texts: KeyValuePairs<CodingKeys, String> = [
                .name: name, .businessName: businessName, .contactFirstName: contactFirstName,
                .contactLastName: contactLastName, .contactPhone: contactPhone, .streetName: streetName,
                .houseNumber: houseNumber, .postalCode: postalCode, .city: city, .province: province,
            ]
            return texts.first { $0.value.isEmpty }?.key.rawValue
        }

        private enum CodingKeys: String, CodingKey {
            case type = "phone_number_type"
            case name
            case businessName = "business_name"
            case contactFirstName = "contact_person_first_name"
            case contactLastName = "contact_person_last_name"
            case contactPhone = "contact_person_phone"
            case streetName = "street_name"
            case houseNumber = "house_number"
            case postalCode = "postal_code"
            case city, province, description
        }
    }
}
