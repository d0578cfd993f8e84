#if canImport(FoundationEssentials)
public import FoundationEssentials
#else
public import Foundation
#endif

/// The body of a request: a sequence of bytes in memory and files.
///
/// Files are read while they are sent, so a body of any length needs little memory.
public struct RequestBody: Sendable, Hashable {
    /// A piece of a body. This is a closed set.
    public enum Piece: Sendable, Hashable {
        /// Bytes in memory.
        case bytes(Data)
        /// A complete file and its length in bytes.
        case file(URL, count: Int64)

        /// The length of the piece in bytes.
        public var count: Int64 {
            switch self {
            case .bytes(let data): Int64(data.count)
            case .file(_, let count): count
            }
        }
    }

    /// The pieces, in order.
    public let pieces: [Piece]

    /// Creates a body from bytes in memory.
    public init(_ data: Data) { pieces = [.bytes(data)] }

    /// Creates a body from pieces.
    package init(_ pieces: [Piece]) { self.pieces = pieces }

    /// The length of the body in bytes.
    public var count: Int64 { pieces.reduce(0) { $0 + $1.count } }

    /// The complete body, or `nil` when a part of it is in a file.
    public var data: Data? {
        let parts = pieces.compactMap { if case .bytes(let data) = $0 { data } else { nil } }
        guard parts.count == pieces.count else { return nil }
        return parts.count == 1 ? parts[0] : parts.reduce(into: Data()) { $0 += $1 }
    }
}

extension RequestBody.Piece {
    /// A file with its current length.
    ///
    /// - Throws: ``FileError``, also when it is not a regular file.
    package static func file(_ url: URL) throws(FileError) -> RequestBody.Piece {
        .file(url, count: try FileReader(url).count)
    }

    /// Checks that a file is readable and has the same length as before.
    ///
    /// - Throws: ``FileError``.
    package func check() throws(FileError) {
        guard case .file(let url, let count) = self else { return }
        _ = try FileReader(url, count: count)
    }
}
