extension ServerEvent.EndOfCallReport {
    /// The links to the recordings of a call.
    ///
    /// The links are signed: everyone who has a link can listen to the recording. So descriptions, dumps and mirrors of this value
    /// do not contain them.
    public struct Recordings: Codable, Hashable, Sendable {
        /// The link to the stereo recording, with one speaker on each channel.
        public var linkStereo: String?

        /// Creates a value.
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

    /// An empty mirror.
    public var customMirror: Mirror { Mirror(self, children: []) }
}
