import VoiceAgentsCore

#if canImport(FoundationNetworking)
import Foundation
import FoundationNetworking
#else
import Foundation
#endif

/// A body in one file: that is how `URLSession` sends one without holding it in memory. A file alone is sent from where
/// it is; a form is first written to a temporary file, which goes with this value.
struct UploadFile: Sendable {
    /// Where the body stands.
    let url: URL
    private let piece: RequestBody.Piece
    private let temporary: PartialFile?

    /// - Parameters:
    ///   - body: The body.
    ///   - isWanted: Is asked between the chunks of a temporary file.
    /// - Throws: `FileError`, ``FileChanged``, an error of the file system, or `CancellationError` when it is not wanted.
    init(_ body: RequestBody, isWanted: () -> Bool) throws {
        if body.pieces.count == 1, case .file(let file, _) = body.pieces[0] {
            piece = body.pieces[0]
            // A path alone, since FoundationNetworking traps on an address of another kind.
            url = URL(filePath: file.path(percentEncoded: false))
            temporary = nil
            try piece.check()
        } else {
            let whole = try PartialFile(
                for: FileManager.default.temporaryDirectory
                    .appending(path: "upload-\(ProcessInfo.processInfo.processIdentifier)"),
                isPrivate: true)
            for piece in body.pieces { try whole.append(piece, isWanted: isWanted) }
            piece = .file(whole.url, count: body.count)
            url = whole.url
            temporary = whole
        }
    }

    /// Whether the file is no longer as long as it was, or gone.
    var hasChanged: Bool { (try? RequestBody.Piece.file(url)) != piece }
}

extension PartialFile {
    fileprivate func append(_ piece: RequestBody.Piece, isWanted: () -> Bool) throws {
        switch piece {
        case .bytes(let data):
            try data.withUnsafeBytes { try append($0) }
        case .file(let url, var remaining):
            let source = try FileSource(url)
            try withUnsafeTemporaryAllocation(byteCount: 65_536, alignment: 1) { buffer in
                while remaining > 0 {
                    guard isWanted() else { throw CancellationError() }
                    let count = try source.read(
                        into: .init(rebasing: buffer.prefix(Int(min(Int64(buffer.count), remaining)))))
                    guard count > 0 else { throw FileChanged() }
                    try append(.init(rebasing: buffer.prefix(count)))
                    remaining -= Int64(count)
                }
            }
        }
    }
}
