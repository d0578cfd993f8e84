import VoiceAgentsCore

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// Reads the values of a request and collects all problems, as the servers of the platforms do.
struct RequestReader {
    /// The values in the path.
    var path: FieldReader
    /// The values in the query.
    var query: FieldReader
    /// The members of the JSON body.
    var body: FieldReader
    /// The fields of the urlencoded body.
    var form: FieldReader

    private let refusal: @Sendable ([FieldProblem]) -> SimulatedReply

    init(
        _ request: SimulatedRequest, values: [String], of template: PathTemplate,
        refusal: @escaping @Sendable ([FieldProblem]) -> SimulatedReply
    ) {
        let named = zip(template.parameters, values.map(JSONValue.string))
        path = FieldReader(Dictionary(named) { $1 }, at: ["path"])
        query = FieldReader(request.query.mapValues(JSONValue.string), at: ["query"])
        body = FieldReader(bodyOf: request)
        form = FieldReader(request.form.mapValues(JSONValue.string), at: ["body"])
        self.refusal = refusal
    }

    /// Checks that all values read so far are valid.
    ///
    /// - Throws: The error reply of the platform when there was a problem.
    func check() throws(SimulatedReply) {
        let problems = path.problems + query.problems + body.problems + form.problems
        if !problems.isEmpty { throw refusal(problems) }
    }
}

/// A problem with a value of a request.
struct FieldProblem {
    enum Reason {
        case missing
        case notJSON
        case notObjectBody
        /// The value is not of a kind, for example `integer`.
        case not(Kind)
        case tooShort(minimum: Int)
        case tooLong(maximum: Int)
        case below(minimum: Int)
        case above(maximum: Int)
        case notOne(of: [String])
        /// The platform has no such member, and rejects it.
        case unknown
    }

    enum Kind {
        case text, integer, number, flag, date, uuid, phoneNumber, list, object
    }

    let reason: Reason
    /// The location of the value: `path`, `query` or `body`, followed by keys and indices.
    let location: [JSONValue]
    let value: JSONValue
}

/// Reads the values of a path, a query or an object of the body.
///
/// A missing or malformed value is recorded as a problem. The placeholder that is returned for it is never used, because
/// ``RequestReader/check()`` throws before.
struct FieldReader {
    private let values: [String: JSONValue]
    private let location: [JSONValue]
    private(set) var problems: [FieldProblem] = []
    private var readKeys: Set<String> = []
    /// Why the body has no values. It is then the only problem, and only when a value is read.
    private var absence: FieldProblem.Reason?
    private let whole: JSONValue

    init(_ values: [String: JSONValue], at location: [JSONValue]) {
        self.values = values
        self.location = location
        whole = .object(values)
    }

    fileprivate init(bodyOf request: SimulatedRequest) {
        values = request.body?.object ?? [:]
        location = ["body"]
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

    /// The members that were not read yet.
    var otherMembers: [String: JSONValue] { values.filter { !readKeys.contains($0.key) } }

    /// Records the members that were not read yet as problems.
    mutating func rejectOtherMembers() {
        for key in otherMembers.keys.sorted() { report(.unknown, key) }
    }

    /// Whether there is a value other than `null`.
    func hasValue(_ key: String) -> Bool { values[key]?.isNull == false }

    // MARK: - Optional values

    /// A text, whose length in code points is in a range.
    mutating func text(_ key: String, length: ClosedRange<Int> = 0...Int.max) -> String? {
        guard let text = read(key, .text, \.string) else { return nil }
        let count = text.unicodeScalars.count
        if count < length.lowerBound {
            report(.tooShort(minimum: length.lowerBound), key)
        } else if count > length.upperBound {
            report(.tooLong(maximum: length.upperBound), key)
        } else {
            return text
        }
        return nil
    }

    /// An integer, or a string of one.
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

    /// `true` or `false`, also as a string.
    mutating func flag(_ key: String) -> Bool? { read(key, .flag) { $0.bool ?? $0.string.flatMap { Bool($0) } } }

    /// A timestamp in the format of RFC 3339, or a date without a time.
    mutating func date(_ key: String) -> Date? {
        read(key, .date) { $0.string.flatMap(Timestamp.date(from:)) }
    }

    /// A value of a documented set. For a set that the platform may extend, read a ``text(_:)``.
    mutating func enumValue<Value: OpenEnum>(_ key: String, among values: [Value] = Value.known) -> Value? {
        guard let text = text(key) else { return nil }
        guard let value = values.first(where: { $0.rawValue == text }) else {
            report(.notOne(of: values.map(\.rawValue)), key)
            return nil
        }
        return value
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

    /// The elements of a body that is a list of integers.
    mutating func elements() -> [Int] {
        guard let values = whole.array else {
            let reason = whole.isNull ? absence ?? .missing : .not(.list)
            problems.append(FieldProblem(reason: reason, location: location, value: whole))
            return []
        }
        return values.enumerated().compactMap { index, value in
            let integer = value.integer.flatMap(Int.init(exactly:)) ?? value.string.flatMap { Int($0) }
            if integer == nil {
                let location = location + [.integer(Int64(index))]
                problems.append(FieldProblem(reason: .not(.integer), location: location, value: value))
            }
            return integer
        }
    }

    /// A list of texts.
    mutating func texts(_ key: String) -> [String]? {
        read(key, .list) { value in
            value.array.flatMap { values in
                let texts = values.compactMap(\.string)
                return texts.count == values.count ? texts : nil
            }
        }
    }

    /// An object that a closure reads.
    mutating func object<Element>(_ key: String, _ read: (inout FieldReader) -> Element) -> Element? {
        object(key).map { self.read($0, at: location + [.string(key)], read) }
    }

    /// A list of objects that a closure reads. Empty when it is absent.
    mutating func objects<Element>(_ key: String, _ read: (inout FieldReader) -> Element) -> [Element] {
        let elements = self.read(key, .list, \.array) ?? []
        return elements.enumerated().compactMap { index, element in
            let location = location + [.string(key), .integer(Int64(index))]
            guard let members = element.object else {
                problems.append(FieldProblem(reason: .not(.object), location: location, value: element))
                return nil
            }
            return self.read(members, at: location, read)
        }
    }

    /// The page of a list that a query requests.
    ///
    /// - Parameters:
    ///   - offset: The platform's name of the number of elements to skip: `skip` or `offset`.
    ///   - limits: The valid limits.
    ///   - defaultLimit: The platform's default limit.
    /// - Returns: The page.
    mutating func page(offset: String, limits: ClosedRange<Int>, defaultLimit: Int) -> PageRange {
        PageRange(
            limit: integer("limit", in: limits) ?? defaultLimit, offset: integer(offset, in: 0...Int.max) ?? 0)
    }

    // MARK: - Required values

    mutating func requiredText(_ key: String, length: ClosedRange<Int> = 0...Int.max) -> String {
        required(key, .text) { $0.text(key, length: length) } ?? ""
    }

    mutating func requiredTexts(_ key: String) -> [String] {
        required(key, .list) { $0.texts(key) } ?? []
    }

    mutating func requiredObject(_ key: String) -> [String: JSONValue] {
        required(key, .object) { $0.object(key) } ?? [:]
    }

    mutating func requiredInteger(_ key: String) -> Int { required(key, .integer) { $0.integer(key) } ?? 0 }

    mutating func requiredEnumValue<Value: OpenEnum>(_ key: String, among values: [Value] = Value.known) -> Value {
        required(key, .text) { $0.enumValue(key, among: values) } ?? Value(rawValue: "")
    }

    mutating func requiredID<Resource>(_ key: String) -> Identifier<Resource, Int> {
        required(key, .integer) { $0.id(key) } ?? Identifier(0)
    }

    mutating func requiredID<Resource>(_ key: String) -> Identifier<Resource, UUID> {
        required(key, .uuid) { $0.id(key) } ?? Identifier(UUID(uuid: (0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)))
    }

    /// A phone number in E.164 format.
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

    private mutating func read<Element>(
        _ members: [String: JSONValue], at location: [JSONValue], _ read: (inout FieldReader) -> Element
    ) -> Element {
        var reader = FieldReader(members, at: location)
        defer { problems += reader.problems }
        return read(&reader)
    }

    private mutating func isAbsent() -> Bool {
        guard let absence else { return false }
        if problems.isEmpty { problems.append(FieldProblem(reason: absence, location: location, value: whole)) }
        return true
    }

    private mutating func report(_ reason: FieldProblem.Reason, _ key: String) {
        problems.append(FieldProblem(reason: reason, location: location + [.string(key)], value: values[key] ?? whole))
    }
}

/// The page of a list that a request asks for.
struct PageRange {
    let limit: Int
    let offset: Int

    func part<Element>(of elements: [Element]) -> [Element] { Array(elements.dropFirst(offset).prefix(limit)) }
}
