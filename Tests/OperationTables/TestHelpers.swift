import Foundation
package import VoiceAgentsCore
package import VoiceAgentsTesting

extension MockTransport {
    /// The paths and queries of the requests.
    package var targets: [String] {
        requests.map { request in
            let url = request.url.absoluteString
            return String(url.drop { $0 != "/" }.dropFirst(2).drop { $0 != "/" })
        }
    }

    /// The bodies that were sent.
    package var bodies: [JSONValue?] {
        get throws {
            try requests.map { try $0.body?.data.map { try JSONDecoder().decode(JSONValue.self, from: $0) } }
        }
    }
}

extension Page {
    /// The elements and what was read beside them, for comparisons.
    package var withoutMetadata: Page {
        var page = self
        page.metadata = [:]
        return page
    }
}
