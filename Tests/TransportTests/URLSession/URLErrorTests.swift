import Foundation
import Testing
import VoiceAgentsCore

@testable import VoiceAgentsURLSession

#if canImport(FoundationNetworking)
import FoundationNetworking
#endif

extension TransportTests {
    @Suite struct URLErrorTests {
        typealias Meaning = (
            code: URLError.Code, description: String, kind: TransportError.Kind, mayHaveReachedServer: Bool
        )

        static let everywhere: [Meaning] = [
            (.timedOut, "", .timedOut, true),
            (.cannotFindHost, "", .unknownHost, false),
            (.notConnectedToInternet, "", .cannotConnect, false),
            (.serverCertificateUntrusted, "", .insecureConnection, false),
            (.secureConnectionFailed, "", .insecureConnection, true),
            (.networkConnectionLost, "", .connectionLost, true),
            (.badServerResponse, "", .connectionLost, true),
            (.badURL, "", .other, false),
        ]

        #if canImport(FoundationNetworking)
        static let ofLibcurl: [Meaning] = [
            (
                .cannotConnectToHost, "Failed to connect to 127.0.0.1 port 9 after 0 ms: Couldn't connect to server",
                .cannotConnect, false
            ),
            (
                .unknown, "Failed to connect to 10.1.2.3:80 after 0 ms: Could not connect to server",
                .cannotConnect, false
            ),
            (.cannotConnectToHost, "Empty reply from server", .connectionLost, true),
            (.cannotConnectToHost, "", .connectionLost, true),
            (.unknown, "SSL certificate problem: unable to get local issuer certificate", .insecureConnection, false),
            (
                .unknown, "SSL certificate OpenSSL verify result: self-signed certificate (18)",
                .insecureConnection, false
            ),
            (
                .unknown, "SSL: no alternative certificate subject name matches target host name '127.0.0.1'",
                .insecureConnection, false
            ),
            (
                .unknown, "OpenSSL/3.0.19: error:0A00010B:SSL routines::wrong version number",
                .insecureConnection, false
            ),
            (
                .unknown, "TLS connect error: error:0A00010B:SSL routines::wrong version number",
                .insecureConnection, false
            ),
            (
                .unknown, "OpenSSL SSL_connect: SSL_ERROR_SYSCALL in connection to 127.0.0.1:443 ",
                .cannotConnect, false
            ),
            (
                .unknown, "OpenSSL SSL_read: error:0A000126:SSL routines::unexpected eof while reading, errno 0",
                .connectionLost, true
            ),
            (
                .unknown, "error adding trust anchors from file: /etc/pki/tls/certs/ca-bundle.crt",
                .insecureConnection, false
            ),
            (.unknown, "Could not resolve host: nowhere.example", .unknownHost, false),
            (.unknown, "Could not resolve proxy: proxy.example", .cannotConnect, false),
            (.unknown, "transfer closed with 995 bytes remaining to read", .connectionLost, true),
            (.unknown, "an unknown description", .connectionLost, true),
            (.unsupportedURL, "Received HTTP/0.9 when not allowed", .malformedReply, true),
        ]
        #else
        static let ofLibcurl: [Meaning] = [(.cannotConnectToHost, "", .cannotConnect, false)]
        #endif

        static let proxies: [(url: String, environment: [String: String], variable: String?)] = [
            ("http://127.0.0.1:80/", ["http_proxy": "p"], "http_proxy"),
            ("http://127.0.0.1/", ["HTTP_PROXY": "p"], nil),
            ("http://localhost/", ["ALL_PROXY": "p"], "ALL_PROXY"), ("https://localhost/", ["http_proxy": "p"], nil),
            ("https://localhost/", ["HTTPS_PROXY": "p", "no_proxy": "a.example"], "HTTPS_PROXY"),
            ("http://localhost/", ["http_proxy": ""], nil), ("http://localhost/", [:], nil),
            ("http://localhost/", ["http_proxy": "p", "no_proxy": "127.0.0.1,localhost"], nil),
            ("http://127.0.0.1/", ["http_proxy": "p", "NO_PROXY": "*"], nil),
            ("http://127.1.0.1/", ["http_proxy": "p", "no_proxy": "x, 127.0.0.0/8"], nil),
        ]

        @Test(arguments: proxies)
        func proxyVariableIsThatOfLibcurl(url: String, environment: [String: String], variable: String?) throws {
            #expect(try #require(URL(string: url)).proxyVariable(in: environment) == variable)
        }

        @Test(arguments: everywhere + ofLibcurl)
        func urlErrorIsTranslated(_ meaning: Meaning) {
            let error = TransportError(
                URLError(
                    meaning.code,
                    userInfo: [
                        NSLocalizedDescriptionKey: meaning.description,
                        NSURLErrorFailingURLErrorKey: "https://127.0.0.1/?to=31201234567",
                    ]))
            #expect(error.kind == meaning.kind)
            #expect(error.mayHaveReachedServer == meaning.mayHaveReachedServer)
            #expect((error.underlying as? URLError)?.code == meaning.code)
            #expect(!"\(error) \(String(describing: error.underlying))".contains("127.0.0.1"))
        }
    }
}
