import VoiceAgentsCore

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// Reads the values of a request and collects everything that is wrong with them, as the platforms' servers do.
struct RequestReader {
    /// The values in the path.
    var path: FieldReader
    /// The values in the query.
    var query: FieldReader
    /// The members of the JSON body.
    var body: FieldReader

    private let refusal: @Sendable ([FieldProblem]) -> SimulatedReply

    init(
        _ request: SimulatedRequest, values: [String], of template: PathTemplate,
        refusal: @escaping @Sendable ([FieldProblem]) -> SimulatedReply
    ) {
        let named = zip(template.parameters, values.map(JSONValue.string))
        path = FieldReader(Dictionary(named) { $1 }, at: ["path"])
        query = FieldReader(request.query.mapValues(JSONValue.string), at: ["query"])
        body = FieldReader(bodyOf: request)
        self.refusal = refusal
    }

    /// Ends the reading of values that can be wrong.
    ///
    /// - Throws: The platform's refusal when there was a problem.
    func check() throws(SimulatedReply) {
        let problems = path.problems + query.problems + body.problems
        if !problems.isEmpty { throw refusal(problems) }
    }
}

/// What is wrong with a value of a request.
struct FieldProblem {
    enum Reason {
        case missing
        case notJSON
        case notObjectBody
        /// The value is not of the kind that is named, for example `integer`.
        case not(Kind)
        case tooShort(minimum: Int)
        case below(minimum: Int)
        case above(maximum: Int)
        case notOne(of: [String])
    }

    enum Kind {
        case text, integer, number, flag, date, uuid, phoneNumber, list, object
    }

    let reason: Reason
    /// Where the value stands: `path`, `query` or `body`, then keys and indices.
    let place: [JSONValue]
    let value: JSONValue
}

/// Reads the values of a path, a query or an object of the body. A value that is missing or malformed is a problem, and what
/// is returned in its place is not used: ``RequestReader/check()`` comes before.
struct FieldReader {
    private let values: [String: JSONValue]
    private let place: [JSONValue]
    private(set) var problems: [FieldProblem] = []
    private var readKeys: Set<String> = []
    /// Why there are no values at all. It is the only problem then, and only if a value is asked for.
    private var absence: FieldProblem.Reason?
    private let whole: JSONValue

    init(_ values: [String: JSONValue], at place: [JSONValue]) {
        self.values = values
        self.place = place
        whole = .object(values)
    }

    fileprivate init(bodyOf request: SimulatedRequest) {
        values = request.body?.object ?? [:]
        place = ["body"]
        whole = request.body ?? .null
        let type = request.headers["content-type"]?.lowercased() ?? ""
        if !request.hasBody {
            absence = .missing
        } else if request.body == nil {
            absence = .notJSON
        } else if request.body?.object == nil || !type.hasPrefix("application/json") {
            absence = .notObjectBody
        }
    }

    /// The members that were not read so far.
    var otherMembers: [String: JSONValue] { values.filter { !readKeys.contains($0.key) } }

    // MARK: - Values that may be absent

    mutating func text(_ key: String) -> String? { read(key, .text, \.string) }

    /// A whole number, or a text of one.
    mutating func integer(_ key: String, in range: ClosedRange<Int> = Int.min...Int.max) -> Int? {
        guard
            let number = read(
                key, .integer, { $0.integer.flatMap(Int.init(exactly:)) ?? $0.string.flatMap { Int($0) } })
        else { return nil }
        if number < range.lowerBound {
            report(.below(minimum: range.lowerBound), key)
        } else if number > range.upperBound {
            report(.above(maximum: range.upperBound), key)
        } else {
            return number
        }
        return nil
    }

    mutating func number(_ key: String) -> Double? {
        read(key, .number) { $0.number ?? $0.string.flatMap { Double($0) } }
    }

    /// `true` or `false`, also as a text.
    mutating func flag(_ key: String) -> Bool? { read(key, .flag) { $0.bool ?? $0.string.flatMap { Bool($0) } } }

    /// A timestamp as RFC 3339, or a day.
    mutating func date(_ key: String) -> Date? {
        read(key, .date) { value in
            value.string.flatMap { Timestamp.date(from: $0) ?? Timestamp.date(from: "\($0)T00:00:00Z") }
        }
    }

    /// One of a set of words.
    mutating func word<Word: OpenEnum>(_ key: String, among words: [Word] = Word.known) -> Word? {
        guard let text = text(key) else { return nil }
        guard let word = words.first(where: { $0.rawValue == text }) else {
            report(.notOne(of: words.map(\.rawValue)), key)
            return nil
        }
        return word
    }

    mutating func id<Resource>(_ key: String) -> Identifier<Resource, Int>? { integer(key).map { Identifier($0) } }

    mutating func id<Resource>(_ key: String) -> Identifier<Resource, UUID>? {
        read(key, .uuid) { $0.string.flatMap { Identifier($0) } }
    }

    mutating func object(_ key: String) -> [String: JSONValue]? { read(key, .object, \.object) }

    mutating func integers(_ key: String) -> [Int]? {
        read(key, .list) { value in
            value.array.flatMap { values in
                let integers = values.compactMap { $0.integer.flatMap(Int.init(exactly:)) }
                return integers.count == values.count ? integers : nil
            }
        }
    }

    /// An object, read by a closure.
    mutating func object<Element>(_ key: String, _ read: (inout FieldReader) -> Element) -> Element? {
        guard let members = object(key) else { return nil }
        var reader = FieldReader(members, at: place + [.string(key)])
        let value = read(&reader)
        problems += reader.problems
        return value
    }

    /// A list of objects, each read by a closure. Empty when it is absent.
    mutating func objects<Element>(_ key: String, _ read: (inout FieldReader) -> Element) -> [Element] {
        let elements = self.read(key, .list, \.array) ?? []
        return elements.enumerated().compactMap { index, element in
            let place = place + [.string(key), .integer(Int64(index))]
            guard let members = element.object else {
                problems.append(FieldProblem(reason: .not(.object), place: place, value: element))
                return nil
            }
            var reader = FieldReader(members, at: place)
            let value = read(&reader)
            problems += reader.problems
            return value
        }
    }

    /// The part of a list that a query requests: `limit`, and the number of elements to skip under the platform's name for it.
    mutating func page(offset: String, limits: ClosedRange<Int>, defaultLimit: Int) -> PageRange {
        PageRange(
            limit: integer("limit", in: limits) ?? defaultLimit, offset: integer(offset, in: 0...Int.max) ?? 0)
    }

    // MARK: - Values that must be there

    mutating func requiredText(_ key: String, minimumLength: Int = 0) -> String {
        let text = required(key, .text) { $0.text(key) }
        if let text, text.count < minimumLength { report(.tooShort(minimum: minimumLength), key) }
        return text ?? ""
    }

    mutating func requiredInteger(_ key: String) -> Int { required(key, .integer) { $0.integer(key) } ?? 0 }

    mutating func requiredWord<Word: OpenEnum>(_ key: String, among words: [Word] = Word.known) -> Word {
        required(key, .text) { $0.word(key, among: words) } ?? Word(rawValue: "")
    }

    mutating func requiredID<Resource>(_ key: String) -> Identifier<Resource, Int> {
        required(key, .integer) { $0.id(key) } ?? Identifier(0)
    }

    mutating func requiredID<Resource>(_ key: String) -> Identifier<Resource, UUID> {
        required(key, .uuid) { $0.id(key) } ?? Identifier(UUID(uuid: (0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)))
    }

    /// A phone number as E.164.
    mutating func requiredPhoneNumber(_ key: String) -> PhoneNumber {
        let number = required(key, .phoneNumber) { reader in
            reader.read(key, .phoneNumber) { value in value.string.flatMap { try? PhoneNumber(validating: $0) } }
        }
        return number ?? "+10000000000"
    }

    private mutating func required<Value>(
        _ key: String, _ kind: FieldProblem.Kind, _ read: (inout Self) -> Value?
    ) -> Value? {
        if isAbsent() { return nil }
        switch values[key] {
        case nil: report(.missing, key)
        case .null: report(.not(kind), key)
        default: return read(&self)
        }
        return nil
    }

    private mutating func read<Value>(
        _ key: String, _ kind: FieldProblem.Kind, _ convert: (JSONValue) -> Value?
    ) -> Value? {
        if isAbsent() { return nil }
        readKeys.insert(key)
        guard let value = values[key], value != .null else { return nil }
        guard let converted = convert(value) else {
            report(.not(kind), key)
            return nil
        }
        return converted
    }

    private mutating func isAbsent() -> Bool {
        guard let absence else { return false }
        if problems.isEmpty { problems.append(FieldProblem(reason: absence, place: place, value: whole)) }
        return true
    }

    private mutating func report(_ reason: FieldProblem.Reason, _ key: String) {
        problems.append(FieldProblem(reason: reason, place: place + [.string(key)], value: values[key] ?? whole))
    }
}

/// The part of a list that a request asks for.
struct PageRange {
    let limit: Int
    let offset: Int

    func part<Element>(of elements: [Element]) -> [Element] { Array(elements.dropFirst(offset).prefix(limit)) }
}
