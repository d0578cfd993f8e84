import Burki
import ExampleArguments
import Flireo
import VoiceAgentsTesting

/// The program's arguments.
struct Options {
    static let usage = """
        usage: swift run --traits LocalServer local-server [options]

        Simulates both platforms on 127.0.0.1, until Control-C. Prints each request, call and purchase.

          --port NUMBER      default 8080; 0 for any that is free
          --out-of-funds     the Burki organization has no money: calls are refused with 402
          --fail OPERATION:STATUS[:EVERY]
                             answer every request of an operation with a status in place of the simulation, or only every
                             EVERYth: --fail burki.calls.initiate:503:20. Can be repeated. A 429 has no Retry-After. With
                             "lost" as the status, the request is carried out and answered with 500, as if its reply were
                             lost
          --speed FACTOR     how much faster time passes for calls, orders and verifications; 86400: a day in a second. Default 15
        """

    /// A failure of an operation.
    struct Failure: Sendable {
        let operation: PlatformOperation
        let fault: Fault
        let every: Int

        init?(_ text: String) {
            let parts = text.split(separator: ":", omittingEmptySubsequences: false)
            let operations = [PlatformOperation](BurkiSimulator.tiers.keys) + FlireoSimulator.tiers.keys
            guard (2...3).contains(parts.count), let operation = operations.first(where: { $0.name == parts[0] }),
                let fault = parts[1] == "lost" ? .connectionLostAfterEffect : Fault(status: parts[1]),
                let every = parts.count == 3 ? Int(parts[2]) : 1, every > 0
            else { return nil }
            (self.operation, self.fault, self.every) = (operation, fault, every)
        }

        func fault(of request: SimulatedRequest) -> Fault? {
            request.operation == operation && request.number.isMultiple(of: every) ? fault : nil
        }
    }

    var port: UInt16 = 8080
    var isOutOfFunds = false
    var failures: [Failure] = []
    var speed = 15.0

    init(_ arguments: inout Arguments) throws {
        while let argument = arguments.next() {
            switch argument {
            case "--out-of-funds": isOutOfFunds = true
            case "--port": port = try arguments.value(of: argument, as: "a number from 0 to 65535", UInt16.init)
            case "--fail":
                failures.append(
                    try arguments.value(
                        of: argument,
                        as: "a known operation and \"lost\" or a status from 400 to 599, OPERATION:STATUS[:EVERY]",
                        Failure.init))
            case "--speed":
                speed = try arguments.value(of: argument, as: "a number from 1 to 1000000") {
                    Double($0).flatMap { (1...1_000_000).contains($0) ? $0 : nil }
                }
            default: throw UsageError(unknown: argument)
            }
        }
    }
}

extension Fault {
    /// An answer with the status of an error. `nil` for another text.
    fileprivate init?(status text: some StringProtocol) {
        guard let status = Int(text), (400..<600).contains(status) else { return nil }
        self = .status(status)
    }
}
