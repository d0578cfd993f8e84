import Flireo
import Foundation
import Testing
import VoiceAgentsTesting

extension FlireoClient {
    /// Sends what a recording holds through the public method of its operation.
    func perform(_ exchange: RecordedExchange) async throws -> any Sendable & Hashable {
        let query = exchange.request.query
        let (limit, offset) = (query["limit"].flatMap { Int($0) }, query["offset"].flatMap { Int($0) } ?? 0)
        func id<Resource>() throws -> Identifier<Resource, UUID> {
            try #require(Identifier(String(exchange.request.path.split(separator: "/")[2])))
        }
        func word<Word: OpenEnum>(_ name: String) -> Word? { query[name].map { Word(rawValue: $0) } }
        func body<Body: Decodable>() throws -> Body {
            try JSONDecoder().decode(Body.self, from: JSONEncoder().encode(exchange.request.body))
        }
        switch exchange.operation {
        case "flireo.assistants.linkedPhoneNumber": return try await assistants.linkedPhoneNumber(of: id())
        case "flireo.assistants.unlinkPhoneNumber": return try await assistants.unlinkPhoneNumber(from: id())
        case "flireo.assistants.link":
            let request: LinkRequest = try body()
            return try await assistants.link(request.phoneNumberID, to: id())
        case "flireo.phoneNumbers.available":
            return try await phoneNumbers.available(word("number_type"), matching: query["query"], limit: limit)
        case "flireo.phoneNumbers.list":
            return try await phoneNumbers.list(
                includeDefault: query["include_default"] == "true", limit: limit, offset: offset)
        case "flireo.phoneNumbers.order":
            return try await phoneNumbers.order(body() as OrderRequest)
        case "flireo.phoneNumberOrders.list":
            return try await phoneNumberOrders.list(
                status: word("status"), verificationGroup: query["verification_group_id"].flatMap { .init($0) },
                type: word("number_type"), limit: limit, offset: offset)
        case "flireo.phoneNumberOrders.get": return try await phoneNumberOrders.get(id())
        case "flireo.verificationGroups.create": return try await verificationGroups.create(body())
        case "flireo.verificationGroups.list":
            return try await verificationGroups.list(
                status: word("status"), type: word("phone_number_type"), limit: limit, offset: offset)
        case "flireo.verificationGroups.get": return try await verificationGroups.get(id())
        case "flireo.verificationGroups.availableNumbers":
            return try await verificationGroups.availableNumbers(for: id())
        case "flireo.verificationGroups.orderNumber":
            let request: GroupOrderRequest = try body()
            return try await verificationGroups.orderNumber(request.number, through: id())
        default: throw Unperformed(operation: exchange.operation)
        }
    }
}

struct Unperformed: Error {
    let operation: String
}
