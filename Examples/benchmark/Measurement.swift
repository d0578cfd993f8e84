import Foundation

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// The measurements of one implementation.
struct Measurement {
    var latencies: [Duration] = []
    var wall = Duration.zero
    var cpu = 0.0

    /// Measures the implementations in turns, so that other load on the machine affects all of them equally.
    static func compare(_ implementations: [Implementation], concurrency: Int, count: Int) async throws -> [Measurement]
    {
        var results = implementations.map { _ in Measurement() }
        let rounds = min(10, count)
        // The first round warms up and is not counted.
        for round in 0...rounds {
            let share = round == 0 ? max(1, count / 20) : count * round / rounds - count * (round - 1) / rounds
            for index in implementations.indices {
                let result = try await implementations[index].measure(concurrency: concurrency, count: share)
                if round > 0 { results[index].add(result) }
            }
        }
        return results
    }

    mutating func add(_ other: Measurement) {
        latencies += other.latencies
        wall += other.wall
        cpu += other.cpu
    }

    func percentile(_ share: Double) -> Double {
        let sorted = latencies.sorted()
        guard !sorted.isEmpty else { return 0 }
        return sorted[min(sorted.count - 1, Int(Double(sorted.count) * share))] / .milliseconds(1)
    }
}

extension Implementation {
    fileprivate func measure(concurrency: Int, count: Int) async throws -> Measurement {
        let clock = ContinuousClock()
        var result = Measurement()
        let (start, cpu) = (clock.now, ResourceUsage.cpuSeconds)
        try await withThrowingTaskGroup(of: [Duration].self) { group in
            for worker in 0..<concurrency {
                let share = count * (worker + 1) / concurrency - count * worker / concurrency
                group.addTask {
                    var latencies: [Duration] = []
                    for _ in 0..<share {
                        let start = clock.now
                        _ = try await work()
                        latencies.append(start.duration(to: clock.now))
                    }
                    return latencies
                }
            }
            for try await share in group {
                result.latencies += share
            }
        }
        result.wall = start.duration(to: clock.now)
        result.cpu = ResourceUsage.cpuSeconds - cpu
        return result
    }
}

/// The resource usage of this process.
enum ResourceUsage {
    private static var usage: rusage {
        var usage = rusage()
        #if canImport(Glibc)
        getrusage(Int32(RUSAGE_SELF.rawValue), &usage)
        #else
        getrusage(RUSAGE_SELF, &usage)
        #endif
        return usage
    }

    static var cpuSeconds: Double {
        let usage = usage
        return Double(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec)
            + Double(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6
    }

    /// The peak memory use in megabytes.
    static var peakMegabytes: Double {
        #if canImport(Darwin)
        Double(usage.ru_maxrss) / 1e6
        #else
        Double(usage.ru_maxrss) * 1024 / 1e6
        #endif
    }
}
