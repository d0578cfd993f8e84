import Burki

print(BurkiClient.defaultBaseURL)
