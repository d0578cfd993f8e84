import VoiceAgentsCore

#if canImport(FoundationNetworking)
import Foundation
import FoundationNetworking
#else
import Foundation
#endif

/// A request body in one file, which `URLSession` can send without loading it into memory.
///
/// A single file is sent from its own location. A form is first written to a temporary file, which is removed with this value.
struct UploadFile: Sendable {
    /// The file with the body.
    let url: URL
    private let piece: RequestBody.Piece
    private let temporary: PartialFile?

    /// - Parameters:
    ///   - body: The body.
    ///   - shouldContinue: Called between the chunks of a temporary file; `false` stops the writing.
    /// - Throws: `FileError`, ``FileChangedError``, an error of the file system, or `CancellationError` when the writing was stopped.
    init(_ body: RequestBody, shouldContinue: () -> Bool) throws {
        if body.pieces.count == 1, case .file(let file, _) = body.pieces[0] {
            piece = body.pieces[0]
            // Created from the path, since FoundationNetworking traps on other kinds of file URLs.
            url = URL(filePath: file.path(percentEncoded: false))
            temporary = nil
            try piece.check()
        } else {
            let whole = try PartialFile(
                for: FileManager.default.temporaryDirectory
                    .appending(path: "upload-\(ProcessInfo.processInfo.processIdentifier)"),
                isPrivate: true)
            for piece in body.pieces { try whole.append(piece, shouldContinue: shouldContinue) }
            piece = .file(whole.url, count: body.count)
            url = whole.url
            temporary = whole
        }
    }

    /// Whether the file's length has changed or the file does not exist any more.
    var hasChanged: Bool { (try? RequestBody.Piece.file(url)) != piece }
}

extension PartialFile {
    fileprivate func append(_ piece: RequestBody.Piece, shouldContinue: () -> Bool) throws {
        switch piece {
        case .bytes(let data):
            try data.withUnsafeBytes { try append($0) }
        case .file(let url, var remaining):
            let source = try FileReader(url)
            try withUnsafeTemporaryAllocation(byteCount: 65_536, alignment: 1) { buffer in
                while remaining > 0 {
                    guard shouldContinue() else { throw CancellationError() }
                    let count = try source.read(
                        into: .init(rebasing: buffer.prefix(Int(min(Int64(buffer.count), remaining)))))
                    guard count > 0 else { throw FileChangedError() }
                    try append(.init(rebasing: buffer.prefix(count)))
                    remaining -= Int64(count)
                }
            }
        }
    }
}
