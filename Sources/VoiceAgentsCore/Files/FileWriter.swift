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
        if let count, count > 0, let free = freeBytes(descriptor), UInt64(count) > free {
            throw FileError(url, code: ENOSPC)
        }
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

/// The free bytes of the file system of a file. `nil` when it does not report them.
private func freeBytes(_ descriptor: Int32) -> UInt64? {
    #if canImport(Darwin)
    // The counts of `statvfs` have 32 bits on Darwin.
    var system = statfs()
    guard fstatfs(descriptor, &system) == 0, system.f_blocks > 0 else { return nil }
    let (bytes, overflows) = system.f_bavail.multipliedReportingOverflow(by: UInt64(system.f_bsize))
    #else
    var system = statvfs()
    guard fstatvfs(descriptor, &system) == 0, system.f_blocks > 0 else { return nil }
    let (bytes, overflows) = UInt64(system.f_bavail).multipliedReportingOverflow(by: UInt64(system.f_frsize))
    #endif
    return overflows ? nil : bytes
}
