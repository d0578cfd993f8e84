import Flireo
import VoiceAgentsCore

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

extension FlireoAccount {
    /// Ends the pending orders and verifications that are due.
    ///
    /// - Parameter time: The time since the simulator was created.
    mutating func advance(to time: Duration) {
        for index in verificationGroups.indices where verificationGroups[index].status == .pending {
            if endIfDue(verificationGroups[index].id.rawValue, after: reviewDuration.clamped, at: time) {
                verificationGroups[index].status = reviewResult
            }
        }
        for index in orders.indices.reversed() where orders[index].status == .pending {
            if endIfDue(orders[index].id.rawValue, after: orderDuration.clamped, at: time) { finishOrder(at: index) }
        }
    }

    /// Schedules the end of a pending record when it is not scheduled yet.
    ///
    /// - Returns: Whether the record is due. It is then no longer scheduled.
    private mutating func endIfDue(_ id: UUID, after duration: Duration, at time: Duration) -> Bool {
        let end = decisionTimes[id] ?? time + duration
        decisionTimes[id] = end <= time ? nil : end
        return end <= time
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

    /// The current date in whole seconds, as Flireo writes it.
    var currentSecond: Date {
        Date(timeIntervalSince1970: now().timeIntervalSince1970.rounded(.down))
    }

    /// Creates an id that the account has not used.
    mutating func nextID<Resource>() -> Identifier<Resource, UUID> {
        lastID += 1
        let (a, b, c, d) = withUnsafeBytes(of: lastID.bigEndian) { ($0[0], $0[1], $0[2], $0[3]) }
        return Identifier(UUID(uuid: (0x99, 0, 0, 0, 0, 0, 0x40, 0, 0x80, 0, 0, 0, a, b, c, d)))
    }
}
