import Burki
import FoundationEssentials

print(BurkiClient.defaultBaseURL)
try checkLoadedLibraries()
