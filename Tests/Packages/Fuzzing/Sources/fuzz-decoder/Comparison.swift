import Burki
import Flireo
import Foundation
import FuzzDriver

/// A document as a tree, as a record with members of all types, and as the models of replies. Decoding it does not fail.
///
/// Unchecked `Sendable`: the values of all models are.
struct Comparison: Decodable, @unchecked Sendable {
    let tree: Tree
    /// The document as each model. `nil` when it cannot be decoded so, and when it is not selected.
    let values: [AnyHashable?]

    /// The types that are compared, with a function that decodes each.
    static let models = [
        model(Record.self), model(JSONValue.self), model([Record].self),
        model(AssistantGraph.self), model(AssistantGraph.Draft.self), model(GraphSession.self),
        model(GraphPhoneNumber.self), model(GraphAssignment.self), model(Burki.Call.self), model(InitiatedCall.self),
        model(OrganizationPhoneNumber.self), model(PhoneNumberPurchase.self), model(OwnedPhoneNumber.self),
        model(Flireo.AvailablePhoneNumber.self), model(SharedPhoneNumber.self), model(PhoneNumberOrder.self),
        model(PlacedOrder.self), model(VerificationGroup.self), model(CreatedVerificationGroup.self),
        model(Flireo.AssistantPhoneNumber.self), model(PhoneNumberLink.self), model(PhoneNumberUnlink.self),
    ]

    struct Model: Sendable {
        let name: String
        let decode: @Sendable (any SingleValueDecodingContainer) throws -> AnyHashable
    }

    private static func model<Value: Decodable & Hashable & Sendable>(_ type: Value.Type) -> Model {
        Model(name: "\(type)") { AnyHashable(try $0.decode(Value.self)) }
    }

    /// The models of this input. All of them would take most of the time.
    nonisolated(unsafe) static var selection: Set<Int> = []

    init(from decoder: any Decoder) throws {
        tree = try Tree(from: decoder)
        let container = try decoder.singleValueContainer()
        values = Self.models.enumerated().map { Self.selection.contains($0) ? try? $1.decode(container) : nil }
    }

    /// The first value that this decoding, of this package's decoder, has in another way than Foundation's.
    func difference(from foundation: Comparison) -> String? {
        if let difference = tree.difference(from: foundation.tree) { return difference }
        // An optional member never fails a record.
        if case .object = tree, values[0] == nil { return "A record of optional members was not read." }
        if tree.hasRoundedNumber { return nil }
        for (index, expected) in foundation.values.enumerated() {
            if let expected, values[index] != expected {
                return "\(Self.models[index].name): \(values[index] as Any), with JSONDecoder \(expected)"
            }
        }
        return nil
    }
}
