import Foundation
import Testing
import VoiceAgentsCore

private struct Color: OpenEnum {
    let rawValue: String
    static let red = Self(rawValue: "red")
    static let known: [Self] = [red]
}

@Suite struct OpenEnumTests {
    @Test func unknownWordIsKept() throws {
        let colors = try JSONDecoder().decode([Color].self, from: Data(#"["red","ultraviolet"]"#.utf8))
        #expect(colors == [.red, Color(rawValue: "ultraviolet")])
        #expect(colors.map(\.isKnown) == [true, false])
        #expect("\(colors[1])" == "ultraviolet")
        #expect(String(decoding: try JSONEncoder().encode(colors), as: UTF8.self) == #"["red","ultraviolet"]"#)
    }

    @Test func numberIsRejected() {
        #expect(throws: DecodingError.self) { try JSONDecoder().decode([Color].self, from: Data("[1]".utf8)) }
    }
}
