import FoundationEssentials

/// Ends the program with an error when it has loaded more than FoundationEssentials: Foundation, ICU or libcurl.
func checkLoadedLibraries() throws {
    let maps = String(decoding: try Data(contentsOf: URL(filePath: "/proc/self/maps")), as: UTF8.self)
    let unwanted = [
        "libFoundation.so", "FoundationNetworking", "FoundationInternationalization", "_FoundationICU", "libcurl",
    ].filter { maps.contains($0) }
    guard maps.contains("libFoundationEssentials"), unwanted.isEmpty else {
        throw UnwantedLibraries(names: unwanted)
    }
}

struct UnwantedLibraries: Error {
    let names: [String]
}
