import Foundation
import Testing
import VoiceAgentsCore

extension TransportTests {
    /// A reply that was not requested stays in its connection. libcurl returns it for the next request on the connection,
    /// and from then on every request gets the reply to another one.
    @Suite struct StrayReplyTests {

        enum Stray: CaseIterable {
            case inTheSameSegment, partlyInTheSameSegment, afterChunks, partlyAfterChunks
            case later, partlyLater, laterAndClosing, afterNoContent

            var comesLater: Bool { [.later, .partlyLater, .laterAndClosing, .afterNoContent].contains(self) }
        }

        private static func reply(_ body: some StringProtocol, _ status: Int = 200) -> String {
            "HTTP/1.1 \(status) Status\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body)"
        }

        private static func chunked(_ body: some StringProtocol) -> String {
            let size = String(body.utf8.count, radix: 16)
            return "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n\(size)\r\n\(body)\r\n0\r\n\r\n"
        }

        /// When the server closes the connection, a test cannot tell when a transport that reuses connections has noticed it.
        static let cases = Subject.with(Stray.allCases, [RequestMethod.get, .delete])
            .filter { !($0.0.reusesConnections && $0.1 == .laterAndClosing) }

        @Test(arguments: cases)
        func strayReplyIsDiscarded(_ subject: Subject, _ stray: Stray, _ method: RequestMethod) async throws {
            let transport = subject.shared
            let mayStray = DispatchSemaphore(value: 0)
            let strayed = DispatchSemaphore(value: 0)
            // A server that ignores `Connection: close`.
            let server = try LoopbackServer(byteByByte: { wire in
                while let path = wire.readHead()?.first?.split(separator: " ")[1] {
                    guard path == "/first" else {
                        wire.send(Self.reply(path))
                        continue
                    }
                    let forged = Self.reply("forged")
                    let part = "HTTP/1.1 200 OK\r\nX-Stray: "
                    switch stray {
                    case .inTheSameSegment: wire.send(Self.reply(path) + forged)
                    case .partlyInTheSameSegment: wire.send(Self.reply(path) + part)
                    case .afterChunks: wire.send(Self.chunked(path) + forged)
                    case .partlyAfterChunks: wire.send(Self.chunked(path) + part)
                    case .later, .partlyLater, .laterAndClosing, .afterNoContent:
                        wire.send(
                            stray == .afterNoContent ? "HTTP/1.1 204 No Content\r\n\r\n" : Self.reply(path))
                        mayStray.wait()
                        wire.send(stray == .partlyLater ? part : forged)
                        strayed.signal()
                        if stray == .laterAndClosing { return }
                    }
                }
            })
            defer { server.stop() }
            let first = try await transport.send(TransportRequest(method, server.url("/first"), safety: .safe))
            #expect(first.text == (stray == .afterNoContent ? "" : "/first"))
            if stray.comesLater {
                mayStray.signal()
                strayed.wait()
                // A transport that reuses connections closes this one. It cannot detect a reply that arrives together with the
                // next request.
                if subject.reusesConnections { #expect(await eventually { server.open == 0 }) }
            }
            for path in ["/second", "/third"] {
                let request = TransportRequest(.get, try server.url(path))
                do {
                    #expect(try await transport.send(request).text == path)
                } catch let error as TransportError where !error.mayHaveReachedServer {
                    // The connection was closed at the same moment.
                    #expect(try await transport.send(request).text == path)
                }
            }
        }
    }
}
