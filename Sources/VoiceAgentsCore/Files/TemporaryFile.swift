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

/// A hidden file, which is removed with this value unless it replaces another file before.
///
/// Unchecked `Sendable`: its owner calls one method at a time.
package final class TemporaryFile: @unchecked Sendable {
    /// The location of the file.
    package let url: URL
    private let destination: URL?
    private var isRemoved = false

    /// Creates an empty file in the system's folder for temporary files, which only the current user can read.
    ///
    /// - Throws: ``FileError``.
    package convenience init() throws(FileError) {
        try self.init(in: FileManager.default.temporaryDirectory, replacing: nil, permissions: 0o600)
    }

    /// Creates an empty file that can replace another one: in its folder, because a file can be moved atomically only within a file
    /// system, and with its owner and permissions.
    ///
    /// - Parameter destination: The file to be replaced, which need not exist. When it is a symbolic link, the file to which the link
    ///   leads is replaced.
    /// - Throws: ``FileError``, also when the destination is a folder, a device or a pipe, or is protected.
    package convenience init(replacing destination: URL) throws(FileError) {
        let path = try pathWithoutLinks(destination)
        let target = URL(filePath: path, directoryHint: .notDirectory)
        guard !path.hasSuffix("/") else { throw FileError(destination, code: EISDIR) }
        let folder = target.deletingLastPathComponent()
        guard let old = try FileStatus(ofPath: path, destination) else {
            try self.init(in: folder, replacing: target, permissions: 0o666)
            return
        }
        _ = try old.regularFileCount(destination)
        guard access(path, W_OK) == 0 else { throw FileError(destination) }
        try self.init(in: folder, replacing: target, permissions: 0o600)
        let temporary = try url.systemPath()
        // Only an administrator can give a file away. The permissions follow, since a new owner clears some of them.
        _ = chown(temporary, old.owner, old.group)
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

    deinit { remove() }

    private func remove() {
        guard !isRemoved else { return }
        isRemoved = true
        if let path = try? url.systemPath() { unlink(path) }
    }

    /// Moves the file to its destination, replacing an existing file.
    ///
    /// - Throws: ``FileError``.
    package func replaceDestination() throws(FileError) {
        guard let destination else { return }
        guard rename(try url.systemPath(), try destination.systemPath()) == 0 else { throw FileError(destination) }
        isRemoved = true
    }
}

/// The path of the file to which symbolic links lead, also when it does not exist.
private func pathWithoutLinks(_ url: URL) throws(FileError) -> String {
    var path = try url.systemPath()
    for _ in 0..<40 {
        let link = withUnsafeTemporaryAllocation(of: CChar.self, capacity: Int(PATH_MAX)) { buffer -> String? in
            guard let start = buffer.baseAddress, case let count = readlink(path, start, buffer.count), count > 0 else {
                return nil
            }
            return String(decoding: UnsafeRawBufferPointer(buffer).prefix(count), as: UTF8.self)
        }
        guard let link else { return path }
        path = link.hasPrefix("/") ? link : path.prefix(through: path.lastIndex(of: "/") ?? path.startIndex) + link
    }
    throw FileError(url, code: ELOOP)
}
