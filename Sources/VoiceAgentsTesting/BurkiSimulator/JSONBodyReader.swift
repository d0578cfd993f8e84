import VoiceAgentsCore

/// Reads a JSON body the way FastAPI does: every problem is found before the 422 is answered.
struct JSONBodyReader {
    private let members: [String: JSONValue]
    private var location: [JSONValue]
    private(set) var problems: [JSONValue] = []
    private var askedFor: Set<String> = []

    /// - Throws: A 422 when there is no JSON object.
    init(_ request: SimulatedRequest) throws(SimulatedReply) {
        guard request.hasBody else {
            throw Self.unprocessable([Self.problem("missing", ["body"], "Field required", input: .null)])
        }
        guard let body = request.body else {
            throw Self.unprocessable([Self.problem("json_invalid", ["body", 0], "JSON decode error", input: [:])])
        }
        let isJSON = request.headers["content-type"]?.lowercased().hasPrefix("application/json") ?? false
        guard isJSON, let members = body.object else {
            throw Self.unprocessable([
                Self.problem(
                    "model_attributes_type", ["body"],
                    "Input should be a valid dictionary or object to extract fields from", input: body)
            ])
        }
        self.members = members
        location = ["body"]
    }

    private init(members: [String: JSONValue], location: [JSONValue]) {
        self.members = members
        self.location = location
    }

    /// Ends the reading.
    ///
    /// - Throws: A 422 when there was a problem.
    func finish() throws(SimulatedReply) {
        if !problems.isEmpty { throw Self.unprocessable(problems) }
    }

    mutating func requiredText(_ key: String) -> String {
        require(key) ? optionalText(key) ?? "" : ""
    }

    mutating func requiredInteger(_ key: String) -> Int {
        require(key) ? optionalInteger(key) ?? 0 : 0
    }

    mutating func optionalText(_ key: String) -> String? {
        value(key, "string_type", "Input should be a valid string", \.string)
    }

    mutating func optionalInteger(_ key: String) -> Int? {
        value(key, "int_type", "Input should be a valid integer") { value in
            value.integer.map(Int.init) ?? value.string.flatMap(Int.init)
        }
    }

    mutating func optionalNumber(_ key: String) -> Double? {
        value(key, "float_type", "Input should be a valid number", \.number)
    }

    mutating func optionalObject(_ key: String) -> [String: JSONValue]? {
        value(key, "dict_type", "Input should be a valid dictionary", \.object)
    }

    /// The members that were not asked for so far.
    var otherMembers: [String: JSONValue] { members.filter { !askedFor.contains($0.key) } }

    /// Reads a list of integers.
    mutating func integers(_ key: String) -> [Int]? {
        value(key, "list_type", "Input should be a valid list of integers") { json in
            json.array.flatMap { values in
                let integers = values.compactMap { $0.integer.map(Int.init) }
                return integers.count == values.count ? integers : nil
            }
        }
    }

    /// Reads a list of objects.
    mutating func objects<Element>(_ key: String, _ read: (inout JSONBodyReader) -> Element) -> [Element] {
        let elements = value(key, "list_type", "Input should be a valid list", \.array) ?? []
        return elements.enumerated().compactMap { index, element in
            let place = location + [.string(key), .integer(Int64(index))]
            guard let members = element.object else {
                problems.append(
                    Self.problem("dict_type", place, "Input should be a valid dictionary", input: element))
                return nil
            }
            var reader = JSONBodyReader(members: members, location: place)
            let value = read(&reader)
            problems += reader.problems
            return value
        }
    }

    /// Reads an object.
    mutating func object<Element>(_ key: String, _ read: (inout JSONBodyReader) -> Element) -> Element? {
        guard let members = optionalObject(key) else { return nil }
        var reader = JSONBodyReader(members: members, location: location + [.string(key)])
        let value = read(&reader)
        problems += reader.problems
        return value
    }

    private mutating func require(_ key: String) -> Bool {
        guard members[key] == nil else {
            // An explicit null is no value either, but FastAPI calls it a wrong type.
            if members[key] == .null {
                problems.append(
                    Self.problem(
                        "string_type", location + [.string(key)], "Input should be a valid value", input: .null))
                return false
            }
            return true
        }
        problems.append(
            Self.problem("missing", location + [.string(key)], "Field required", input: .object(members)))
        return false
    }

    private mutating func value<Value>(
        _ key: String, _ type: String, _ message: String, _ read: (JSONValue) -> Value?
    ) -> Value? {
        askedFor.insert(key)
        guard let json = members[key], json != .null else { return nil }
        guard let value = read(json) else {
            problems.append(Self.problem(type, location + [.string(key)], message, input: json))
            return nil
        }
        return value
    }

    /// An integer in the path.
    ///
    /// - Throws: A 422 when it is none.
    static func integer(_ text: String, named name: String) throws(SimulatedReply) -> Int {
        guard let number = Int(text) else {
            throw unprocessable([
                problem(
                    "int_parsing", ["path", .string(name)],
                    "Input should be a valid integer, unable to parse string as an integer", input: .string(text))
            ])
        }
        return number
    }

    /// A truth value in the query.
    ///
    /// - Throws: A 422 when it is none.
    static func flag(_ name: String, in query: [String: String], default value: Bool) throws(SimulatedReply) -> Bool {
        switch query[name]?.lowercased() {
        case nil: return value
        case "true", "1", "yes", "on": return true
        case "false", "0", "no", "off": return false
        case let text?:
            throw unprocessable([
                problem(
                    "bool_parsing", ["query", .string(name)],
                    "Input should be a valid boolean, unable to interpret input", input: .string(text))
            ])
        }
    }

    private static func problem(
        _ type: String, _ location: [JSONValue], _ message: String, input: JSONValue
    ) -> JSONValue {
        ["type": .string(type), "loc": .array(location), "msg": .string(message), "input": input]
    }

    private static func unprocessable(_ problems: [JSONValue]) -> SimulatedReply {
        SimulatedReply(status: 422, body: ["detail": .array(problems)])
    }
}
