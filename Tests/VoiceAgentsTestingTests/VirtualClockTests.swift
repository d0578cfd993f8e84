import Flireo
import Foundation
import Testing
import VoiceAgentsTesting

@Suite(.timeLimit(.minutes(5))) struct VirtualClockTests {
    @Test func sleepAdvancesTheClock() async throws {
        let clock = VirtualClock()
        let start = clock.now
        try await clock.sleep(for: .seconds(3))
        try await clock.sleep(until: start.advanced(by: .seconds(2)), tolerance: nil)
        #expect(clock.now.offset == .seconds(3))
        #expect(clock.sleeps == [.seconds(3), .seconds(-1)])
        #expect(clock.wakeTimes.isEmpty)
    }

    @Test func heldSleepersWakeAtTheirDeadline() async throws {
        let clock = VirtualClock(holdsSleepers: true)
        let start = clock.now
        let tasks = [3, 1, 2].map { seconds in
            Task {
                try await clock.sleep(until: start.advanced(by: .seconds(seconds)), tolerance: nil)
                return clock.now.offset
            }
        }
        try await clock.waitForSleepers(3)
        #expect(clock.wakeTimes.map(\.offset) == [.seconds(1), .seconds(2), .seconds(3)])
        #expect(clock.sleeps.count == 3)
        clock.advance(by: .seconds(1))
        #expect(try await tasks[1].value == .seconds(1))
        #expect(clock.wakeTimes.count == 2)
        clock.advance(by: .seconds(9))
        for task in [tasks[0], tasks[2]] { #expect(try await task.value == .seconds(10)) }
        // A sleep until a time that has passed returns at once.
        try await clock.sleep(until: start.advanced(by: .seconds(10)), tolerance: nil)
    }

    @Test func cancellationEndsSleepAtOnce() async throws {
        let clock = VirtualClock(holdsSleepers: true)
        let asleep = Task { try await clock.sleep(for: .seconds(1)) }
        let watching = Task { try await clock.waitForSleepers(2) }
        try await clock.waitForSleepers(1)
        for task in [asleep, watching] {
            task.cancel()
            await #expect(throws: CancellationError.self) { try await task.value }
        }
        #expect(clock.wakeTimes.isEmpty)
        #expect(clock.now.offset == .zero)
        let late = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            try await clock.sleep(for: .seconds(1))
        }
        await #expect(throws: CancellationError.self) { try await late.value }
    }

    @Test func waitForNoSleepersReturnsAtOnce() async throws {
        try await VirtualClock().waitForSleepers(0)
    }
}

@Suite(.timeLimit(.minutes(5))) struct AcceleratedClockTests {
    @Test func dayPassesInLessThanARealDay() async throws {
        let clock = AcceleratedClock(factor: 1_000_000)
        let start = clock.now
        try await clock.sleep(for: .seconds(86_400))
        #expect(start.duration(to: clock.now) >= .seconds(86_400))
    }

    @Test(arguments: [-1, 0, .nan, .infinity, 1e300])
    func otherFactorsAreClamped(_ factor: Double) async throws {
        let clock = AcceleratedClock(factor: factor)
        try await clock.sleep(for: .milliseconds(1))
        #expect(clock.now.offset >= .milliseconds(1))
    }

    @Test func sleepEndsWithTheTask() async throws {
        let task = Task { try await AcceleratedClock(factor: 1).sleep(for: .seconds(Int64.max / 4)) }
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
    }

    @Test func ordersSucceedInSimulatedTime() async throws {
        let clock = AcceleratedClock(factor: 100_000)
        let base = try #require(URL(string: "https://flireo.example"))
        let flireo = FlireoClient(
            apiKey: "k", baseURL: base, configuration: .init(clock: clock), transport: FlireoSimulator(clock: clock))
        let order = try await flireo.phoneNumbers.order("+31851234567")
        #expect(try await flireo.phoneNumberOrders.wait(for: order.id).status == .success)
    }
}
