// Makes the values and the transport protocol available. The clients are not exported: both have an `Assistant`, and the tests of one
// platform should not need to qualify it.
@_exported public import VoiceAgentsCore
