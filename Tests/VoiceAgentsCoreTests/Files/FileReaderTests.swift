import Foundation
import Testing
import VoiceAgentsCore

@Suite final class FileReaderTests {
    private let folder = FileManager.default.temporaryDirectory.appending(path: "\(UUID())")
    private var file: URL { folder.appending(path: "source") }

    init() throws {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try Data("0123456789".utf8).write(to: file)
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    private func append(_ text: String) throws {
        let handle = try FileHandle(forWritingTo: file)
        try handle.seekToEnd()
        try handle.write(contentsOf: Data(text.utf8))
        try handle.close()
    }

    @Test func fileIsReadInParts() throws {
        let reader = try FileReader(file)
        #expect(reader.count == 10)
        var buffer = [UInt8](repeating: 0, count: 7)
        #expect(try buffer.withUnsafeMutableBytes { try reader.read(into: $0) } == 7)
        #expect(buffer == Array("0123456".utf8))
        #expect(try buffer.withUnsafeMutableBytes { try reader.read(into: $0) } == 3)
        #expect(try buffer.withUnsafeMutableBytes { try reader.read(into: $0) } == 0)
    }

    @Test func linkIsFollowed() throws {
        let link = folder.appending(path: "link")
        try FileManager.default.createSymbolicLink(atPath: link.path, withDestinationPath: "source")
        #expect(try FileReader(link).content() == Data("0123456789".utf8))
        #expect(try RequestBody.Piece.file(link) == .file(link, count: 10))
    }

    @Test func changedFileIsAnError() throws {
        #expect(throws: FileError.self) { try FileReader(self.file, count: 9) }
        let longer = try FileReader(file, count: 10)
        try append("x")
        #expect(throws: FileError.self) { try longer.content() }
        let shorter = try FileReader(file)
        let handle = try FileHandle(forWritingTo: file)
        try handle.truncate(atOffset: 3)
        try handle.close()
        let error = #expect(throws: FileError.self) { try shorter.content() }
        #expect(error?.description == "source: The length of the file has changed")
    }

    #if os(Linux)
    @Test func fileWithoutALengthIsAnError() {
        #expect(throws: FileError.self) { try FileReader(URL(filePath: "/proc/self/status")) }
    }
    #endif

    @Test(.timeLimit(.minutes(5)))
    func onlyRegularFilesAreRead() throws {
        #expect(mkfifo(folder.appending(path: "pipe").path, 0o600) == 0)
        for (url, description) in [
            (folder, "\(folder.lastPathComponent): Is a directory"),
            (folder.appending(path: "none"), "none: No such file or directory"),
            (folder.appending(path: "pipe"), "pipe: Not a regular file"),
            (URL(filePath: "/dev/zero"), "zero: Not a regular file"),
        ] {
            #expect(throws: FileError.self) { try FileReader(url) }
            var form = MultipartForm()
            let error = #expect(throws: FileError.self) { try form.append(file: url, name: "file") }
            #expect(error?.description == description)
        }
        let remote = try #require(URL(string: "https://files.example\(file.path)"))
        #expect(throws: FileError.self) { try FileReader(remote) }
    }
}
