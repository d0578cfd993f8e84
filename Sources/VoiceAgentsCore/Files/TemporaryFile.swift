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
    private let destination: URL?
    /// Whether the file has to be removed.
    private var isPending = true

    /// Creates an empty file in the system's folder for temporary files, which only the current user can read.
    ///
    /// - Throws: ``FileError``.
    package convenience init() throws(FileError) {
        try self.init(in: FileManager.default.temporaryDirectory, replacing: nil, permissions: 0o600)
    }

    /// Creates an empty file that can replace another one: in its folder, because a file can be moved atomically only within a file
    /// system, and with its permissions and, where the process may set them, its owner and group.
    ///
    /// - Parameter destination: The file to be replaced, which need not exist. When it is a symbolic link, the file to which the link
    ///   leads is replaced.
    /// - Throws: ``FileError``, also when the destination is a folder, a device or a pipe, or is protected.
    package convenience init(replacing destination: URL) throws(FileError) {
        let target = try destinationOfLinks(from: destination)
        let path = try target.systemPath()
        guard !path.hasSuffix("/") else { throw FileError(destination, code: EISDIR) }
        let folder = target.deletingLastPathComponent()
        guard let old = try FileStatus(ofPath: path, destination) else {
            try self.init(in: folder, replacing: target, permissions: 0o666)
            return
        }
        try old.requireRegularFile(destination)
        guard access(path, W_OK) == 0 else { throw FileError(destination) }
        try self.init(in: folder, replacing: target, permissions: 0o600)
        let temporary = try url.systemPath()
        // Only an administrator can set another owner; a member of the group can still set the group.
        if chown(temporary, old.owner, old.group) != 0 { _ = chown(temporary, uid_t.max, old.group) }
        guard chmod(temporary, old.permissions) == 0 else { throw FileError(destination) }
    }

    private init(in folder: URL, replacing destination: URL?, permissions: mode_t) throws(FileError) {
        self.destination = destination
        url = folder.appending(
            path: ".voice-agents-\(getpid())-\(UUID().wireText).part", directoryHint: .notDirectory)
        let descriptor = open(try url.systemPath(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, permissions)
        guard descriptor >= 0 else { throw FileError(destination ?? url) }
        close(descriptor)
    }

    deinit {
        if isPending, let path = try? url.systemPath() { unlink(path) }
    }

    /// Moves the file to its destination, replacing an existing file.
    ///
    /// - Throws: ``FileError``.
    package func replaceDestination() throws(FileError) {
        guard let destination else { preconditionFailure("The file has no destination.") }
        guard rename(try url.systemPath(), try destination.systemPath()) == 0 else { throw FileError(destination) }
        isPending = false
    }
}

/// The location of the file to which symbolic links lead, also when it does not exist.
private func destinationOfLinks(from url: URL) throws(FileError) -> URL {
    var target = url
    // As many as Linux follows.
    for _ in 0..<40 {
        let path = try target.systemPath()
        guard let link = try? FileManager.default.destinationOfSymbolicLink(atPath: path) else { return target }
        target =
            link.hasPrefix("/")
            ? URL(filePath: link, directoryHint: .notDirectory)
            : target.deletingLastPathComponent().appending(path: link, directoryHint: .notDirectory)
    }
    throw FileError(url, code: ELOOP)
}
