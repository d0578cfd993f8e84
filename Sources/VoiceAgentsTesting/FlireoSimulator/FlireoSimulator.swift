import VoiceAgentsCore

/// An in-memory simulation of Flireo.
///
/// ```swift
/// let flireo = FlireoClient(apiKey: "any", baseURL: url, transport: FlireoSimulator())
/// ```
///
/// Flireo does not document the reply to a missing key; the simulator returns 403 `forbidden`.
public typealias FlireoSimulator = Simulator<FlireoAccount>

extension FlireoSimulator {
    /// Whether a request is for Flireo. All of Flireo's paths start with `/v1/` and none of Burki's does, so each platform can reply to
    /// its own unknown paths in its own format.
    package static func isAddressed(by request: TransportRequest) -> Bool {
        SimulatedRequest(request).path.hasPrefix("/v1/")
    }
}

extension FlireoAccount {
    /// The operations of Flireo and the format of its errors.
    public static let platform = SimulatedPlatform<FlireoAccount>(
        routes: assistantRoutes + phoneNumberRoutes + orderRoutes + verificationGroupRoutes,
        unknownRoute: { _ in .error("not_found", "Resource not found", status: 404) },
        refusal: { .invalidParameters($0.map(\.sentence).joined(separator: " ")) },
        unauthorized: { $0.refusal(of: $1) },
        advance: { $0.advance(to: $1) })

    private func refusal(of headers: HeaderFields) -> SimulatedReply? {
        let field = headers[authentication.header] ?? ""
        let isExpected = apiKey?.fixedValue.map { field == authentication.prefix + $0 }
        if isExpected ?? (field.hasPrefix(authentication.prefix) && field != authentication.prefix) { return nil }
        return .error("forbidden", "Missing or invalid API key", status: 403)
    }
}

extension SimulatedReply {
    /// An error in Flireo's format.
    static func error(_ code: String, _ message: String, status: Int) -> SimulatedReply {
        SimulatedReply(
            status: status,
            body: ["error": ["code": .string(code), "message": .string(message), "details": [:]]])
    }

    static func invalidParameters(_ message: String) -> SimulatedReply {
        error("invalid_parameters", message, status: 400)
    }
}

extension FieldProblem {
    /// The problem as a sentence. Flireo documents the code `invalid_parameters` but no messages.
    fileprivate var sentence: String {
        let name = location.compactMap(\.string).last ?? "value"
        return switch reason {
        case .missing: "\(name) is required."
        case .notJSON, .notObjectBody: "The body must be a JSON object."
        case .not(.text): "\(name) must be a text."
        case .not(.integer): "\(name) must be a whole number."
        case .not(.number): "\(name) must be a number."
        case .not(.flag): "\(name) must be true or false."
        case .not(.date): "\(name) must be a timestamp."
        case .not(.uuid): "\(name) must be a valid UUID."
        case .not(.phoneNumber): "\(name) must be in E.164 format."
        case .not(.list): "\(name) must be a list."
        case .not(.object): "\(name) must be an object."
        case .tooShort(let minimum): "\(name) must have at least \(minimum) characters."
        case .tooLong(let maximum): "\(name) must have at most \(maximum) characters."
        case .below(let minimum): "\(name) must be at least \(minimum)."
        case .above(let maximum): "\(name) must be at most \(maximum)."
        case .unknown: "\(name) is not a field of this request."
        case .notOne(let words): "\(name) must be one of \(words.joined(separator: ", "))."
        }
    }
}

extension FlireoAccount {
    /// The requested page of a list, in Flireo's wrapper.
    func page(_ elements: [JSONValue], _ range: PageRange) -> [String: JSONValue] {
        let range = PageRange(limit: min(range.limit, max(0, maximumPageSize)), offset: range.offset)
        return [
            "data": .array(range.part(of: elements)),
            "meta": [
                "total": .optional(elements.count), "limit": .optional(range.limit), "offset": .optional(range.offset),
            ],
        ]
    }
}

extension FieldReader {
    /// The page that a query requests.
    mutating func page(defaultLimit: Int) -> PageRange {
        page(offset: "offset", limits: 1...100, defaultLimit: defaultLimit)
    }
}
