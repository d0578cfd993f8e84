import Flireo
import VoiceAgentsCore

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

extension FlireoAccount {
    /// Decides the orders and verifications whose time has come.
    mutating func advance(to time: Duration) {
        for index in verificationGroups.indices where verificationGroups[index].status == .pending {
            if isDecided(verificationGroups[index].id.rawValue, after: reviewDuration, at: time) {
                verificationGroups[index].status = reviewVerdict
            }
        }
        for index in orders.indices.reversed() where orders[index].status == .pending {
            if isDecided(orders[index].id.rawValue, after: orderDuration, at: time) { finishOrder(at: index) }
        }
    }

    private mutating func isDecided(_ id: UUID, after duration: Duration, at time: Duration) -> Bool {
        let decision = decisions[id] ?? time + duration
        decisions[id] = decision <= time ? nil : decision
        return decision <= time
    }

    private mutating func finishOrder(at index: Int) {
        let order = orders[index]
        let group = verificationGroups.first { $0.id == order.verificationGroup?.id }
        guard let number = order.phoneNumber?.phoneNumber, !failingNumbers.contains(number),
            group?.status != .rejected, group?.status != .deleted
        else {
            orders[index].status = .failed
            return
        }
        orders[index].status = .success
        phoneNumbers.append(
            .init(
                id: nextID(), phoneNumber: number, type: order.type, locality: group?.locality,
                verificationGroupID: group?.id, createdAt: currentSecond))
    }

    /// The time of day as Flireo writes it, without a fraction.
    var currentSecond: Date {
        Date(timeIntervalSince1970: now().timeIntervalSince1970.rounded(.down))
    }

    /// An id that the account has not handed out.
    mutating func nextID<Resource>() -> Identifier<Resource, UUID> {
        lastID += 1
        let (a, b, c, d) = withUnsafeBytes(of: lastID.bigEndian) { ($0[0], $0[1], $0[2], $0[3]) }
        return Identifier(UUID(uuid: (0x99, 0, 0, 0, 0, 0, 0x40, 0, 0x80, 0, 0, 0, a, b, c, d)))
    }
}
