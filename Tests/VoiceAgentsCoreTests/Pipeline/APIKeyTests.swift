import Foundation
import Testing
import VoiceAgentsCore

@Suite struct APIKeyTests {
    @Test func cannotBePrintedDumpedOrReflected() {
        let key = APIKey("hush-1")
        var dumped = ""
        dump([key], to: &dumped)
        dump(["key": key as APIKey?], to: &dumped)
        for text in ["\(key)", String(reflecting: key), dumped, "\(Mirror(reflecting: key).children.map(\.value))"] {
            #expect(!text.contains("hush"))
        }
        #expect(!dumped.isEmpty)
    }
}
