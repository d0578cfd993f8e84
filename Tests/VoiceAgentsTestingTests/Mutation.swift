import Foundation
import VoiceAgentsTesting

/// A change of a JSON text: truncated, with a value of another type, with a value one level deeper, without a key.
enum Mutation: CaseIterable {
    case cut, retype, renest, drop

    func apply(to body: JSONValue, _ random: inout SeededGenerator) throws -> Data {
        guard self != .cut else {
            let whole = try JSONEncoder().encode(body)
            return whole.prefix(Int(random.next() % UInt64(whole.count)))
        }
        var count = 0
        _ = change(body, at: nil, &count, &random)
        var index = 0
        return try JSONEncoder().encode(change(body, at: Int(random.next() % UInt64(count)), &index, &random))
    }

    /// Walks through every value; changes the one at `target`.
    private func change(_ value: JSONValue, at target: Int?, _ index: inout Int, _ random: inout SeededGenerator)
        -> JSONValue
    {
        let isTarget = index == target
        index += 1
        if isTarget {
            return switch self {
            case .retype: Self.others[Int(random.next() % UInt64(Self.others.count))]
            case .renest: random.next() % 2 == 0 ? [value] : ["value": value]
            default: .null
            }
        }
        switch value {
        case .array(let values): return .array(values.map { change($0, at: target, &index, &random) })
        case .object(let members):
            var changed: [String: JSONValue] = [:]
            for (name, member) in members.sorted(by: { $0.key < $1.key }) {
                let isDropped = self == .drop && index == target
                let value = change(member, at: target, &index, &random)
                if !isDropped { changed[name] = value }
            }
            return .object(changed)
        default: return value
        }
    }

    private static let others: [JSONValue] = [
        nil, true, 7, -1.5, "text", "", [], [:], [1, "a"], ["a": 1], .number(1e300), .integer(.max),
    ]
}
