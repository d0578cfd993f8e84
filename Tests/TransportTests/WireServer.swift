import Foundation

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// A server on 127.0.0.1 that hands each connection to a test as it is, for bodies that must not be held in memory and
/// for bytes that are no reply.
///
/// Unchecked, since `connections` is used only under `lock`.
final class WireServer: @unchecked Sendable {
    let port: UInt16

    private let listener: Int32
    private let behaviour: @Sendable (Wire) -> Void
    private let lock = NSLock()
    private var connections: [Wire]? = []
    private var count = 0

    init(_ behaviour: @escaping @Sendable (Wire) -> Void) throws {
        (listener, port) = try Socket.bound()
        try Socket.check(listen(listener, 64))
        self.behaviour = behaviour
        Thread.detachNewThread { [self] in acceptAll() }
    }

    /// How many connections there have been.
    var connectionCount: Int { lock.withLock { count } }

    func url(_ path: String = "/") throws -> URL {
        guard let url = URL(string: "http://127.0.0.1:\(port)\(path)") else { throw URLError(.badURL) }
        return url
    }

    func stop() {
        let open = lock.withLock {
            defer { connections = nil }
            return connections ?? []
        }
        open.forEach { $0.interrupt() }
        shutdown(listener, Int32(SHUT_RDWR))
        #if canImport(Darwin)
        close(listener)
        #endif
    }

    private func acceptAll() {
        while true {
            let descriptor = accept(listener, nil, nil)
            guard descriptor >= 0 else { break }
            let wire = Wire(descriptor)
            let isWelcome = lock.withLock {
                count += 1
                connections?.append(wire)
                return connections != nil
            }
            guard isWelcome else {
                wire.hangUp()
                break
            }
            Thread.detachNewThread { [self] in
                behaviour(wire)
                wire.hangUp()
                lock.withLock { connections?.removeAll { $0 === wire } }
            }
        }
        #if !canImport(Darwin)
        close(listener)
        #endif
    }
}

/// The server's end of a connection, byte by byte.
///
/// Unchecked: one thread reads and writes; `isOpen` is used under `lock`.
final class Wire: @unchecked Sendable {
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

    /// The lines of the next request up to the empty one, or `nil` when the client has closed.
    func readHead() -> [String]? {
        while true {
            if let end = pending.range(of: Data("\r\n\r\n".utf8)) {
                let lines = String(decoding: pending[..<end.lowerBound], as: UTF8.self)
                pending = Data(pending[end.upperBound...])
                return lines.components(separatedBy: "\r\n")
            }
            guard let bytes = receive() else { return nil }
            pending += bytes
        }
    }

    /// Reads up to `count` bytes and hands them on as they come.
    ///
    /// - Returns: How many came before the client closed.
    @discardableResult
    func readBody(_ count: Int, _ body: (Data) -> Void = { _ in }) -> Int {
        var done = 0
        while done < count {
            if pending.isEmpty {
                guard let bytes = receive() else { break }
                pending = bytes
            }
            let part = pending.prefix(count - done)
            done += part.count
            pending = Data(pending.dropFirst(part.count))
            body(part)
        }
        return done
    }

    /// - Returns: Whether the client takes it.
    @discardableResult
    func send(_ text: String) -> Bool { send(Data(text.utf8)) }

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

    /// Blocks until the client has closed its end.
    func waitForClient() { while receive() != nil {} }

    func hangUp() {
        lock.withLock {
            if isOpen { close(descriptor) }
            isOpen = false
        }
    }

    func interrupt() { lock.withLock { if isOpen { shutdown(descriptor, Int32(SHUT_RDWR)) } } }

    private func receive() -> Data? {
        var buffer = Data(count: 65_536)
        let count = buffer.withUnsafeMutableBytes { recv(descriptor, $0.baseAddress, $0.count, 0) }
        return count > 0 ? buffer.prefix(count) : nil
    }
}

private func systemSend(_ descriptor: Int32, _ start: UnsafeRawPointer, _ count: Int, _ flags: Int32) -> Int {
    send(descriptor, start, count, flags)
}
