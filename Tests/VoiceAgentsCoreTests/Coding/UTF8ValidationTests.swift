import Foundation
import Testing

@testable import VoiceAgentsCore

@Suite struct UTF8ValidationTests {
    private func isUTF8(_ bytes: some Sequence<UInt8>) -> Bool { Array(bytes).withUnsafeBytes(\.isUTF8) }

    @Test(arguments: ["", "a", "12345678", "Zoë", "電話 ☎️ 😀", "1234567é", "\u{7F}\u{80}\u{7FF}\u{800}\u{FFFF}\u{10FFFF}"])
    func validationAcceptsText(_ text: String) {
        #expect(isUTF8(text.utf8))
        // A truncated scalar is invalid.
        if let last = text.utf8.last, last >= 0x80 { #expect(!isUTF8(text.utf8.dropLast())) }
    }

    @Test func validationAgreesWithTheStandardLibrary() {
        for first in UInt8(0)...255 {
            for second in stride(from: 0, through: 255, by: 5).map(UInt8.init) {
                for rest in [[], [0x80], [0xBF, 0x80], [0x41], [0x80, 0x41]] as [[UInt8]] {
                    let bytes = [0x41, first, second] + rest
                    let repaired = String(decoding: bytes, as: UTF8.self)
                    #expect(isUTF8(bytes) == !repaired.unicodeScalars.contains("\u{FFFD}"), "\(bytes)")
                }
            }
        }
    }
}
