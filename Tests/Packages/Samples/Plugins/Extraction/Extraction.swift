import Foundation
import PackagePlugin

/// Makes one Swift file of each document that has samples, in each target. The names that samples take from the program around them
/// are copied from `SamplesTests`.
@main struct Extraction: BuildToolPlugin {
    func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
        let extract = try context.tool(named: "extract")
        let root = context.package.directoryURL.appending(path: "../../..").standardizedFileURL
        var commands = try documents(below: root).map { path -> Command in
            let name = path.split { $0 == "/" || $0 == "." || $0 == "+" }.joined(separator: "_")
            let output = context.pluginWorkDirectoryURL.appending(path: "\(name).swift")
            return .buildCommand(
                displayName: "Extracting the samples of \(path)", executable: extract.url,
                arguments: [root.path(), path, output.path()], inputFiles: [root.appending(path: path)],
                outputFiles: [output])
        }
        let names = context.package.directoryURL.appending(path: "Tests/SamplesTests/Names.swift")
        if target.name != "SamplesTests" {
            let copy = context.pluginWorkDirectoryURL.appending(path: "Names.swift")
            commands.append(
                .buildCommand(
                    displayName: "Copying Names.swift", executable: URL(filePath: "/bin/cp"),
                    arguments: [names.path(), copy.path()], inputFiles: [names], outputFiles: [copy]))
        }
        return commands
    }

    private func documents(below root: URL) throws -> [String] {
        var paths = ["README.md"]
        for folder in ["Sources", "Fixtures"] {
            paths += try FileManager.default.subpathsOfDirectory(atPath: root.appending(path: folder).path())
                .filter { $0.hasSuffix(".md") || $0.hasSuffix(".swift") }
                .map { "\(folder)/\($0)" }
        }
        return try paths.sorted().filter {
            try String(contentsOf: root.appending(path: $0), encoding: .utf8).contains("```swift")
        }
    }
}
