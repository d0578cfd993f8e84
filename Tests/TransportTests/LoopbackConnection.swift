import Foundation

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// The server's end of one connection.
///
/// Unchecked: `pending` belongs to the one thread that serves the connection, `isOpen` is used under `lock`, so that
/// a descriptor is neither closed twice nor shut down after it was reused.
final class LoopbackConnection: @unchecked Sendable {
    private let descriptor: Int32
    private let lock = NSLock()
    private var isOpen = true
    private var pending = Data()

    init(_ descriptor: Int32) {
        self.descriptor = descriptor
        var on: Int32 = 1
        setsockopt(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &on, socklen_t(MemoryLayout<Int32>.size))
        #if canImport(Darwin)
        setsockopt(descriptor, SOL_SOCKET, SO_NOSIGPIPE, &on, socklen_t(MemoryLayout<Int32>.size))
        #endif
    }
}

// MARK: - What a behaviour can do

extension LoopbackConnection {
    /// Sends a complete reply, and closes if the request asked for that.
    func reply(
        to request: ReceivedRequest, _ status: Int = 200, _ fields: [String] = [], body: Data = Data("{}".utf8),
        obeysClose: Bool = true
    ) {
        let closes = obeysClose && request["Connection"]?.lowercased() == "close"
        let head =
            ["HTTP/1.1 \(status) Status", "Content-Length: \(body.count)"] + fields
            + (closes ? ["Connection: close"] : [])
        send(Data((head.joined(separator: "\r\n") + "\r\n\r\n").utf8) + body)
        if closes { hangUp() }
    }

    @discardableResult
    func send(_ text: String) -> Bool { send(Data(text.utf8)) }

    /// - Returns: Whether the client still listens.
    @discardableResult
    func send(_ bytes: Data) -> Bool {
        #if canImport(Darwin)
        let flags: Int32 = 0
        #else
        let flags = Int32(MSG_NOSIGNAL)
        #endif
        return bytes.withUnsafeBytes { buffer in
            var sent = 0
            while let start = buffer.baseAddress, sent < buffer.count {
                let count = systemSend(descriptor, start + sent, buffer.count - sent, flags)
                guard count > 0 else { return false }
                sent += count
            }
            return true
        }
    }

    /// Closes without a reset.
    func hangUp() {
        lock.withLock {
            if isOpen { close(descriptor) }
            isOpen = false
        }
    }

    /// Closes so that the client sees a reset.
    func reset() {
        var option = linger(l_onoff: 1, l_linger: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_LINGER, &option, socklen_t(MemoryLayout<linger>.size))
        hangUp()
    }

    /// The lines of the next request up to the empty one, or `nil` when the client has closed.
    func readHead() -> [String]? {
        while true {
            if let end = pending.range(of: Data("\r\n\r\n".utf8)) {
                let lines = String(decoding: pending[..<end.lowerBound], as: UTF8.self)
                pending = Data(pending[end.upperBound...])
                return lines.components(separatedBy: "\r\n")
            }
            guard receive() else { return nil }
        }
    }

    /// Reads up to `count` bytes and discards them.
    ///
    /// - Returns: How many came before the client closed.
    @discardableResult
    func readBody(_ count: Int) -> Int {
        var done = 0
        while done < count {
            guard !pending.isEmpty || receive() else { break }
            let part = min(pending.count, count - done)
            done += part
            pending = Data(pending.dropFirst(part))
        }
        return done
    }

    /// Blocks until there is something to read, and does not read it.
    func waitForBytes() {
        var entry = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        _ = poll(&entry, 1, -1)
    }

    /// Blocks until the client has closed its end.
    func waitForClient() { while receive() {} }

    /// Whether the client closes its end within `milliseconds`.
    func clientCloses(within milliseconds: Int32) -> Bool {
        var entry = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        return poll(&entry, 1, milliseconds) > 0 && !receive()
    }
}

// MARK: - What the server does

extension LoopbackConnection {
    /// The next complete request, or `nil` when the client has closed.
    func readRequest() -> ReceivedRequest? {
        while true {
            if let request = takeRequest() { return request }
            guard receive() else { return nil }
        }
    }

    /// Ends whatever a thread is waiting for.
    func interrupt() {
        lock.withLock { if isOpen { shutdown(descriptor, Int32(SHUT_RDWR)) } }
    }

    private func receive() -> Bool {
        guard lock.withLock({ isOpen }) else { return false }
        var buffer = [UInt8](repeating: 0, count: 65_536)
        let count = recv(descriptor, &buffer, buffer.count, 0)
        guard count > 0 else { return false }
        pending += buffer[..<count]
        return true
    }

    private func takeRequest() -> ReceivedRequest? {
        guard let end = pending.range(of: Data("\r\n\r\n".utf8)) else { return nil }
        let lines = String(decoding: pending[..<end.lowerBound], as: UTF8.self).components(separatedBy: "\r\n")
        let start = lines[0].split(separator: " ", omittingEmptySubsequences: false)
        let fields = lines.dropFirst().map { line in
            let parts = line.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
            return (name: String(parts[0]), value: parts.last?.trimmingCharacters(in: .whitespaces) ?? "")
        }
        let length = fields.first { $0.name.lowercased() == "content-length" }.flatMap { Int($0.value) } ?? 0
        guard start.count == 3, pending.distance(from: end.upperBound, to: pending.endIndex) >= length else {
            return nil
        }
        let body = pending[end.upperBound..<(end.upperBound + length)]
        pending = Data(pending[body.endIndex...])
        return ReceivedRequest(method: String(start[0]), path: String(start[1]), fields: fields, body: Data(body))
    }
}

private func systemSend(_ descriptor: Int32, _ start: UnsafeRawPointer, _ count: Int, _ flags: Int32) -> Int {
    send(descriptor, start, count, flags)
}
