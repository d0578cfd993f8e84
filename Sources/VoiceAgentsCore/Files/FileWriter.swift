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

/// Writes a file from its beginning.
///
/// Unchecked `Sendable`: its owner calls one method at a time.
package final class FileWriter: @unchecked Sendable {
    private let url: URL
    private let descriptor: Int32

    /// Opens an existing file.
    ///
    /// - Parameters:
    ///   - url: The file. It is not created, so that nothing is left behind when it was removed in the meantime.
    ///   - count: The expected length in bytes, if it is known.
    /// - Throws: ``FileError``, also when the file system has less space than the expected length.
    package init(_ url: URL, expecting count: Int64? = nil) throws(FileError) {
        self.url = url
        descriptor = open(try url.systemPath(), O_WRONLY | O_TRUNC | O_CLOEXEC | O_NOFOLLOW)
        guard descriptor >= 0 else { throw FileError(url) }
        var space = statvfs()
        guard let count, fstatvfs(descriptor, &space) == 0 else { return }
        let (available, isLarge) = UInt64(space.f_bavail).multipliedReportingOverflow(by: UInt64(space.f_frsize))
        guard isLarge || count <= 0 || UInt64(count) <= available else { throw FileError(url, code: ENOSPC) }
    }

    deinit { close(descriptor) }

    /// Appends bytes.
    ///
    /// - Throws: ``FileError``, for example when the disk is full.
    package func append(_ bytes: UnsafeRawBufferPointer) throws(FileError) {
        var written = 0
        while let start = bytes.baseAddress, written < bytes.count {
            let count = write(descriptor, start + written, bytes.count - written)
            guard count >= 0 || errno == EINTR else { throw FileError(url) }
            written += max(count, 0)
        }
    }
}
