import Foundation
import Testing
import VoiceAgentsCore

extension TransportTests {
    @Suite struct ReplyTests {

        @Test(arguments: Subject.allCases)
        func requestArrivesUnchanged(_ subject: Subject) async throws {
            let transport = subject.shared
            let server = try LoopbackServer { $0.reply(to: $1) }
            defer { server.stop() }
            let url = try server.url("/api/v1/numbers/%2B31201234567/?q=%2B1%20%26&empty=")
            let body = #"{"name":"Zoë – 電話 ☎️"}"#
            let response = try await transport.send(
                TransportRequest(
                    .post, url, headers: ["Authorization": "Bearer key-1", "X-Custom": "a: b, \"c\""], body: body))

            #expect(response.status == 200)
            let request = try #require(server.requests.first)
            #expect(request.method == "POST")
            #expect(request.path == "/api/v1/numbers/%2B31201234567/?q=%2B1%20%26&empty=")
            #expect(request.body == Data(body.utf8))
            #expect(request["Content-Type"] == "application/json")
            #expect(request["Content-Length"] == "\(body.utf8.count)")
            #expect(request["Authorization"] == "Bearer key-1")
            #expect(request["X-Custom"] == "a: b, \"c\"")
            #expect(request.fields.count { $0.name.lowercased() == "authorization" } == 1)
        }

        @Test(arguments: Subject.allCases, [RequestMethod.get, .post, .put, .patch, .delete])
        func methodArrivesWithoutBody(_ subject: Subject, _ method: RequestMethod) async throws {
            let transport = subject.shared
            let server = try LoopbackServer { $0.reply(to: $1) }
            defer { server.stop() }
            _ = try await transport.send(TransportRequest(method, server.url("/")))
            #expect(server.requests.map(\.method) == [method.rawValue])
            #expect(server.requests.first?.body.isEmpty == true)
        }

        @Test(arguments: Subject.allCases, [RequestMethod.post, .put, .patch, .delete])
        func emptyBodyArrivesEmpty(_ subject: Subject, _ method: RequestMethod) async throws {
            let transport = subject.shared
            let server = try LoopbackServer { $0.reply(to: $1) }
            defer { server.stop() }
            #expect(try await transport.send(TransportRequest(method, server.url("/"), body: "")).status == 200)
            #expect(server.requests.map(\.body) == [Data()])
            // A DELETE needs no length to be understood as empty.
            #expect(["0", method == .delete ? nil : "0"].contains(server.requests.first?["Content-Length"]))
        }

        @Test(arguments: Subject.allCases)
        func replyHeadersIgnoreCase(_ subject: Subject) async throws {
            let transport = subject.shared
            let server = try LoopbackServer { $0.reply(to: $1, 200, ["ETAG: \"v1\"", "x-Request-ID: r-1"]) }
            defer { server.stop() }
            let response = try await transport.send(TransportRequest(.get, server.url("/")))
            #expect(response.headers["etag"] == "\"v1\"")
            #expect(response.headers["X-REQUEST-ID"] == "r-1")
        }

        @Test(arguments: Subject.allCases)
        func emptyReplyIsRead(_ subject: Subject) async throws {
            let transport = subject.shared
            let server = try LoopbackServer { connection, _ in connection.send("HTTP/1.1 204 No Content\r\n\r\n") }
            defer { server.stop() }
            let response = try await transport.send(TransportRequest(.delete, server.url("/")))
            #expect(response.status == 204)
            #expect(response.body.isEmpty)
        }

        @Test(arguments: Subject.allCases, [400, 404, 429, 500, 503])
        func errorStatusIsAReply(_ subject: Subject, _ status: Int) async throws {
            let transport = subject.shared
            let server = try LoopbackServer { $0.reply(to: $1, status, body: Data("what went wrong".utf8)) }
            defer { server.stop() }
            let response = try await transport.send(TransportRequest(.post, server.url("/"), body: "{}"))
            #expect(response.status == status)
            #expect(response.text == "what went wrong")
        }

        @Test(arguments: Subject.allCases)
        func compressedReplyIsRead(_ subject: Subject) async throws {
            let transport = subject.shared
            let zipped = try #require(Data(base64Encoded: "H4sIAAAAAAACA6tWqsosKEhNUbIqKSpNrQUAhCi8CA8AAAA="))
            let server = try LoopbackServer { $0.reply(to: $1, 200, ["Content-Encoding: gzip"], body: zipped) }
            defer { server.stop() }
            let response = try await transport.send(TransportRequest(.get, server.url("/")))
            #expect(response.text == #"{"zipped":true}"#)
        }

        @Test(arguments: Subject.allCases)
        func largeBodiesAreSentAndRead(_ subject: Subject) async throws {
            let transport = subject.shared
            let bytes = Data.pattern(2_000_000)
            let server = try LoopbackServer { $0.reply(to: $1, body: $1.body.isEmpty ? bytes : $1.body) }
            defer { server.stop() }
            #expect(try await transport.send(TransportRequest(.get, server.url("/"))).body == bytes)
            var upload = TransportRequest(.put, try server.url("/"))
            upload.body = RequestBody(bytes)
            #expect(try await transport.send(upload).body == bytes)
        }

        @Test(arguments: Subject.allCases)
        func cookieIsNotSentBack(_ subject: Subject) async throws {
            let transport = subject.shared
            let server = try LoopbackServer { $0.reply(to: $1, 200, ["Set-Cookie: session=secret; Path=/"]) }
            defer { server.stop() }
            for method in [RequestMethod.get, .post, .get, .post] {
                let response = try await transport.send(TransportRequest(method, server.url("/")))
                #expect(response.headers["Set-Cookie"] == "session=secret; Path=/")
            }
            #expect(server.requests.count == 4)
            #expect(server.requests.allSatisfy { $0["Cookie"] == nil })
        }

        @Test(arguments: Subject.allCases)
        func cacheIsNotUsed(_ subject: Subject) async throws {
            let transport = subject.shared
            let server = try LoopbackServer { $0.reply(to: $1, 200, ["Cache-Control: max-age=3600", "ETag: \"1\""]) }
            defer { server.stop() }
            for _ in 0..<3 { _ = try await transport.send(TransportRequest(.get, server.url("/"))) }
            #expect(server.requests.count == 3)
            #expect(server.requests.allSatisfy { $0["If-None-Match"] == nil })
        }

        @Test(arguments: Subject.allCases, ["ftp://127.0.0.1/", "tel:+31201234567", "/calls", "http:///calls"])
        func otherSchemesAreDeclined(_ subject: Subject, _ address: String) async throws {
            let transport = subject.shared
            let url = try #require(URL(string: address))
            let error = try await failure(of: TransportRequest(.get, url), through: transport)
            #expect(error.kind == .declined)
            #expect(!error.mayHaveReachedServer)
        }
    }

    @Suite struct RedirectTests {

        @Test(arguments: Subject.with([301, 302, 303, 307, 308], [RequestMethod.get, .post]))
        func redirectIsReturned(_ subject: Subject, _ status: Int, _ method: RequestMethod) async throws {
            let transport = subject.shared
            let other = try LoopbackServer { $0.reply(to: $1) }
            defer { other.stop() }
            let location = try other.url("/elsewhere").absoluteString
            let server = try LoopbackServer {
                $0.reply(to: $1, status, ["Location: \(location)"], body: Data("moved".utf8))
            }
            defer { server.stop() }
            let response = try await transport.send(
                TransportRequest(
                    method, server.url("/"), headers: ["Authorization": "Bearer key-1"],
                    body: method == .post ? "{}" : nil))

            #expect(response.status == status)
            #expect(response.headers["Location"] == location)
            #if !canImport(FoundationNetworking)
            #expect(response.text == "moved")
            #endif
            #expect(server.requests.count == 1)
            #expect(other.requests.isEmpty)
        }

        @Test("A redirect at the moment of the time limit or of a cancellation", arguments: Subject.allCases)
        func redirectAtTheEndOfARequestDoesNotTrap(_ subject: Subject) async throws {
            let transport = subject.make()
            let server = try LoopbackServer { $0.reply(to: $1, 307, ["Location: /elsewhere"]) }
            defer { server.stop() }
            let url = try server.url()
            let ended = await withTaskGroup(of: Bool.self) { group in
                for index in 0..<120 {
                    let timeout = Duration.milliseconds(4 + index % 30)
                    group.addTask {
                        let request = Task { try await transport.send(TransportRequest(.get, url, timeout: timeout)) }
                        if index.isMultiple(of: 3) { request.cancel() }
                        return (try? await request.value.status) ?? 307 == 307
                    }
                }
                return await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
            }
            #expect(ended == 120)
        }

        @Test(arguments: Subject.allCases)
        func redirectToTheSameServerIsReturned(_ subject: Subject) async throws {
            let transport = subject.shared
            let server = try LoopbackServer { $0.reply(to: $1, 308, ["Location: /elsewhere/"]) }
            defer { server.stop() }
            let response = try await transport.send(TransportRequest(.get, server.url("/elsewhere")))
            #expect(response.status == 308)
            #expect(server.requests.map(\.path) == ["/elsewhere"])
        }
    }

    @Suite struct ChallengeTests {
        @Test(
            arguments: Subject.with(
                [
                    nil as String?, "Bearer", "Bearer realm=\"api\", error=\"invalid_token\"",
                    "Digest realm=\"api\", nonce=\"n\"",
                    "Basic realm=\"api\"", "Negotiate",
                ], [RequestMethod.get, .post]))
        func unauthorizedIsAReply(_ subject: Subject, _ challenge: String?, _ method: RequestMethod) async throws {
            let transport = subject.shared
            let server = try LoopbackServer { connection, request in
                let refuses = request.path == "/refused"
                connection.reply(
                    to: request, refuses ? 401 : 200,
                    ["X-Request-ID: r-1"] + (refuses ? challenge.map { ["WWW-Authenticate: \($0)"] } ?? [] : []),
                    body: Data("which key?".utf8))
            }
            defer { server.stop() }
            let elapsed = try await time {
                let response = try await transport.send(
                    TransportRequest(method, server.url("/refused"), headers: ["Authorization": "Bearer wrong"]))
                #expect(response.status == 401)
                #expect(response.headers["x-request-id"] == "r-1")
                if challenge?.hasPrefix("Basic") != true { #expect(response.text == "which key?") }
                // The transport still works.
                #expect(try await transport.send(TransportRequest(method, server.url("/"))).status == 200)
            }
            #expect(elapsed < .seconds(30))
            #expect(server.requests.map(\.path) == ["/refused", "/"])
        }
    }
}
