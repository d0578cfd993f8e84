// Makes the values, the errors and the transport protocol available with `import Flireo` alone.
@_exported public import VoiceAgentsCore
