import Foundation
import Testing
import VoiceAgentsCore

@Suite final class PartialFileTests {
    private let folder = FileManager.default.temporaryDirectory.appending(path: "\(UUID())")
    private var names: [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []).sorted()
    }

    init() throws { try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true) }

    deinit { try? FileManager.default.removeItem(at: folder) }

    private func append(_ text: String, to file: PartialFile) throws {
        try Data(text.utf8).withUnsafeBytes { try file.append($0) }
    }

    @Test func commitReplacesTheDestination() throws {
        let destination = folder.appending(path: "a file.wav")
        try Data("old".utf8).write(to: destination)
        let file = try PartialFile(for: destination)
        try append("new ", to: file)
        try append("content", to: file)
        #expect(try Data(contentsOf: destination) == Data("old".utf8))
        try file.commit()
        #expect(try Data(contentsOf: destination) == Data("new content".utf8))
        #expect(names == ["a file.wav"])
    }

    @Test func uncommittedFileIsRemoved() throws {
        var file: PartialFile? = try PartialFile(for: folder.appending(path: "file"))
        try append("part", to: #require(file))
        #expect(names.count == 1)
        #expect(names.first?.hasSuffix(".part") == true)
        file = nil
        #expect(names.isEmpty)
    }

    @Test func fileErrorHasTheSystemsReason() throws {
        let error = #expect(throws: FileError.self) {
            try PartialFile(for: folder.appending(path: "missing/file"))
        }
        #expect(error?.description == "file: No such file or directory")
        let blocked = folder.appending(path: "blocked")
        try FileManager.default.createDirectory(at: blocked, withIntermediateDirectories: true)
        let file = try PartialFile(for: blocked)
        #expect(throws: FileError.self) { try file.commit() }
        #expect(names == ["blocked"])
    }

    @Test func fileSourceReadsInParts() throws {
        let url = folder.appending(path: "source")
        try Data("0123456789".utf8).write(to: url)
        let source = try FileReader(url)
        var buffer = [UInt8](repeating: 0, count: 7)
        #expect(try buffer.withUnsafeMutableBytes { try source.read(into: $0) } == 7)
        #expect(buffer == Array("0123456".utf8))
        #expect(try buffer.withUnsafeMutableBytes { try source.read(into: $0) } == 3)
        #expect(try buffer.withUnsafeMutableBytes { try source.read(into: $0) } == 0)
        #expect(throws: FileError.self) { try FileReader(url.appending(path: "none")) }
    }
}
