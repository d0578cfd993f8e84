import Foundation
import Testing
import VoiceAgentsCore

extension TransportTests {
    @Suite struct CancellationTests {

        @Test(arguments: Subject.allCases, [RequestMethod.get, .post])
        func cancelledTaskSendsNothing(_ subject: Subject, _ method: RequestMethod) async throws {
            let transport = subject.shared
            let server = try LoopbackServer { $0.reply(to: $1) }
            defer { server.stop() }
            let request = TransportRequest(method, try server.url("/cancelled"))
            let task = Task {
                withUnsafeCurrentTask { $0?.cancel() }
                return try await transport.send(request)
            }
            await #expect(throws: CancellationError.self) { try await task.value }
            _ = try await transport.send(TransportRequest(.get, server.url("/")))
            #expect(server.requests.map(\.path) == ["/"])
        }

        @Test(arguments: Subject.with(Beginning.allCases, [RequestMethod.get, .post]))
        func cancellationEndsTheExchange(_ subject: Subject, _ beginning: Beginning, _ method: RequestMethod)
            async throws
        {
            let transport = subject.shared
            let (goodbyes, goodbye) = AsyncStream<Void>.makeStream()
            let server = try LoopbackServer { connection, _ in
                connection.send(beginning.bytes)
                connection.waitForClient()
                goodbye.yield()
            }
            defer { server.stop() }
            let request = TransportRequest(method, try server.url("/"), body: method == .post ? "{}" : nil)
            let elapsed = await time {
                let task = Task { try await transport.send(request) }
                var arrivals = server.arrivals.makeAsyncIterator()
                #expect(await arrivals.next() != nil)
                task.cancel()
                await #expect(throws: CancellationError.self) { try await task.value }
                // The connection is closed as well.
                var closes = goodbyes.makeAsyncIterator()
                #expect(await closes.next() != nil)
            }
            #expect(elapsed < .seconds(30))
        }

        @Test(arguments: Subject.allCases)
        func cancellationLeavesOtherRequestsAlone(_ subject: Subject) async throws {
            let transport = subject.shared
            let server = try LoopbackServer { connection, request in
                if request.path == "/silent" { connection.waitForClient() } else { connection.reply(to: request) }
            }
            defer { server.stop() }
            let silent = TransportRequest(.get, try server.url("/silent"))
            let cancelled = Task { try await transport.send(silent) }
            var arrivals = server.arrivals.makeAsyncIterator()
            #expect(await arrivals.next()?.path == "/silent")
            async let reply = transport.send(TransportRequest(.get, server.url("/")))
            cancelled.cancel()
            await #expect(throws: CancellationError.self) { try await cancelled.value }
            #expect(try await reply.status == 200)
        }

        @Test(arguments: Subject.allCases)
        func cancellationRacesEndInAReplyOrAnError(_ subject: Subject) async throws {
            let transport = subject.shared
            let watchdog = Watchdog(limit: .seconds(50), "a thousand cancellation races")
            defer { watchdog.stop() }
            let server = try LoopbackServer { $0.reply(to: $1) }
            defer { server.stop() }
            let url = try server.url("/")
            var replies = 0
            var cancellations = 0
            try await withThrowingTaskGroup(of: Bool.self) { group in
                for race in 0..<1000 {
                    if race >= 8, let isReply = try await group.next() {
                        if isReply { replies += 1 } else { cancellations += 1 }
                    }
                    group.addTask {
                        // Few that need a session of their own, since a cancelled one has to rest.
                        let method = race.isMultiple(of: 20) ? RequestMethod.post : .get
                        let task = Task { try await transport.send(TransportRequest(method, url)) }
                        let isCancelled = !race.isMultiple(of: 10)
                        if isCancelled {
                            for _ in 0..<Int.random(in: 0...400) { await Task.yield() }
                            task.cancel()
                        }
                        do {
                            return try await task.value.status == 200
                        } catch is CancellationError where isCancelled {
                            return false
                        }
                    }
                }
                for try await isReply in group {
                    if isReply { replies += 1 } else { cancellations += 1 }
                }
            }
            #expect(replies + cancellations == 1000)
            #expect(replies >= 100)
            #expect(try await transport.send(TransportRequest(.post, url)).status == 200)
        }
    }
}
