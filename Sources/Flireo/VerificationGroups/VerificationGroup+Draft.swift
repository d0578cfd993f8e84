extension VerificationGroup {
    /// A verification group to create, with the data of the business: the body of `POST /v1/verification-groups`.
    ///
    /// Flireo requires every text except the description, with at least one character. For the city and the province, the
    /// minimum length is not documented.
    public struct Draft: Codable, Hashable, Sendable {
        /// The type of the group's numbers.
        public var type: NumberType
        /// The name of the group within the account.
        public var name: String
        /// The name of the business.
        public var businessName: String
        /// The first name of the contact person.
        public var contactFirstName: String
        /// The last name of the contact person.
        public var contactLastName: String
        /// The phone number of the contact person. Its format is not documented.
        public var contactPhone: String
        /// The name of the street.
        public var streetName: String
        /// The house number, with any addition.
        public var houseNumber: String
        /// The postal code.
        public var postalCode: String
        /// The city.
        public var city: String
        /// The province.
        public var province: String
        /// A description. `nil`: none.
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

        /// The wire name of the first required text that is empty.
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
