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

/// Reads a regular file from beginning to end.
///
/// Unchecked `Sendable`: its owner calls one method at a time.
package final class FileReader: @unchecked Sendable {
    /// The length of the file in bytes.
    package let count: Int64
    private let url: URL
    private let descriptor: Int32
    private var remaining: Int64

    /// Opens a file, or the file to which a symbolic link leads.
    ///
    /// - Parameters:
    ///   - url: The file.
    ///   - count: The length that the file must have. `nil`: any.
    /// - Throws: ``FileError``, also for a folder, a device or a pipe, which have no length.
    package init(_ url: URL, count: Int64? = nil) throws(FileError) {
        self.url = url
        // Without O_NONBLOCK, a pipe blocks until another process writes to it.
        descriptor = open(try url.systemPath(), O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { throw FileError(url) }
        do {
            let status = try FileStatus(of: descriptor, url)
            try status.requireRegularFile(url)
            self.count = status.count
        } catch {
            close(descriptor)
            throw error
        }
        remaining = self.count
        // The instance is complete here, so that throwing closes the descriptor.
        if let count, count != self.count { throw .changed(url) }
        // The files of `/proc` have no length.
        if remaining == 0 { guard try isAtEnd() else { throw .changed(url) } }
    }

    deinit { close(descriptor) }

    /// Reads the next bytes.
    ///
    /// - Returns: The number of bytes read; 0 at the end of the file.
    /// - Throws: ``FileError``, also when the file has become shorter or longer. This is known before the last bytes are returned.
    package func read(into buffer: UnsafeMutableRawBufferPointer) throws(FileError) -> Int {
        guard remaining > 0 else { return 0 }
        let read = try readAny(into: .init(rebasing: buffer.prefix(Int(min(Int64(buffer.count), remaining)))))
        guard read > 0 else { throw .changed(url) }
        remaining -= Int64(read)
        if remaining == 0 { guard try isAtEnd() else { throw .changed(url) } }
        return read
    }

    /// Whether the last bytes were returned.
    package var isComplete: Bool { remaining == 0 }

    /// Reads the file, or its beginning.
    ///
    /// - Parameter limit: The largest number of bytes to read. `nil`: the complete file.
    /// - Returns: The bytes.
    /// - Throws: ``FileError``.
    package func content(upTo limit: Int? = nil) throws -> Data {
        var data = Data(count: Int(min(remaining, Int64(limit ?? .max))))
        try data.withUnsafeMutableBytes { bytes in
            var completed = 0
            while completed < bytes.count { completed += try read(into: .init(rebasing: bytes[completed...])) }
        }
        return data
    }

    private func isAtEnd() throws(FileError) -> Bool {
        var byte: UInt8 = 0
        return try withUnsafeMutableBytes(of: &byte) { buffer throws(FileError) in try readAny(into: buffer) == 0 }
    }

    private func readAny(into buffer: UnsafeMutableRawBufferPointer) throws(FileError) -> Int {
        while true {
            let count = systemRead(descriptor, buffer)
            if count >= 0 { return count }
            guard errno == EINTR else { throw FileError(url) }
        }
    }
}

private func systemRead(_ descriptor: Int32, _ buffer: UnsafeMutableRawBufferPointer) -> Int {
    read(descriptor, buffer.baseAddress, buffer.count)
}
