#if canImport(FoundationEssentials)
public import FoundationEssentials
#else
public import Foundation
#endif

/// A form with files, as `multipart/form-data` (RFC 7578).
///
/// ```swift
/// var form = MultipartForm()
/// form.append("Opening hours", name: "title")
/// try form.append(
///     file: URL(filePath: "hours.pdf"), name: "file", contentType: "application/pdf")
/// ```
public struct MultipartForm: Sendable, Hashable {
    /// The separator between the parts. It is random, so that no content contains it.
    private let boundary: String
    private var pieces: [RequestBody.Piece] = []

    /// Creates an empty form.
    public init() { boundary = "voice-agents-\(UUID().wireText)" }

    /// The value of the header field `Content-Type`.
    package var contentType: String { "multipart/form-data; boundary=\(boundary)" }

    /// The form as the body of a request.
    package var body: RequestBody { RequestBody(pieces + [.bytes(Data("--\(boundary)--\r\n".utf8))]) }

    /// Appends a field.
    ///
    /// - Parameters:
    ///   - value: The field's value.
    ///   - name: The field's name.
    public mutating func append(_ value: String, name: String) {
        append([.bytes(Data(value.utf8))], name: name, filename: nil, contentType: nil)
    }

    /// Appends a file whose content is in memory.
    ///
    /// - Parameters:
    ///   - data: The content.
    ///   - name: The field's name.
    ///   - filename: The file name that is sent.
    ///   - contentType: The type of the content, for example `application/pdf`.
    public mutating func append(
        _ data: Data, name: String, filename: String, contentType: String = "application/octet-stream"
    ) {
        append([.bytes(data)], name: name, filename: filename, contentType: contentType)
    }

    /// Appends a file, which is read while the form is sent and must not change until then.
    ///
    /// - Parameters:
    ///   - file: The file.
    ///   - name: The field's name.
    ///   - filename: The file name that is sent. `nil`: the last component of `file`.
    ///   - contentType: The type of the content, for example `application/pdf`.
    /// - Throws: ``FileError`` when the file cannot be read or is not a regular file.
    public mutating func append(
        file: URL, name: String, filename: String? = nil, contentType: String = "application/octet-stream"
    ) throws(FileError) {
        append(
            [try .file(file)], name: name, filename: filename ?? file.lastPathComponent, contentType: contentType)
    }

    private mutating func append(
        _ content: [RequestBody.Piece], name: String, filename: String?, contentType: String?
    ) {
        var head = "--\(boundary)\r\nContent-Disposition: form-data; name=\"\(name.formEscaped)\""
        if let filename { head += "; filename=\"\(filename.formEscaped)\"" }
        if let contentType { head += "\r\nContent-Type: \(contentType.formEscaped)" }
        pieces += [.bytes(Data("\(head)\r\n\r\n".utf8))] + content + [.bytes(Data("\r\n".utf8))]
    }
}

extension String {
    /// The string, escaped by the "multipart/form-data encoding algorithm" of HTML: a quote or a line break would end the name or
    /// the header field.
    fileprivate var formEscaped: String {
        unicodeScalars.reduce(into: "") { text, scalar in
            switch scalar {
            case "\"": text += "%22"
            case "\r": text += "%0D"
            case "\n": text += "%0A"
            default: text.unicodeScalars.append(scalar)
            }
        }
    }
}
