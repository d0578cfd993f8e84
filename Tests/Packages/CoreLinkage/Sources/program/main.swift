import VoiceAgentsCore

print("+14155551234" as PhoneNumber)
