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
    private let temporary: TemporaryFile?

    /// - Parameters:
    ///   - body: The body.
    ///   - shouldContinue: Called between the chunks of a temporary file; `false` stops the writing.
    /// - Throws: `FileError`, or `CancellationError` when the writing was stopped.
    init(_ body: RequestBody, shouldContinue: () -> Bool) throws {
        if body.pieces.count == 1, case .file(let file, let count) = body.pieces[0] {
            try body.pieces[0].check()
            // FoundationNetworking would send as many bytes of the file as a symbolic link to it has. It traps on file URLs that
            // are not created from a path.
            url = URL(filePath: file.resolvingSymlinksInPath().path(percentEncoded: false))
            piece = .file(url, count: count)
            temporary = nil
        } else {
            let whole = try TemporaryFile()
            let writer = try FileWriter(whole.url, expecting: body.count)
            for piece in body.pieces { try writer.append(piece, shouldContinue: shouldContinue) }
            piece = .file(whole.url, count: body.count)
            url = whole.url
            temporary = whole
        }
    }

    /// The error when the file has another length than announced, or cannot be read.
    var failure: FileError? {
        do {
            try piece.check()
            return nil
        } catch {
            return error
        }
    }
}

extension FileWriter {
    fileprivate func append(_ piece: RequestBody.Piece, shouldContinue: () -> Bool) throws {
        switch piece {
        case .bytes(let data):
            try data.withUnsafeBytes { try append($0) }
        case .file(let url, let count):
            let source = try FileReader(url, count: count)
            try withUnsafeTemporaryAllocation(byteCount: 65_536, alignment: 1) { buffer in
                while case let count = try source.read(into: buffer), count > 0 {
                    guard shouldContinue() else { throw CancellationError() }
                    try append(.init(rebasing: buffer.prefix(count)))
                }
            }
        }
    }
}
