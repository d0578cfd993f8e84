// The values and the transport protocol come along. The clients do not: both have an `Assistant`, and a test of one
// platform should not have to say which.
@_exported public import VoiceAgentsCore
