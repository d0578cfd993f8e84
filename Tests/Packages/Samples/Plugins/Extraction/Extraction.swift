import Foundation
import PackagePlugin

/// Makes one Swift file of each document that has samples.
@main struct Extraction: BuildToolPlugin {
    func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
        let extract = try context.tool(named: "extract")
        let root = context.package.directoryURL.appending(path: "../../..").standardizedFileURL
        return try documents(below: root).map { path in
            let name = path.split { $0 == "/" || $0 == "." || $0 == "+" }.joined(separator: "_")
            let output = context.pluginWorkDirectoryURL.appending(path: "\(name).swift")
            return .buildCommand(
                displayName: "Extracting the samples of \(path)", executable: extract.url,
                arguments: [root.path(), path, output.path()], inputFiles: [root.appending(path: path)],
                outputFiles: [output])
        }
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
