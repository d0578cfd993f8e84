extension AssistantGraph.Condition {
    /// Whether a condition is met, as far as it can be known without Burki.
    package enum Verdict: Sendable, Hashable {
        /// The condition is met, and why.
        case met(String)
        case notMet
        /// Only Burki knows, and why.
        case undecided(String)
    }

    /// Evaluates the conditions of an edge.
    ///
    /// - Parameters:
    ///   - message: What the caller says.
    ///   - logic: How several conditions of the edge are combined.
    ///   - variables: The values of state variables, and of `call_duration` and `turn_count`.
    /// - Returns: The verdict.
    package func verdict(
        on message: String, combinedBy logic: AssistantGraph.ConditionLogic?, _ variables: [String: JSONValue]
    ) -> Verdict {
        let parts = parts(on: message, variables)
        guard let own = parts.first(where: { $0.type == type })?.verdict else {
            return .undecided(type.isKnown ? "the condition is empty" : "the condition \(type) is not documented")
        }
        if parts.count == 1 { return own }
        // The same with and without the other conditions is certain.
        let combined = (logic ?? .and).combined(parts.map(\.verdict.isMet))
        return own.isMet == combined && combined != nil
            ? own : .undecided("Burki does not document whether conditions of other kinds than \(type) count")
    }

    /// The conditions that the edge has, of all kinds.
    private func parts(
        on message: String, _ variables: [String: JSONValue]
    ) -> [(type: AssistantGraph.ConditionType, verdict: Verdict)] {
        var parts: [(AssistantGraph.ConditionType, Verdict)] = []
        if !intentKeywords.isEmpty {
            parts.append((.intent, Self.verdict(on: message, keywords: intentKeywords)))
        }
        if let naturalLanguageTrigger, !Optional(naturalLanguageTrigger).isBlank {
            parts.append((.naturalLanguage, .undecided("a language model judges “\(naturalLanguageTrigger)”")))
        }
        if let mathematicalExpression, !Optional(mathematicalExpression).isBlank {
            parts.append((.mathematical, NumberComparison(mathematicalExpression).verdict(variables)))
        }
        if let stateVariableCondition, !stateVariableCondition.isEmpty {
            parts.append((.stateVariable, Self.verdict(stateVariableCondition, variables)))
        }
        return parts
    }
}

extension AssistantGraph.Condition.Verdict {
    /// `nil`: undecided.
    fileprivate var isMet: Bool? {
        switch self {
        case .met: true
        case .notMet: false
        case .undecided: nil
        }
    }
}

extension AssistantGraph.ConditionLogic {
    /// Combines verdicts. `nil`: undecided.
    fileprivate func combined(_ verdicts: [Bool?]) -> Bool? {
        guard isKnown else { return nil }
        // One verdict of this kind is sufficient.
        let decisive = self == .or
        if verdicts.contains(decisive) { return decisive }
        return verdicts.contains(nil) ? nil : !decisive
    }
}

// MARK: - Keywords

extension AssistantGraph.Condition {
    /// The keywords of ``intentPattern``, normalized. Commas alone are none.
    var intentKeywords: [String] {
        (intentPattern ?? "").split(separator: ",").map { String($0).normalized }.filter { !$0.isEmpty }
    }

    private static func verdict(on message: String, keywords: [String]) -> Verdict {
        let message = message.normalized
        let matched = keywords.filter { message.hasWords($0) }
        if !matched.isEmpty { return .met("keywords: \(matched.joined(separator: ", "))") }
        if let part = keywords.first(where: { message.contains($0) }) {
            return .undecided("“\(part)” is only a part of a word")
        }
        return .notMet
    }
}

extension String {
    /// The text in lower case, with single blanks.
    fileprivate var normalized: String { lowercased().split(whereSeparator: \.isWhitespace).joined(separator: " ") }

    /// Whether the text contains words that are not parts of longer ones.
    fileprivate func hasWords(_ words: String) -> Bool {
        indices.contains { start in
            let rest = self[start...]
            return rest.hasPrefix(words) && !Self.areOneWord(self[..<start].last, words.first)
                && !Self.areOneWord(words.last, rest.dropFirst(words.count).first)
        }
    }

    private static func areOneWord(_ first: Character?, _ second: Character?) -> Bool {
        [first, second].allSatisfy { $0.map { $0.isLetter || $0.isNumber } ?? false }
    }
}

// MARK: - Numbers

/// A comparison of two numbers, such as `call_duration > 600`.
private struct NumberComparison {
    let expression: String

    init(_ expression: String) { self.expression = expression }

    func verdict(_ variables: [String: JSONValue]) -> AssistantGraph.Condition.Verdict {
        func isSign(_ character: Character) -> Bool { "<>=!".contains(character) }
        let left = expression.prefix { !isSign($0) }
        let sign = expression[left.endIndex...].prefix(while: isSign)
        let right = expression[sign.endIndex...]
        guard let compare = Self.comparisons[String(sign)], !right.contains(where: isSign),
            let first = Operand(left), let second = Operand(right)
        else { return .undecided("“\(expression)” is not a comparison of two numbers") }
        var reason = [expression]
        var numbers: [Double] = []
        for operand in [first, second] {
            switch operand {
            case .number(let number): numbers.append(number)
            case .variable(let name):
                guard let value = variables[name] else { return .undecided("\(name) is not given") }
                guard let number = value.number else { return .undecided("\(name) is not a number") }
                numbers.append(number)
                reason.append("\(name) is \(value)")
            }
        }
        return compare(numbers[0], numbers[1]) ? .met(reason.joined(separator: ", ")) : .notMet
    }

    private static let comparisons: [String: @Sendable (Double, Double) -> Bool] = [
        ">": { $0 > $1 }, ">=": { $0 >= $1 }, "<": { $0 < $1 }, "<=": { $0 <= $1 }, "==": { $0 == $1 },
        "!=": { $0 != $1 },
    ]

    private enum Operand {
        case number(Double)
        case variable(String)

        init?(_ text: Substring) {
            guard text.split(whereSeparator: \.isWhitespace).count == 1 else { return nil }
            let text = text.filter { !$0.isWhitespace }
            if let number = Double(text), text.allSatisfy({ "0123456789.-".contains($0) }) {
                self = .number(number)
            } else if text.first.map({ $0.isLetter || $0 == "_" }) == true,
                text.allSatisfy({ $0.isLetter || $0.isNumber || $0 == "_" })
            {
                self = .variable(text)
            } else {
                return nil
            }
        }
    }
}

// MARK: - State variables

extension AssistantGraph.Condition {
    private static func verdict(_ comparison: [String: JSONValue], _ variables: [String: JSONValue]) -> Verdict {
        guard comparison.count == 3, let variable = comparison["variable"]?.string,
            let name = comparison["operator"]?.string, let value = comparison["value"]
        else { return .undecided("a comparison of this form is not documented") }
        guard name == "equals" else { return .undecided("the comparison \(name) is not documented") }
        guard let given = variables[variable] else { return .undecided("\(variable) is not given") }
        if given == value { return .met("\(variable) is \(given)") }
        return given.kind == value.kind
            ? .notMet : .undecided("\(variable) is \(given), which is of another type than \(value)")
    }
}

extension JSONValue {
    /// The type of the value: values of different types can be equal for Burki.
    fileprivate var kind: Int {
        switch self {
        case .null: 0
        case .bool: 1
        case .integer, .number: 2
        case .string: 3
        case .array: 4
        case .object: 5
        }
    }
}
