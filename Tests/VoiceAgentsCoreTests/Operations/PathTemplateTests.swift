import Foundation
import Testing
import VoiceAgentsCore

@Suite struct PathTemplateTests {
    private let template: PathTemplate = "/graphs/{graph_id}/numbers/{number_id}/"

    @Test("Values are escaped and literals are not")
    func pathTemplateEscapesValues() {
        let path = template.filled(with: [7, "a/b +é"])
        #expect(path.encoded == "/graphs/7/numbers/a%2Fb%20%2B%C3%A9/")
        #expect(path.template == template.description)
        #expect(path.problem == nil)
        #expect(template.parameters == ["graph_id", "number_id"])
    }

    @Test("A wrong number of values is a problem", arguments: [[], [1], [1, 2, 3]])
    func pathTemplateCountsValues(values: [Int]) {
        #expect(template.filled(with: values).problem?.contains("needs 2 values") == true)
    }

    @Test("A value that would lead to another resource is a problem", arguments: ["", ".", ".."])
    func pathTemplateRejectsEmptyAndDotSegments(value: String) {
        #expect(template.filled(with: [1, value]).problem?.contains("another resource") == true)
    }

    @Test("Values are extracted from a matching path only")
    func pathTemplateMatchesPaths() {
        #expect(template.values(in: "/graphs/7/numbers/9/") == ["7", "9"])
        #expect(template.values(in: "/graphs/7/numbers/9") == nil)
        #expect(template.values(in: "/graphs/7/nothing/9/") == nil)
        #expect(template.values(in: "/graphs/7/numbers/9/10/") == nil)
    }
}

@Suite struct QueryTests {
    @Test("Values are written in the spelling of the platform, and nil is omitted")
    func queryWritesValues() {
        let query: Query = [
            "on": true, "count": 3, "share": 0.5, "whole": 2.0, "from": Date(timeIntervalSince1970: 0.25),
            "none": Int?.none,
            "id": Identifier<QueryTests, Int>(9), "number": "+31201234567" as PhoneNumber, "text": "a&b",
        ]
        #expect(
            query.encoded
                == "on=true&count=3&share=0.5&whole=2&from=1970-01-01T00%3A00%3A00.250Z&id=9&number=%2B31201234567&text=a%26b"
        )
        #expect(query.problem == nil)
    }

    @Test("A value that cannot be written is a problem, not an empty filter")
    func queryRejectsUnwritableValues() {
        #expect((["from": Date.distantPast.addingTimeInterval(-1e12)] as Query).problem?.contains("from") == true)
        #expect((["share": Double.nan] as Query).problem?.contains("share") == true)
        #expect((["a": 1] + ["b": Double.infinity] as Query).problem?.contains("b") == true)
    }
}
