import Testing
import VoiceAgentsCore

@Suite struct ReplyFailureTests {
    /// The fields `Content-Encoding`, `Transfer-Encoding` and `Content-Length`.
    @Test(
        arguments: [
            (nil, nil, "12", nil), ("identity", nil, "0", nil), (nil, "chunked", nil, nil), (nil, "Chunked", "12", nil),
            (nil, nil, nil, .unknownLength), (nil, nil, "12, 12", .unknownLength), (nil, nil, "", .unknownLength),
            (nil, "identity", nil, .unknownLength), (nil, "identity", "12", .unknownLength),
            (nil, "gzip, chunked", nil, .compressed), ("gzip", nil, "12", .compressed),
            ("gzip, gzip", "chunked", nil, .compressed), ("br", nil, nil, .compressed),
        ] as [(String?, String?, String?, ReplyFailure?)])
    func onlyDelimitedFilesAreSaved(
        contentEncoding: String?, transferEncoding: String?, contentLength: String?, expected: ReplyFailure?
    ) {
        #expect(
            ReplyFailure(
                fileWith: contentEncoding, transferEncoding: transferEncoding, contentLength: contentLength) == expected
        )
    }
}
