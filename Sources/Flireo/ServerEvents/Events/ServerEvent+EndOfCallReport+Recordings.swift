extension ServerEvent.EndOfCallReport {
    /// Where the recordings of a call are. The links are signed: who has one can listen. So this cannot be printed,
    /// dumped or reflected by accident.
    public struct Recordings: Hashable, Sendable {
        /// Where to load the recording with the two sides on two channels.
        public var linkStereo: String?
        /// What this version has no property for.
        public var unknownKeys: [String: JSONValue]

        /// Creates links, for tests.
        public init(linkStereo: String? = nil, unknownKeys: [String: JSONValue] = [:]) {
            self.linkStereo = linkStereo
            self.unknownKeys = unknownKeys
        }
    }
}

extension ServerEvent.EndOfCallReport.Recordings: Codable {
    private enum CodingKeys: String, CodingKey { case linkStereo }

    /// Reads the links and keeps what it does not know.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: OpenKey<CodingKeys>.self)
        linkStereo = try container.decodeIfPresent(String.self, forKey: .known(.linkStereo))
        unknownKeys = try container.unknownMembers()
    }

    /// Writes what is known and what was kept.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: OpenKey<CodingKeys>.self)
        try container.encode(unknownMembers: unknownKeys)
        try container.encodeIfPresent(linkStereo, forKey: .known(.linkStereo))
    }
}

extension ServerEvent.EndOfCallReport.Recordings: CustomStringConvertible, CustomDebugStringConvertible,
    CustomReflectable
{
    /// A placeholder.
    public var description: String { "Recordings(\(redactionMark))" }

    /// A placeholder.
    public var debugDescription: String { description }

    /// Shows nothing.
    public var customMirror: Mirror { Mirror(self, children: []) }
}
