import Foundation
import VoiceAgentsTesting

@_silgen_name("LLVMFuzzerRunDriver")
private func runLibFuzzer(
    _ count: UnsafeMutablePointer<CInt>,
    _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>>,
    _ test: @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt
) -> CInt

/// libFuzzer calls a function without a context.
private nonisolated(unsafe) var test: (Data) -> Void = { _ in }

/// Writes seeds to the folder of the corpus, the first argument of the program.
package func writeSeeds(_ seeds: [Data]) throws {
    guard let path = CommandLine.arguments.dropFirst().first else { return }
    let folder = URL(filePath: path, directoryHint: .checkFileSystem)
    // A single file is an input that libFuzzer runs again.
    guard folder.hasDirectoryPath else { return }
    for (index, seed) in seeds.enumerated() { try seed.write(to: folder.appending(path: "seed-\(index)")) }
}

/// Runs libFuzzer with the arguments of the program.
package func fuzz(_ body: @escaping (Data) -> Void) -> Never {
    test = body
    var count = CommandLine.argc
    var arguments = CommandLine.unsafeArgv
    exit(
        runLibFuzzer(&count, &arguments) { bytes, count in
            test(Data(UnsafeRawBufferPointer(start: bytes, count: count)))
            return 0
        })
}

/// Ends the program with a message, so that libFuzzer saves the input.
package func fail(_ description: String, on input: Data) -> Never {
    fatalError("\(description)\n\(String(decoding: input, as: UTF8.self))")
}

/// The objects and lists in the recorded requests and replies.
package func recordedBodies(of platforms: String...) throws -> [Data] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let bodies = try platforms.flatMap { try Fixtures.exchanges(of: $0) }.flatMap {
        [$0.exchange.request.body, $0.exchange.response.body]
    }
    let texts = try bodies.compactMap { $0 }.flatMap(parts).map { try encoder.encode($0) }
    return Set(texts).sorted { $0.lexicographicallyPrecedes($1) }
}

private func parts(of value: JSONValue) -> [JSONValue] {
    switch value {
    case .array(let elements): [value] + elements.flatMap(parts)
    case .object(let members): [value] + members.values.flatMap(parts)
    default: []
    }
}
