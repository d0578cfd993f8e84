import Foundation

/// Something that goes wrong between a client and a server: one row of the table in the documentation.
struct Fault: Sendable {
    /// What the server does with a request.
    typealias Behaviour = @Sendable (_ connection: LoopbackConnection, _ request: Exchange) -> Void

    /// A request that a fault answers.
    struct Exchange: Sendable {
        let received: ReceivedRequest
        let operation: FaultOperation
        /// Counted from 1.
        let number: Int
        /// Records that the operation was carried out.
        let carryOut: @Sendable () -> Void
    }

    let name: String
    /// Whether it ends a process that uses `URLSession` on Linux.
    let endsProcess: Bool
    /// Whether a read that succeeds goes first and leaves its connection open.
    let isSecond: Bool
    /// Whether there is no server at all.
    let isAbsent: Bool
    /// Whether an attempt ends at its time limit.
    let isEndless: Bool
    let onConnect: (@Sendable (LoopbackConnection) -> Void)?
    let behaviour: Behaviour

    init(
        _ name: String, endsProcess: Bool = false, isSecond: Bool = false, isAbsent: Bool = false,
        isEndless: Bool = false,
        onConnect: (@Sendable (LoopbackConnection) -> Void)? = nil,
        _ behaviour: @escaping Behaviour
    ) {
        self.name = name
        self.endsProcess = endsProcess
        self.isSecond = isSecond
        self.isAbsent = isAbsent
        self.isEndless = isEndless
        self.onConnect = onConnect
        self.behaviour = behaviour
    }

    /// Sends these bytes, then closes.
    static func says(_ name: String, endsProcess: Bool = false, _ bytes: String) -> Fault {
        Fault(name, endsProcess: endsProcess) { connection, play in
            if !bytes.contains(" 422 ") { play.carryOut() }
            connection.send(bytes)
            connection.hangUp()
        }
    }

    /// Answers with a status and a body.
    static func answers(
        _ name: String, _ status: Int = 200, _ fields: [String] = [], _ body: String
    ) -> Fault {
        Fault(name) { connection, play in
            if !(400..<500).contains(status), !body.contains("no route") { play.carryOut() }
            connection.reply(to: play.received, status, fields, body: Data(body.utf8))
        }
    }

    /// Answers the first request with a status, and carries out the operation with the second.
    static func recovers(_ name: String, from status: Int, _ fields: [String] = []) -> Fault {
        Fault(name) { connection, play in
            guard play.number == 1 else { return play.succeed(connection) }
            // The worst case: a failing server can have carried it out.
            if status >= 500 { play.carryOut() }
            connection.reply(to: play.received, status, fields, body: Data(#"{"detail": "later"}"#.utf8))
        }
    }
}

extension Fault.Exchange {
    func succeed(_ connection: LoopbackConnection) {
        carryOut()
        connection.reply(
            to: received, 200, ["Content-Type: application/json"], body: Data(operation.success.utf8))
    }
}

// MARK: - The rows

extension Fault {
    static let all: [Fault] = connections + beginnings + statuses + bodies + endless

    private static let connections: [Fault] = [
        Fault("does not listen", isAbsent: true) { _, _ in },
        Fault(
            "closes before it reads",
            onConnect: {
                $0.waitForBytes()
                $0.hangUp()
            }
        ) { _, _ in },
        Fault("closes after it has read") { connection, play in
            play.carryOut()
            connection.hangUp()
        },
        Fault("resets after it has read") { connection, play in
            play.carryOut()
            connection.reset()
        },
        Fault("closes a connection that was used before, once", isSecond: true) { connection, play in
            guard play.number == 1 else { return play.succeed(connection) }
            play.carryOut()
            connection.hangUp()
        },
        Fault("says nothing", isEndless: true) { connection, play in
            play.carryOut()
            connection.waitForClient()
        },
    ]

    private static let beginnings: [Fault] = [
        says("closes inside the status line", "HTTP/1.1 20"),
        says("closes after the status line", endsProcess: true, "HTTP/1.1 200 OK\r\n"),
        says("closes inside the header fields", endsProcess: true, "HTTP/1.1 200 OK\r\nServer: s\r\nContent-L"),
        says("closes inside the header fields, after the length", "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nDate"),
        says("closes after the header fields", "HTTP/1.1 200 OK\r\nContent-Length: 80\r\n\r\n"),
        says("closes inside the body", "HTTP/1.1 200 OK\r\nContent-Length: 80\r\n\r\n{\"success\": true"),
        says("closes inside a chunk", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n40\r\n{\"success\""),
        says(
            "closes between two chunks", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{\"a\":\r\n"),
        says("closes inside the body of a 503", "HTTP/1.1 503 No\r\nContent-Length: 80\r\n\r\n{\"detail\""),
        says("closes inside the body of a 422", "HTTP/1.1 422 No\r\nContent-Length: 80\r\n\r\n{\"detail\""),
        Fault("resets inside the body") { connection, play in
            play.carryOut()
            connection.send("HTTP/1.1 200 OK\r\nContent-Length: 80\r\n\r\n{\"success\"")
            connection.reset()
        },
        says("answers with something that is not HTTP", "220 mail.example ready\r\n\r\n"),
    ]

    private static let statuses: [Fault] = [
        recovers("429 with seconds, then success", from: 429, ["Retry-After: 2"]),
        recovers("429 with a date, then success", from: 429, ["Retry-After: Fri, 01 Jan 2021 00:00:00 GMT"]),
        recovers("429 without a wait, then success", from: 429),
        answers("429 that asks for an hour", 429, ["Retry-After: 3600"], "{}"),
        answers("429 again and again", 429, [], "{}"),
        recovers("500, then success", from: 500),
        recovers("502, then success", from: 502),
        recovers("503, then success", from: 503),
        recovers("504, then success", from: 504),
        answers("503 again and again", 503, [], "<html>busy</html>"),
        answers("401 with a Basic challenge", 401, ["WWW-Authenticate: Basic realm=\"api\""], "{}"),
        answers("a status that does not exist", 99, [], "{}"),
        answers("302 to another host", 302, ["Location: http://127.0.0.2:9/"], ""),
        answers("308 to another host", 308, ["Location: http://127.0.0.2:9/"], ""),
    ]

    private static let bodies: [Fault] = [
        answers("200 with HTML", 200, ["Content-Type: text/html"], "<html>Welcome</html>"),
        answers("200 without a body", 200, [], ""),
        Fault("204") { connection, play in
            play.carryOut()
            connection.send("HTTP/1.1 204 No Content\r\n\r\n")
        },
        answers("200 with null", 200, [], "null"),
        answers("200 with JSON of another shape", 200, [], #"{"data": {"id": 7}, "items": []}"#),
        answers("200 with a list", 200, [], "[]"),
        answers("200 with JSON that breaks off", 200, [], #"{"success": true, "message": "#),
        answers("200 with JSON that is not quite JSON", 200, [], #"{"success": true, "call_sid": "CA1", "data": [],}"#),
        Fault("200 with JSON and more bytes after it") { connection, play in
            play.carryOut()
            connection.reply(to: play.received, body: Data((play.operation.success + "}").utf8))
        },
        Fault("200 with invalid UTF-8") { connection, play in
            play.carryOut()
            connection.reply(
                to: play.received,
                body: Data(#"{"success": true, "call_sid": ""#.utf8) + [0xFF, 0xFE] + Data("\"}".utf8))
        },
        answers("200 that says it did not succeed", 200, [], #"{"success": false, "message": "no route"}"#),
        answers("200 with an error in it", 200, [], #"{"error": "no route"}"#),
        answers("200 that only claims to be gzip", 200, ["Content-Encoding: gzip"], "not zipped"),
        Fault("200 in chunks, with a trailer", endsProcess: true) { connection, play in
            play.carryOut()
            let size = String(play.operation.success.utf8.count, radix: 16)
            connection.send(
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n\(size)\r\n\(play.operation.success)\r\n0\r\nX-T: 1\r\n\r\n"
            )
        },
        Fault("200 as gzip") { connection, play in
            play.carryOut()
            connection.reply(
                to: play.received, 200, ["Content-Encoding: gzip"], body: Data(play.operation.success.utf8).gzipped)
        },
        Fault("200 as text/plain") { connection, play in
            play.carryOut()
            connection.reply(
                to: play.received, 200, ["Content-Type: text/plain"], body: Data(play.operation.success.utf8))
        },
        Fault("200, and a second reply that was not requested") { connection, play in
            play.carryOut()
            connection.reply(to: play.received, body: Data(play.operation.success.utf8))
            connection.send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}")
        },
    ]

    private static let endless: [Fault] = [
        says("announces 2^63 - 1 bytes", endsProcess: true, "HTTP/1.1 200 OK\r\nContent-Length: \(Int.max)\r\n\r\n{"),
        Fault("100 MB where 2 kB are expected") { connection, play in
            play.carryOut()
            connection.send("HTTP/1.1 200 OK\r\nContent-Length: 100000000\r\n\r\n")
            let blanks = Data(repeating: 0x20, count: 100_000)
            for _ in 0..<1000 where connection.send(blanks) {}
        },
        Fault("chunks without end") { connection, play in
            play.carryOut()
            connection.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
            let chunk = Data("C350\r\n".utf8) + Data(repeating: 0x20, count: 50_000) + Data("\r\n".utf8)
            while connection.send(chunk) {}
        },
        Fault("header fields without end") { connection, play in
            play.carryOut()
            connection.send("HTTP/1.1 200 OK\r\n")
            let field = "X-Field: " + String(repeating: "x", count: 1000) + "\r\n"
            while connection.send(field) {}
        },
        Fault("one byte at a time", isEndless: true) { connection, play in
            play.carryOut()
            connection.send("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n")
            while !connection.clientCloses(within: 20), connection.send(" ") {}
        },
    ]
}

extension Data {
    /// The bytes as gzip (RFC 1952), in one block that is not compressed.
    fileprivate var gzipped: Data {
        let length = UInt16(count)
        let head: [UInt8] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 0xFF, 1]
        return Data(head) + length.bytes + (~length).bytes + self + crc32.bytes + UInt32(count).bytes
    }

    private var crc32: UInt32 {
        ~reduce(~0) { crc, byte in
            (0..<8).reduce(crc ^ UInt32(byte)) { crc, _ in crc & 1 == 1 ? crc >> 1 ^ 0xEDB8_8320 : crc >> 1 }
        }
    }
}

extension FixedWidthInteger {
    fileprivate var bytes: Data { withUnsafeBytes(of: littleEndian) { Data($0) } }
}
