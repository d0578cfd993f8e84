import Foundation
import Testing

/// A program and how to start it. Nothing is built here: `.ci/run` has done it.
struct Program: CustomTestStringConvertible {
    let file: URL
    var leadingArguments: [String] = []

    /// An executable of the package, with the default traits.
    init(_ name: String, in build: BuildFolder = .plain) {
        file = Repository.root.appending(path: "\(build.rawValue)/debug/\(name)")
    }

    /// An executable of a package in `Tests/Packages`.
    init(_ name: String, ofPackage package: String) {
        file = Repository.root.appending(path: "Tests/Packages/\(package)/.build/debug/\(name)")
    }

    /// A command that is found in `PATH`.
    init(command: String) {
        file = URL(filePath: "/usr/bin/env")
        leadingArguments = [command]
    }

    var testDescription: String { leadingArguments.first ?? file.lastPathComponent }

    /// Runs to the end. Cancelling the task, as the time limit of a test does, ends the program.
    func run(_ arguments: String..., environment: [String: String] = [:]) async throws -> Result {
        try await run(arguments, environment: environment)
    }

    func run(_ arguments: [String], environment: [String: String] = [:]) async throws -> Result {
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let files = [folder.appending(path: "output"), folder.appending(path: "error")]
        for file in files { try Data().write(to: file) }
        let handles = try files.map { try FileHandle(forWritingTo: $0) }
        defer { for handle in handles { try? handle.close() } }

        let process = process(arguments, environment: environment)
        process.standardOutput = handles[0]
        process.standardError = handles[1]
        let (statuses, continuation) = AsyncStream.makeStream(of: Int32.self)
        process.terminationHandler = { process in
            continuation.yield(process.terminationStatus)
            continuation.finish()
        }
        try process.run()
        let status = await withTaskCancellationHandler {
            await statuses.first { _ in true }
        } onCancel: {
            process.terminate()
        }
        guard let status else { throw CancellationError() }
        let texts = try files.map { try String(contentsOf: $0, encoding: .utf8) }
        return Result(status: status, output: texts[0], error: texts[1])
    }

    /// Starts a server, which prints its address, and ends it after the closure.
    func serve(_ arguments: String..., body: (_ address: String) async throws -> Void) async throws {
        let process = process(arguments)
        let pipe = Pipe()
        process.standardOutput = pipe
        let (chunks, continuation) = AsyncStream.makeStream(of: Data.self)
        pipe.fileHandleForReading.readabilityHandler = { handle in
            let data = handle.availableData
            if data.isEmpty {
                handle.readabilityHandler = nil
                continuation.finish()
            } else {
                continuation.yield(data)
            }
        }
        try process.run()
        defer { process.terminate() }
        var output = ""
        for await chunk in chunks {
            output += String(decoding: chunk, as: UTF8.self)
            if let line = output.firstMatch(of: /Listening on (\S+)\n/) {
                return try await body(String(line.output.1))
            }
        }
        Issue.record("\(file.lastPathComponent) does not listen: \(output)")
    }

    func process(_ arguments: [String], environment: [String: String] = [:]) -> Process {
        let process = Process()
        process.executableURL = file
        process.arguments = leadingArguments + arguments
        process.currentDirectoryURL = Repository.root
        process.environment = ProcessInfo.processInfo.environment
            .filter { !$0.key.hasPrefix("BURKI_") && !$0.key.hasPrefix("FLIREO_") }
            .merging(environment) { $1 }
        process.standardInput = FileHandle.nullDevice
        return process
    }

    /// The status and the output of a program.
    struct Result {
        let status: Int32
        let output: String
        let error: String

        var lines: [Substring] { output.split(separator: "\n") }
        var errorLines: [Substring] { error.split(separator: "\n") }
    }
}

/// Where `.ci/run` builds the package.
enum BuildFolder: String {
    /// With the default traits.
    case plain = ".build"
    /// With the trait LocalServer.
    case localServer = ".build-local"
    /// With the traits AsyncHTTPClient, LocalServer and Observability.
    case asyncHTTPClient = ".build-ahc"

    var url: URL { Repository.root.appending(path: rawValue) }
}

enum Repository {
    static let root = URL(filePath: #filePath).appending(path: "../../../../../..").standardizedFileURL
}
