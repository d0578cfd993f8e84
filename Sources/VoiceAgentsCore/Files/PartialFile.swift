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

/// A temporary file next to its destination, which replaces the destination when it is complete.
///
/// A file that is never committed is removed.
///
/// Unchecked `Sendable`: its owner calls one method at a time.
package final class PartialFile: @unchecked Sendable {
    /// The location of the file until it is committed.
    package let url: URL
    private let destination: URL
    private let descriptor: Int32
    private var isOpen = true

    /// Creates an empty, hidden file in the folder of its destination, because a file can be moved atomically only within a file
    /// system.
    ///
    /// - Parameters:
    ///   - destination: The location of the complete file.
    ///   - isPrivate: Whether only the current user may read the file.
    /// - Throws: ``FileError``.
    package init(for destination: URL, isPrivate: Bool = false) throws {
        self.destination = destination
        url = destination.deletingLastPathComponent()
            .appending(path: ".\(destination.lastPathComponent).\(UUID().wireText).part")
        descriptor = open(url.systemPath, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, isPrivate ? 0o600 : 0o666)
        guard descriptor >= 0 else { throw FileError(url: destination) }
    }

    deinit { discard() }

    /// Appends bytes.
    ///
    /// - Throws: ``FileError``, for example when the disk is full.
    package func append(_ bytes: UnsafeRawBufferPointer) throws {
        var written = 0
        while let start = bytes.baseAddress, written < bytes.count {
            let count = write(descriptor, start + written, bytes.count - written)
            guard count >= 0 || errno == EINTR else { throw FileError(url: destination) }
            written += max(count, 0)
        }
    }

    /// Removes the file, unless it was committed.
    package func discard() {
        guard isOpen else { return }
        isOpen = false
        close(descriptor)
        unlink(url.systemPath)
    }

    /// Moves the file to its destination, replacing an existing file.
    ///
    /// - Throws: ``FileError``.
    package func commit() throws {
        isOpen = false
        guard close(descriptor) == 0, rename(url.systemPath, destination.systemPath) == 0 else {
            let error = FileError(url: destination)
            unlink(url.systemPath)
            throw error
        }
    }
}

/// Reads a file from beginning to end.
///
/// Unchecked `Sendable`: its owner calls one method at a time.
package final class FileReader: @unchecked Sendable {
    private let url: URL
    private let descriptor: Int32

    /// Opens a file.
    ///
    /// - Throws: ``FileError``.
    package init(_ url: URL) throws {
        self.url = url
        descriptor = open(url.systemPath, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw FileError(url: url) }
    }

    deinit { close(descriptor) }

    /// Reads the next bytes.
    ///
    /// - Returns: The number of bytes read; 0 at the end of the file.
    /// - Throws: ``FileError``.
    package func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
        while true {
            let count = systemRead(descriptor, buffer)
            if count >= 0 { return count }
            guard errno == EINTR else { throw FileError(url: url) }
        }
    }
}

/// The error for a file whose length changed while it was sent.
package struct FileChangedError: Error {
    package init() {}
}

/// An error of the operating system about a file.
package struct FileError: Error, CustomStringConvertible {
    /// The name of the file and the system's message.
    package let description: String

    /// Creates an error from `errno`.
    fileprivate init(url: URL) { description = "\(url.lastPathComponent): \(String(cString: strerror(errno)))" }
}

extension URL {
    fileprivate var systemPath: String { path(percentEncoded: false) }
}

private func systemRead(_ descriptor: Int32, _ buffer: UnsafeMutableRawBufferPointer) -> Int {
    read(descriptor, buffer.baseAddress, buffer.count)
}
