#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
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

/// What the operating system knows of a file.
struct FileStatus {
    let owner: uid_t
    let group: gid_t
    /// The length in bytes.
    let count: Int64
    private let mode: mode_t

    /// - Throws: ``FileError``.
    init(of descriptor: Int32, _ url: URL) throws(FileError) {
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw FileError(url) }
        self.init(status)
    }

    /// - Returns: The status, or `nil` when there is no such file.
    /// - Throws: ``FileError``.
    init?(ofPath path: String, _ url: URL) throws(FileError) {
        var status = stat()
        guard stat(path, &status) == 0 else {
            if errno == ENOENT { return nil }
            throw FileError(url)
        }
        self.init(status)
    }

    private init(_ status: stat) {
        (owner, group, mode, count) = (status.st_uid, status.st_gid, status.st_mode, Int64(status.st_size))
    }

    /// The permissions without set-user-ID, set-group-ID and sticky, since another content must not run with them.
    var permissions: mode_t { mode & 0o777 }

    /// - Throws: ``FileError`` when the file is a folder, a device or a pipe.
    func requireRegularFile(_ url: URL) throws(FileError) {
        switch mode & S_IFMT {
        case S_IFREG: break
        case S_IFDIR: throw FileError(url, code: EISDIR)
        default: throw FileError(url, "Not a regular file")
        }
    }
}
