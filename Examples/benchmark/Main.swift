import Foundation

/// Compares the SDK with the same work by hand.
@main struct Main {
    static func main() async {
        do {
            let options = try Options(Array(CommandLine.arguments.dropFirst()))
            if options.wantsHelp { return print(Options.usage) }
            let implementations = [try Implementation.sdk(options), try Implementation.bare(options)]
            let results = try await Measurement.compare(
                implementations, concurrency: options.concurrency, count: options.count)
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
            let report = Report(
                options, implementations[0].name, results[0],
                bare: Report(options, implementations[1].name, results[1], bare: nil))
            print(String(decoding: try encoder.encode(report), as: UTF8.self))
        } catch let error as UsageError {
            fail(error.message)
        } catch {
            fail("\(error)")
        }
    }

    private static func fail(_ message: String) -> Never {
        FileHandle.standardError.write(Data("benchmark: \(message)\n".utf8))
        exit(1)
    }
}

/// The results, which are printed as one line of JSON.
final class Report: Encodable {
    let client: String
    let transport: String
    let operation: String
    let concurrency: Int
    let count: Int
    let rps: Double
    let cpuSecondsPer1000: Double
    let p50: Double
    let p99: Double
    let megabytesPerSecond: Double?
    /// The peak memory use of the process.
    let peakMegabytes: Double?
    /// The results of the work by hand.
    let bare: Report?

    init(_ options: Options, _ client: String, _ result: Measurement, bare: Report?) {
        func rounded(_ value: Double) -> Double { (value * 10_000).rounded() / 10_000 }
        let seconds = result.wall / .seconds(1)
        let count = Double(result.latencies.count)
        self.client = client
        transport = options.operation.needsServer ? options.transport.rawValue : "none"
        operation = options.operation.rawValue
        concurrency = options.concurrency
        self.count = options.count
        rps = rounded(count / seconds)
        cpuSecondsPer1000 = rounded(result.cpu / count * 1000)
        p50 = rounded(result.percentile(0.5))
        p99 = rounded(result.percentile(0.99))
        megabytesPerSecond = options.operation.needsServer ? nil : rounded(Double(result.bytes) / 1e6 / seconds)
        peakMegabytes = bare == nil ? nil : rounded(ResourceUsage.peakMegabytes)
        self.bare = bare
    }

    private enum CodingKeys: String, CodingKey {
        case client, transport, operation, concurrency, count, rps
        case cpuSecondsPer1000 = "cpu_s_per_1000"
        case p50 = "p50_ms"
        case p99 = "p99_ms"
        case megabytesPerSecond = "mb_per_s"
        case peakMegabytes = "peak_rss_mb"
        case bare
    }
}
