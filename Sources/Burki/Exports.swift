// `import Burki` alone is enough: the values, the errors and the transport protocol come along.
@_exported public import VoiceAgentsCore
