import Foundation
import Testing
import VoiceAgentsCore

@Suite struct MultipartFormTests {
    private func text(_ form: MultipartForm) -> String? {
        form.body.data.map { String(decoding: $0, as: UTF8.self) }
    }

    private func boundary(_ form: MultipartForm) throws -> String {
        let parts = form.contentType.split(separator: "; boundary=")
        #expect(parts.first == "multipart/form-data")
        return String(try #require(parts.last))
    }

    @Test func formIsWrittenAsRFC7578() throws {
        var form = MultipartForm()
        form.append("Opening hours", name: "title")
        form.append(Data("%PDF".utf8), name: "file", filename: "hours.pdf", contentType: "application/pdf")
        let boundary = try boundary(form)
        #expect(
            text(form) == """
                --\(boundary)\r
                Content-Disposition: form-data; name="title"\r
                \r
                Opening hours\r
                --\(boundary)\r
                Content-Disposition: form-data; name="file"; filename="hours.pdf"\r
                Content-Type: application/pdf\r
                \r
                %PDF\r
                --\(boundary)--\r

                """)
        #expect(form.body.count == form.body.data.map { Int64($0.count) })
    }

    @Test func formEscapesNames() throws {
        var form = MultipartForm()
        form.append("x", name: "a\"; name=\"b\r\nX-Evil: 1")
        form.append(Data(), name: "f", filename: "\"\r\n", contentType: "text/plain\r\nX-Evil: 1")
        let text = try #require(self.text(form))
        #expect(text.contains(#"name="a%22; name=%22b%0D%0AX-Evil: 1""#))
        #expect(text.contains(#"filename="%22%0D%0A""#))
        #expect(!text.contains("\nX-Evil"))
    }

    @Test func boundaryIsUnique() throws {
        let boundaries = try (0..<100).map { _ in try boundary(MultipartForm()) }
        #expect(Set(boundaries).count == 100)
        // RFC 2046 allows 70 characters of a limited set.
        #expect(boundaries.allSatisfy { $0.count <= 70 })
        #expect(boundaries.joined().allSatisfy { $0.isLetter || $0.isNumber || $0 == "-" })
    }

    @Test func fileIsNotReadWhenAppended() throws {
        let file = FileManager.default.temporaryDirectory.appending(path: "\(UUID()).txt")
        try Data("twelve bytes".utf8).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        var form = MultipartForm()
        try form.append(file: file, name: "file", contentType: "text/plain")
        #expect(form.body.data == nil)
        #expect(form.body.pieces.contains(.file(file, count: 12)))
        var same = MultipartForm()
        same.append(Data(count: 12), name: "file", filename: file.lastPathComponent, contentType: "text/plain")
        #expect(form.body.count == same.body.count)
    }

    @Test func missingFileIsRejected() {
        var form = MultipartForm()
        for path in ["/nowhere/at/all", "/tmp"] {
            #expect(throws: (any Error).self) { try form.append(file: URL(filePath: path), name: "file") }
        }
    }
}
