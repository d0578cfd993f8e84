#if canImport(FoundationEssentials)
public import FoundationEssentials
#else
public import Foundation
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

/// A failure with a file of this computer, for example one that does not exist or that cannot be replaced.
public struct FileError: Error, Sendable, Hashable {
    /// The name of the file, without its folder.
    public let name: String

    /// The reason, for example "No such file or directory".
    public let reason: String

    /// Creates an error, for example for a transport that writes files.
    public init(name: String, reason: String) {
        self.name = name
        self.reason = reason
    }

    init(_ url: URL, _ reason: String) {
        self.init(name: url.isFileURL ? url.lastPathComponent : "URL", reason: reason)
    }

    /// Creates an error from a number of the operating system.
    init(_ url: URL, code: Int32 = errno) { self.init(url, String(cString: strerror(code))) }

    static func changed(_ url: URL) -> FileError { FileError(url, "The length of the file has changed") }
}

extension FileError: CustomStringConvertible, LocalizedError {
    /// The name and the reason on one line.
    public var description: String { "\(name.singleLine(limit: 255)): \(reason)" }

    /// The same as ``description``.
    public var errorDescription: String? { description }
}

extension TransportError {
    /// Creates the error for a file that could not be read or written.
    package init(_ error: FileError, mayHaveReachedServer: Bool, status: Int? = nil) {
        self.init(
            .fileFailure, mayHaveReachedServer: mayHaveReachedServer, status: status, reason: error.description,
            underlying: error)
    }
}

extension URL {
    /// The path for the operating system.
    ///
    /// - Throws: ``FileError`` when there is none: the path of another URL would name a file of this computer, and a zero byte would end
    ///   the path.
    func systemPath() throws(FileError) -> String {
        guard isFileURL else { throw FileError(self, "Not the URL of a file") }
        let path = path(percentEncoded: false)
        guard !path.utf8.contains(0) else { throw FileError(self, code: EINVAL) }
        return path
    }
}
