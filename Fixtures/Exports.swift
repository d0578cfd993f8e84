// `import VoiceAgentsFixtures` alone is enough: `RecordedExchange` and `ReplayTransport` come along.
@_exported public import VoiceAgentsTesting
