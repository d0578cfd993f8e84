// `import Burki` also makes the values, the errors and the transport protocol of the core available.
@_exported public import VoiceAgentsCore
