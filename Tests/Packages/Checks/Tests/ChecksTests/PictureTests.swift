import Foundation
import Testing

/// Pictures with hostile texts, as Graphviz and Mermaid draw them. Neither is needed for the other tests, so each one is skipped where it
/// is not installed: `dot` is found in `PATH`; `MERMAID` names the module of Mermaid, which is drawn by `chromium`.
@Suite(.timeLimit(.minutes(10))) struct PictureTests {
    private static let mermaid = ProcessInfo.processInfo.environment["MERMAID"]

    private static let hasGraphviz = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
        .contains { FileManager.default.isExecutableFile(atPath: "\($0)/dot") }

    @Test(.enabled(if: hasGraphviz, "Graphviz is not installed"))
    func graphvizDrawsHostileTexts() async throws {
        try await withPictures { folder, names in
            let files = names.map { "\(folder.path())/\($0).dot" }
            let result = try await Program(command: "dot").run(["-Tjson", "-O"] + files)
            // A font that has no emoji is not an error.
            #expect(result.status == 0, "\(result.error)")
            for name in names {
                let drawing = try JSONDecoder().decode(
                    GraphvizDrawing.self, from: Data(contentsOf: folder.appending(path: "\(name).dot.json")))
                try expect(drawing.text, titled: drawing.title.text, toHaveTextsOf: name, in: folder)
            }
        }
    }

    @Test(.enabled(if: mermaid != nil, "MERMAID does not name the module of Mermaid"))
    func mermaidDrawsHostileTexts() async throws {
        try await withPictures { folder, names in
            let pictures = try names.map {
                try String(contentsOf: folder.appending(path: "\($0).mmd"), encoding: .utf8)
            }
            let page = folder.appending(path: "pictures.html")
            try Self.page(drawing: pictures).write(to: page, atomically: true, encoding: .utf8)
            var output: Substring?
            // Chromium can end before the module is loaded.
            for _ in 0..<5 where output == nil {
                let result = try await Program(command: "chromium").run(
                    "--headless", "--no-sandbox", "--disable-gpu", "--allow-file-access-from-files",
                    "--virtual-time-budget=600000", "--dump-dom", page.absoluteString)
                output = result.output.firstMatch(of: /<pre id="drawn">([A-Za-z0-9+\/=]+)<\/pre>/)?.1
            }
            let json = try #require(output.flatMap { Data(base64Encoded: String($0)) })
            let drawings = try JSONDecoder().decode([MermaidDrawing].self, from: json)
            #expect(drawings.count == names.count)
            for (name, drawing) in zip(names, drawings) {
                #expect(drawing.error == nil, "\(name)")
                #expect(!drawing.hasMarkup, "\(name)")
                // Mermaid's titles have no spelling for these two.
                let title = drawing.title.unicodeScalars.map { $0 == "‹" ? "<" : $0 == "›" ? ">" : $0 }
                try expect(
                    drawing.text, titled: String(String.UnicodeScalarView(title)), toHaveTextsOf: name, in: folder)
            }
        }
    }

    private func expect(_ text: String, titled title: String, toHaveTextsOf name: String, in folder: URL) throws {
        let picture = try JSONDecoder().decode(
            Picture.self, from: Data(contentsOf: folder.appending(path: "\(name).json")))
        #expect(!picture.texts.isEmpty)
        for part in picture.texts { #expect(text.withoutBlanks.contains(part), "\(name)") }
        if !picture.title.isEmpty { #expect(title.withoutBlanks == picture.title, "\(name)") }
    }

    /// Draws the pictures into a folder that is removed afterwards.
    private func withPictures(_ body: (_ folder: URL, _ names: [String]) async throws -> Void) async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let result = try await Program("pictures", ofPackage: "BurkiLinkage").run(folder.path())
        try #require(result.status == 0, "\(result.error)")
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path())
            .filter { $0.hasSuffix(".mmd") }.map { String($0.dropLast(4)) }.sorted()
        try #require(names.count > 100)
        try await body(folder, names)
    }

    /// A page that draws the pictures and then holds their texts, in Base64, because HTML would change them.
    private static func page(drawing pictures: [String]) throws -> String {
        let json = try JSONEncoder().encode(pictures).base64EncodedString()
        return """
            <!doctype html><meta charset="utf-8"><div id="canvas"></div><script type="module">
            import * as module from \(try String(decoding: JSONEncoder().encode(mermaid), as: UTF8.self));
            const mermaid = module.mermaid ?? module.default;
            mermaid.initialize({ startOnLoad: false, maxEdges: 1000 });
            const bytes = Uint8Array.from(atob("\(json)"), (character) => character.charCodeAt(0));
            const drawn = [];
            for (const [index, picture] of JSON.parse(new TextDecoder().decode(bytes)).entries()) {
              try {
                const { svg } = await mermaid.render("picture" + index, picture);
                const canvas = document.getElementById("canvas");
                canvas.innerHTML = svg;
                for (const style of canvas.querySelectorAll("style")) style.remove();
                const markup = canvas.querySelectorAll("script, b, strong, em, code, i, a, math, .katex, ul, ol, h1");
                const title = canvas.querySelector(".flowchartTitleText")?.textContent ?? "";
                drawn.push({ title, text: canvas.textContent, hasMarkup: markup.length > 0 });
              } catch (error) {
                drawn.push({ title: "", text: "", hasMarkup: false, error: String(error) });
              }
            }
            const result = new TextEncoder().encode(JSON.stringify(drawn));
            document.body.innerHTML = '<pre id="drawn"></pre>';
            document.getElementById("drawn").textContent =
              btoa(Array.from(result, (byte) => String.fromCharCode(byte)).join(""));
            </script>
            """
    }
}

/// What a reader has to find, without blanks.
private struct Picture: Decodable {
    var title: String
    var texts: [String]
}

extension String {
    fileprivate var withoutBlanks: String {
        String(String.UnicodeScalarView(unicodeScalars.filter { !$0.properties.isWhitespace }))
    }
}

private struct MermaidDrawing: Decodable {
    var title: String
    var text: String
    /// Whether a part of a text was taken as markup.
    var hasMarkup: Bool
    var error: String?
}

/// What Graphviz draws. Each text is one of its operations.
private struct GraphvizDrawing: Decodable {
    struct Operation: Decodable {
        var op: String
        var text: String?
    }

    struct Part: Decodable {
        var labels: [Operation]?

        private enum CodingKeys: String, CodingKey { case labels = "_ldraw_" }

        var text: String { (labels ?? []).filter { $0.op == "T" }.compactMap(\.text).joined() }
    }

    var title: Part
    var objects: [Part]?
    var edges: [Part]?

    private enum CodingKeys: String, CodingKey { case objects, edges }

    init(from decoder: any Decoder) throws {
        title = try Part(from: decoder)
        let container = try decoder.container(keyedBy: CodingKeys.self)
        objects = try container.decodeIfPresent([Part].self, forKey: .objects)
        edges = try container.decodeIfPresent([Part].self, forKey: .edges)
    }

    var text: String {
        ([title] + (objects ?? []) + (edges ?? [])).map(\.text).joined(separator: "\n")
    }
}
