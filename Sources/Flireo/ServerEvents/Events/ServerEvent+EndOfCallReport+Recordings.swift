extension ServerEvent.EndOfCallReport {
    /// Where the recordings of a call are. The links are signed: who has one can listen. So this cannot be printed,
    /// dumped or reflected by accident.
    public struct Recordings: Codable, Hashable, Sendable {
        /// Where to load the recording with the two sides on two channels.
        public var linkStereo: String?

        /// Creates links, for tests.
        public init(linkStereo: String? = nil) {
            self.linkStereo = linkStereo
        }

        private enum CodingKeys: String, CodingKey { case linkStereo }
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
