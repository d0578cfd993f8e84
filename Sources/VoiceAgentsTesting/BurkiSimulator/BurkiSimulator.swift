import VoiceAgentsCore

/// An in-memory simulation of Burki.
///
/// ```swift
/// let simulator = BurkiSimulator()
/// let burki = BurkiClient(apiKey: "any", transport: simulator)
/// try await burki.phoneNumbers.purchase("+14155551234", provider: .twilio)
/// #expect(await simulator.account.phoneNumbers.count == 4)
/// ```
public typealias BurkiSimulator = Simulator<BurkiAccount>

extension BurkiAccount {
    /// The operations of Burki and the format of its errors.
    public static let platform = SimulatedPlatform<BurkiAccount>(
        routes: assistantGraphRoutes + flowRoutes + assistantRoutes + phoneNumberRoutes + callRoutes
            + callAnalysisRoutes + callConversationRoutes + callFileRoutes,
        unknownRoute: { $0 ? .detail("Method Not Allowed", status: 405) : .detail("Not Found", status: 404) },
        refusal: { SimulatedReply(status: 422, body: ["detail": .array($0.map(\.detail))]) },
        unauthorized: { $0.refusal(of: $1) },
        advance: { $0.advance(to: $1) })

    private func refusal(of headers: HeaderFields) -> SimulatedReply? {
        let scheme = "Bearer "
        guard let field = headers["authorization"], field.hasPrefix(scheme), field.count > scheme.count else {
            return .unauthorized("Authentication required. Provide a valid API key or login session.")
        }
        guard let key = apiKey?.fixedValue, field != scheme + key else { return nil }
        return .unauthorized("Invalid API key")
    }
}

extension SimulatedReply {
    /// An error in FastAPI's usual format.
    static func detail(_ text: String, status: Int) -> SimulatedReply {
        SimulatedReply(status: status, body: ["detail": .string(text)])
    }

    fileprivate static func unauthorized(_ text: String) -> SimulatedReply {
        SimulatedReply(status: 401, headers: ["www-authenticate": "Bearer"], body: ["detail": .string(text)])
    }
}

extension FieldReader {
    /// A word of a query that the platform checks with a pattern.
    ///
    /// - Throws: The refusal of another word.
    mutating func word(
        _ key: String, of words: [String], default defaultWord: String
    ) throws(SimulatedReply) -> String {
        let word = text(key) ?? defaultWord
        if words.contains(word) { return word }
        let pattern = "^(\(words.joined(separator: "|")))$"
        throw SimulatedReply(
            status: 422,
            body: [
                "detail": [
                    [
                        "type": "string_pattern_mismatch", "loc": ["query", .string(key)],
                        "msg": .string("String should match pattern '\(pattern)'"), "input": .string(word),
                        "ctx": ["pattern": .string(pattern)],
                    ]
                ]
            ])
    }
}

extension FieldProblem {
    /// The problem as an element of FastAPI's `detail` list.
    fileprivate var detail: JSONValue {
        let isText = value.string != nil
        let (type, message): (String, String) =
            switch reason {
            case .missing: ("missing", "Field required")
            case .notJSON: ("json_invalid", "JSON decode error")
            case .notObjectBody:
                (
                    "model_attributes_type",
                    "Input should be a valid dictionary or object to extract fields from"
                )
            case .not(.text), .not(.phoneNumber): ("string_type", "Input should be a valid string")
            case .not(.integer) where isText:
                ("int_parsing", "Input should be a valid integer, unable to parse string as an integer")
            case .not(.integer): ("int_type", "Input should be a valid integer")
            case .not(.number) where isText:
                ("float_parsing", "Input should be a valid number, unable to parse string as a number")
            case .not(.number): ("float_type", "Input should be a valid number")
            case .not(.flag) where isText:
                ("bool_parsing", "Input should be a valid boolean, unable to interpret input")
            case .not(.flag): ("bool_type", "Input should be a valid boolean")
            case .not(.date): ("datetime_from_date_parsing", "Input should be a valid datetime or date")
            case .not(.uuid): ("uuid_parsing", "Input should be a valid UUID")
            case .not(.list): ("list_type", "Input should be a valid list")
            case .not(.object): ("dict_type", "Input should be a valid dictionary")
            case .tooShort(let minimum): ("string_too_short", "String should have at least \(minimum) character")
            case .tooLong(let maximum): ("string_too_long", "String should have at most \(maximum) characters")
            case .below(let minimum): ("greater_than_equal", "Input should be greater than or equal to \(minimum)")
            case .above(let maximum): ("less_than_equal", "Input should be less than or equal to \(maximum)")
            case .unknown: ("extra_forbidden", "Extra inputs are not permitted")
            case .notOne(let words): ("enum", "Input should be \(words.map { "'\($0)'" }.joined(separator: " or "))")
            }
        return ["type": .string(type), "loc": .array(location), "msg": .string(message), "input": value]
    }
}
