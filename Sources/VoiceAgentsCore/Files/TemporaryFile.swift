#if canImport(FoundationEssentials)
package import FoundationEssentials
#else
package import Foundation
#endif

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Android)
import Android
#elseif canImport(Darwin)
import Darwin
#endif

/// A hidden file that is removed when this object is released, unless it has replaced its destination.
///
/// Unchecked `Sendable`: its owner calls one method at a time.
package final class TemporaryFile: @unchecked Sendable {
    /// The location of the file.
    package let url: URL
    private let destination: FileDestination?
    /// Whether the file has to be removed.
    private var isPending = true

    /// Creates an empty file in the system's folder for temporary files, which only the current user can read.
    ///
    /// - Throws: ``FileError``.
    package convenience init() throws(FileError) {
        let folder = try FileManager.default.temporaryDirectory.systemPath()
        try self.init(in: folder.utf8.last == slash ? folder : folder + "/", replacing: nil, permissions: 0o600)
    }

    /// Creates an empty file that can replace another one: in its folder, because a file can be moved atomically only within a file
    /// system, and with its permissions and, where the process may set them, its owner and group.
    ///
    /// - Parameter destination: The file to be replaced, which need not exist. When it is a symbolic link, the file to which the link
    ///   leads is replaced.
    /// - Throws: ``FileError``, also when the destination is a folder, a device or a pipe, or is protected.
    package convenience init(replacing destination: URL) throws(FileError) {
        let target = try FileDestination(destination)
        guard target.path.utf8.last != slash else { throw FileError(destination, code: EISDIR) }
        guard let old = try FileStatus(ofPath: target.path, destination) else {
            try self.init(in: target.folder, replacing: target, permissions: 0o666)
            return
        }
        try old.requireRegularFile(destination)
        guard access(target.path, W_OK) == 0 else { throw FileError(destination) }
        try self.init(in: target.folder, replacing: target, permissions: 0o600)
        let temporary = try url.systemPath()
        // Only an administrator can set another owner; a member of the group can still set the group.
        if chown(temporary, old.owner, old.group) != 0 { _ = chown(temporary, uid_t.max, old.group) }
        guard chmod(temporary, old.permissions) == 0 else { throw FileError(destination) }
    }

    /// - Parameters:
    ///   - folder: The folder, with a slash at its end, or nothing for the current folder.
    ///   - destination: The file to be replaced, if there is one.
    ///   - permissions: The permissions of the file, before those of the process are removed.
    /// - Throws: ``FileError``.
    private init(in folder: String, replacing destination: FileDestination?, permissions: mode_t) throws(FileError) {
        self.destination = destination
        url = URL(
            filePath: "\(folder).voice-agents-\(getpid())-\(UUID().wireText).part", directoryHint: .notDirectory)
        let descriptor = open(try url.systemPath(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, permissions)
        guard descriptor >= 0 else { throw FileError(destination?.url ?? url) }
        close(descriptor)
    }

    deinit {
        if isPending, let path = try? url.systemPath() { unlink(path) }
    }

    /// Moves the file to its destination, replacing an existing file.
    ///
    /// - Throws: ``FileError``, also when the file was created without a destination.
    package func replaceDestination() throws(FileError) {
        guard let destination else { throw FileError(url, code: EINVAL) }
        guard rename(try url.systemPath(), destination.path) == 0 else { throw FileError(destination.url) }
        isPending = false
    }

    /// The error of a transport about this file, as one about the destination.
    package func namingDestination(in error: TransportError) -> TransportError {
        guard let destination, let cause = error.underlying as? FileError, cause.name == url.lastPathComponent else {
            return error
        }
        return TransportError(
            FileError(destination.url, cause.reason), mayHaveReachedServer: error.mayHaveReachedServer,
            status: error.status)
    }
}

private let slash = UInt8(ascii: "/")

/// The file to which a URL and its symbolic links lead, which need not exist.
private struct FileDestination {
    /// The URL that the caller named.
    let url: URL
    /// The path without links.
    private(set) var path: String

    init(_ url: URL) throws(FileError) {
        self.url = url
        path = try url.systemPath()
        // As many as Linux follows.
        for _ in 0..<40 {
            guard let link = try Self.link(at: path, url) else { return }
            path = link.utf8.first == slash ? link : folder + link
        }
        throw FileError(url, code: ELOOP)
    }

    /// The folder of the path, with a slash at its end. A slash and a combining character are one `Character`, so bytes are compared.
    var folder: String {
        path.utf8.lastIndex(of: slash).map { String(Substring(path.utf8[...$0])) } ?? ""
    }

    /// The path in a symbolic link, or `nil` when there is no link.
    private static func link(at path: String, _ url: URL) throws(FileError) -> String? {
        let bytes = [UInt8](unsafeUninitializedCapacity: Int(PATH_MAX)) { buffer, count in
            let read = buffer.withMemoryRebound(to: CChar.self) { text in
                text.baseAddress.map { readlink(path, $0, text.count) } ?? -1
            }
            count = max(read, 0)
        }
        if bytes.isEmpty { return nil }
        let link = String(decoding: bytes, as: UTF8.self)
        guard link.utf8.elementsEqual(bytes) else {
            throw FileError(url, "The link leads to a name that is not UTF-8")
        }
        return link
    }
}
