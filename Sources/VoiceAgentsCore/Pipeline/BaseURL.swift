#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

extension URL {
    /// Why no request is sent to this URL, or `nil` when requests are sent.
    ///
    /// A signed URL is the complete URL of a file, not a base URL.
    func problem(isSigned: Bool, plaintextHosts: Set<String>) -> String? {
        guard let scheme = scheme?.lowercased(), let host = host(), !host.isEmpty else {
            return isSigned
                ? "The signed URL needs a scheme and a host."
                : "The base URL needs a scheme and a host, for example https://api.example.com."
        }
        if isSigned, scheme != "https" && scheme != "http" { return "The signed URL must start with https." }
        // Transports differ in what they make of it.
        if isSigned, user() != nil || password() != nil { return "The signed URL must not hold a user or a password." }
        if !isSigned, user() != nil || password() != nil || query() != nil || fragment() != nil {
            return "The base URL must not hold a user, a password, a query or a fragment."
        }
        switch scheme {
        case "https": return nil
        case "http":
            if isLoopback || plaintextHosts.contains(where: { $0.lowercased() == host.lowercased() }) {
                return nil
            }
            return
                "Plain http would send \(isSigned ? "the link" : "the API key") readable to \(host). Use https, or name the host"
                + " in ClientConfiguration.plaintextHosts."
        default: return "The base URL must start with https."
        }
    }

    /// Whether the host is this computer.
    package var isLoopback: Bool {
        guard let host = host()?.lowercased() else { return false }
        if ["localhost", "::1", "[::1]"].contains(host) { return true }
        let parts = host.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 4 && parts[0] == "127"
            // `UInt8("+1")` is 1.
            && parts.allSatisfy { UInt8($0) != nil && $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }
    }
}
