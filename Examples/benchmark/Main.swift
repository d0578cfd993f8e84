import ExampleArguments
import Foundation

/// Compares the SDK with the same work by hand.
@main struct Main {
    static func main() async {
        await runExample("benchmark", usage: Options.usage) { arguments in
            let options = try Options(&arguments)
            let transport = try options.transport.sdkTransport()
            if let baseURL = options.baseURL { return try await measure(Cell.at(baseURL), options) }
            try await measure(Cell.inMemory, options)
            guard let nginx = try await Nginx(reachedThrough: transport) else {
                let notice = "nginx is not installed, so no requests were measured; or name a server with --base-url."
                return FileHandle.standardError.write(Data("benchmark: \(notice)\n".utf8))
            }
            defer { nginx.stop() }
            try await measure(Cell.at(nginx), options)
        }
    }

    private static func measure(_ cells: [Cell], _ options: Options) async throws {
        for cell in cells {
            let implementations = try [Implementation.sdk(cell, options), .bare(cell, options)]
            let results = try await Measurement.compare(
                implementations, concurrency: cell.concurrency, count: options.count ?? cell.count)
            let report = Report(cell, options, results[0], bare: results[1])
            let line = options.printsJSON ? try report.json : report.sentence
            FileHandle.standardOutput.write(Data("\(line)\n".utf8))
        }
    }
}

/// The result of one measurement.
struct Report: Encodable {
    struct Figures: Encodable {
        let perSecond: Double
        let cpuSecondsPer1000: Double
        let p50Milliseconds: Double
        let p99Milliseconds: Double

        init(_ result: Measurement) {
            let count = Double(result.latencies.count)
            perSecond = rounded(count / (result.wall / .seconds(1)))
            cpuSecondsPer1000 = rounded(result.cpu / count * 1000)
            p50Milliseconds = rounded(result.percentile(0.5))
            p99Milliseconds = rounded(result.percentile(0.99))
        }
    }

    let name: String
    let concurrency: Int
    let byHand: String
    let sdk: Figures
    let bare: Figures
    let peakMegabytes: Double

    init(_ cell: Cell, _ options: Options, _ sdk: Measurement, bare: Measurement) {
        name = cell.name
        concurrency = cell.concurrency
        byHand = cell.isNetworked ? options.transport.library : "JSONDecoder and JSONEncoder"
        self.sdk = Figures(sdk)
        self.bare = Figures(bare)
        peakMegabytes = rounded(ResourceUsage.peakMegabytes)
    }

    var json: String {
        get throws {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
            return String(decoding: try encoder.encode(self), as: UTF8.self)
        }
    }

    var sentence: String {
        func text(_ number: Double) -> String { String(format: "%.2f", number) }
        return "\(name), \(concurrency == 1 ? "one after the other" : "\(concurrency) at once"): "
            + "\(Int(sdk.perSecond)) a second, \(text(sdk.perSecond / bare.perSecond)) times as many as with \(byHand) alone, "
            + "for \(text(sdk.cpuSecondsPer1000 / bare.cpuSecondsPer1000)) of the CPU time."
    }
}

private func rounded(_ value: Double) -> Double { (value * 10_000).rounded() / 10_000 }
