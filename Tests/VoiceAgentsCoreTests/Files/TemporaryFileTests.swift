import Foundation
import Testing
import VoiceAgentsCore

@Suite final class TemporaryFileTests {
    private let folder = FileManager.default.temporaryDirectory.appending(path: "\(UUID())")
    private var names: [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []).sorted()
    }

    init() throws { try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true) }

    deinit { try? FileManager.default.removeItem(at: folder) }

    private func write(_ text: String, to file: TemporaryFile) throws {
        let writer = try FileWriter(file.url)
        for part in [text.prefix(3), text.dropFirst(3)] {
            try Data(part.utf8).withUnsafeBytes { try writer.append($0) }
        }
    }

    private func replace(_ destination: URL, with text: String = "new content") throws {
        let file = try TemporaryFile(replacing: destination)
        try write(text, to: file)
        try file.replaceDestination()
    }

    private func permissions(_ url: URL) throws -> Int? {
        try FileManager.default.attributesOfItem(atPath: url.path)[.posixPermissions] as? Int
    }

    @Test func destinationIsReplacedAtOnce() throws {
        let destination = folder.appending(path: "a file.wav")
        try Data("old".utf8).write(to: destination)
        let file = try TemporaryFile(replacing: destination)
        try write("new content", to: file)
        #expect(try Data(contentsOf: destination) == Data("old".utf8))
        try file.replaceDestination()
        #expect(try Data(contentsOf: destination) == Data("new content".utf8))
        #expect(names == ["a file.wav"])
    }

    @Test func unusedFileIsRemoved() throws {
        var file: TemporaryFile? = try TemporaryFile(replacing: folder.appending(path: "file"))
        try write("part", to: #require(file))
        #expect(names.count == 1)
        #expect(names.first?.hasPrefix(".voice-agents-\(ProcessInfo.processInfo.processIdentifier)-") == true)
        file = nil
        #expect(names.isEmpty)
    }

    @Test(arguments: [(0o600, 0o600), (0o640, 0o640), (0o755, 0o755), (0o4755, 0o755)])
    func permissionsAreKept(_ permissions: Int, _ kept: Int) throws {
        let destination = folder.appending(path: "file")
        #expect(
            FileManager.default.createFile(
                atPath: destination.path, contents: nil, attributes: [.posixPermissions: permissions]))
        try replace(destination)
        #expect(try self.permissions(destination) == kept)
    }

    @Test(arguments: ["existing", "new"])
    func linkIsKept(_ target: String) throws {
        let elsewhere = folder.appending(path: "elsewhere")
        try FileManager.default.createDirectory(at: elsewhere, withIntermediateDirectories: true)
        try Data("old".utf8).write(to: elsewhere.appending(path: "existing"))
        // A relative link to a relative link.
        try FileManager.default.createSymbolicLink(
            atPath: elsewhere.appending(path: "second").path, withDestinationPath: target)
        let link = folder.appending(path: "link")
        try FileManager.default.createSymbolicLink(atPath: link.path, withDestinationPath: "elsewhere/second")
        try replace(link)
        #expect(try FileManager.default.destinationOfSymbolicLink(atPath: link.path) == "elsewhere/second")
        #expect(try Data(contentsOf: elsewhere.appending(path: target)) == Data("new content".utf8))
        #expect(names == ["elsewhere", "link"])
    }

    /// A slash and a combining character are one `Character` in Swift.
    @Test func linkThatBeginsWithACombiningCharacterIsKept() throws {
        let inner = folder.appending(path: "inner")
        try FileManager.default.createDirectory(at: inner, withIntermediateDirectories: true)
        try Data("outside".utf8).write(to: folder.appending(path: "real"))
        try Data("old".utf8).write(to: inner.appending(path: "real"))
        let link = URL(filePath: inner.path + "/\u{301}link")
        #expect(symlink("real", inner.path + "/\u{301}link") == 0)
        try replace(link)
        #expect(try Data(contentsOf: inner.appending(path: "real")) == Data("new content".utf8))
        #expect(try Data(contentsOf: folder.appending(path: "real")) == Data("outside".utf8))
    }

    @Test func linkToAnotherEncodingIsRefused() throws {
        let link = folder.appending(path: "link")
        let target: [CChar] = [99, 97, -23, 0]
        #expect(symlink(target, link.path) == 0)
        let error = #expect(throws: FileError.self) { try self.replace(link) }
        #expect(error?.description == "link: The link leads to a name that is not UTF-8")
        #expect(names == ["link"])
    }

    @Test func relativeDestinationIsReplaced() throws {
        let name = "voice-agents-test-\(UUID())"
        let destination = try #require(URL(string: "file:\(name)"))
        defer { try? FileManager.default.removeItem(atPath: name) }
        try replace(destination)
        #expect(FileManager.default.contents(atPath: name) == Data("new content".utf8))
    }

    @Test func longNameIsReplaced() throws {
        let destination = folder.appending(path: String(repeating: "n", count: 255))
        try replace(destination)
        #expect(names == [destination.lastPathComponent])
    }

    @Test func unusableDestinationIsAnError() throws {
        let manager = FileManager.default
        try manager.createDirectory(at: folder.appending(path: "folder"), withIntermediateDirectories: true)
        #expect(mkfifo(folder.appending(path: "pipe").path, 0o600) == 0)
        try manager.createSymbolicLink(atPath: folder.appending(path: "loop").path, withDestinationPath: "loop")
        try Data().write(to: folder.appending(path: "file"))
        let remote = try #require(URL(string: "https://files.example\(folder.path)/file?signature=s3cret"))
        for (destination, description) in [
            (folder.appending(path: "missing/file"), "file: No such file or directory"),
            (folder.appending(path: "file/file"), "file: Not a directory"),
            (folder.appending(path: "folder"), "folder: Is a directory"),
            (folder.appending(path: "new/", directoryHint: .isDirectory), "new: Is a directory"),
            (folder.appending(path: "pipe"), "pipe: Not a regular file"),
            (folder.appending(path: "loop"), "loop: Too many levels of symbolic links"),
            (folder.appending(path: String(repeating: "n", count: 256)), nil),
            (URL(filePath: "/dev/null"), "null: Not a regular file"),
            (remote, "URL: Not the URL of a file"),
            (URL(filePath: folder.path + "/a\0b"), nil),
        ] {
            let error = #expect(throws: FileError.self) { try self.replace(destination) }
            if let description { #expect(error?.description == description) }
            #expect(error?.localizedDescription == error?.description)
        }
        #expect(names == ["file", "folder", "loop", "pipe"])
    }

    @Test(.enabled("An administrator, also in the containers of CI, may write to every file.") { getuid() != 0 })
    func protectedFileIsKept() throws {
        let destination = folder.appending(path: "file")
        #expect(
            FileManager.default.createFile(
                atPath: destination.path, contents: nil, attributes: [.posixPermissions: 0o400]))
        #expect(throws: FileError.self) { try self.replace(destination) }
    }

    @Test func writerFailsBeforeTheDiskIsFull() throws {
        let file = try TemporaryFile()
        let error = #expect(throws: FileError.self) { try FileWriter(file.url, expecting: .max) }
        #expect(error?.reason == "No space left on device")
        #expect(throws: FileError.self) { try FileWriter(self.folder.appending(path: "missing")) }
        #expect(names.isEmpty)
    }
}
