#if canImport(FoundationEssentials)
public import FoundationEssentials
#else
public import Foundation
#endif

/// What a request carries: bytes from memory, files, or both one after the other.
///
/// A file is read while it is sent, so a body of any length needs little memory.
public struct RequestBody: Sendable, Hashable {
    /// A stretch of a body.
    public enum Piece: Sendable, Hashable {
        /// Bytes from memory.
        case bytes(Data)
        /// A whole file, and its length in bytes.
        case file(URL, count: Int64)

        /// The length in bytes.
        public var count: Int64 {
            switch self {
            case .bytes(let data): Int64(data.count)
            case .file(_, let count): count
            }
        }
    }

    /// The stretches in their order.
    public let pieces: [Piece]

    /// Bytes from memory.
    public init(_ data: Data) { pieces = [.bytes(data)] }

    /// Stretches, one after the other.
    package init(_ pieces: [Piece]) { self.pieces = pieces }

    /// The length in bytes.
    public var count: Int64 { pieces.reduce(0) { $0 + $1.count } }

    /// The whole body, or `nil` when some of it stands in a file.
    public var data: Data? {
        let parts = pieces.compactMap { if case .bytes(let data) = $0 { data } else { nil } }
        guard parts.count == pieces.count else { return nil }
        return parts.count == 1 ? parts[0] : parts.reduce(into: Data()) { $0 += $1 }
    }
}

extension RequestBody.Piece {
    /// A file with the length that it has now.
    ///
    /// - Throws: An error of the file system, also when it is no ordinary file.
    package static func file(_ url: URL) throws -> RequestBody.Piece {
        let attributes = try FileManager.default.attributesOfItem(atPath: url.path(percentEncoded: false))
        guard attributes[.type] as? FileAttributeType == .typeRegular, let count = attributes[.size] as? UInt else {
            throw CocoaError(.fileReadUnknown)
        }
        return .file(url, count: Int64(count))
    }

    /// Looks whether the file can be read and is still as long as it was.
    ///
    /// - Throws: ``FileError`` or ``FileChanged``.
    package func check() throws {
        guard case .file(let url, _) = self else { return }
        _ = try FileSource(url)
        guard (try? Self.file(url)) == self else { throw FileChanged() }
    }
}
