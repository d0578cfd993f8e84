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

/// A file that is being written beside its destination, and takes its place only when it is whole. What is never
/// committed is removed.
///
/// Unchecked: its owner calls one method at a time, and waits for a write before the next one.
package final class PartialFile: @unchecked Sendable {
    /// Where it stands until then.
    package let url: URL
    private let destination: URL
    private let descriptor: Int32
    private var isOpen = true

    /// Creates an empty file. It is hidden, and in the folder of its destination: only within a file system a file is put
    /// into its place in one step.
    ///
    /// - Parameters:
    ///   - destination: Its place once it is whole.
    ///   - isPrivate: Whether only its owner may read it.
    /// - Throws: ``FileError``.
    package init(for destination: URL, isPrivate: Bool = false) throws {
        self.destination = destination
        url = destination.deletingLastPathComponent()
            .appending(path: ".\(destination.lastPathComponent).\(UUID().wireText).part")
        descriptor = open(url.systemPath, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, isPrivate ? 0o600 : 0o666)
        guard descriptor >= 0 else { throw FileError(url: destination) }
    }

    deinit { discard() }

    /// Adds bytes at the end.
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

    /// Removes the file, unless it is in its place.
    package func discard() {
        guard isOpen else { return }
        isOpen = false
        close(descriptor)
        unlink(url.systemPath)
    }

    /// Puts the file into its place. One that was there is replaced.
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

/// A file that is read from its beginning to its end.
///
/// Unchecked: its owner waits for a read before the next one.
package final class FileSource: @unchecked Sendable {
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
    /// - Returns: How many there were; 0 at the end.
    /// - Throws: ``FileError``.
    package func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
        while true {
            let count = systemRead(descriptor, buffer)
            if count >= 0 { return count }
            guard errno == EINTR else { throw FileError(url: url) }
        }
    }
}

/// A file did not stay as long as it was.
package struct FileChanged: Error {
    package init() {}
}

/// What the system said of a file.
package struct FileError: Error, CustomStringConvertible {
    /// The name of the file and the system's words.
    package let description: String

    /// Takes the words from `errno`.
    fileprivate init(url: URL) { description = "\(url.lastPathComponent): \(String(cString: strerror(errno)))" }
}

extension URL {
    fileprivate var systemPath: String { path(percentEncoded: false) }
}

private func systemRead(_ descriptor: Int32, _ buffer: UnsafeMutableRawBufferPointer) -> Int {
    read(descriptor, buffer.baseAddress, buffer.count)
}
