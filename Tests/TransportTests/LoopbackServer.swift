import Foundation

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// An HTTP/1.1 server on 127.0.0.1 whose behaviour a test defines, malformed HTTP included.
///
/// Unchecked, since `state` is read and written only under `lock`.
final class LoopbackServer: @unchecked Sendable {
    typealias Behaviour = @Sendable (LoopbackConnection, ReceivedRequest) -> Void

    let port: UInt16
    /// Each request at the moment it has been read completely.
    let arrivals: AsyncStream<ReceivedRequest>

    private struct State {
        var requests: [ReceivedRequest] = []
        var connections: [LoopbackConnection] = []
        var accepted = 0
        var isStopped = false
    }

    private let listener: Int32
    private let onConnect: (@Sendable (LoopbackConnection) -> Void)?
    private let behaviour: Behaviour
    private let arrival: AsyncStream<ReceivedRequest>.Continuation
    private let lock = NSLock()
    private var state = State()

    /// Starts to serve. `onConnect` runs as soon as a client connects, before anything is read.
    init(
        onConnect: (@Sendable (LoopbackConnection) -> Void)? = nil, _ behaviour: @escaping Behaviour
    ) throws {
        (listener, port) = try Socket.bound()
        try Socket.check(listen(listener, 512))
        self.onConnect = onConnect
        self.behaviour = behaviour
        (arrivals, arrival) = AsyncStream.makeStream(bufferingPolicy: .bufferingOldest(16))
        Thread.detachNewThread { [self] in acceptAll() }
    }

    /// Starts to serve each connection byte by byte, and closes it after that.
    convenience init(byteByByte serve: @escaping @Sendable (LoopbackConnection) -> Void) throws {
        try self.init(onConnect: { connection in
            serve(connection)
            connection.hangUp()
        }) { _, _ in }
    }

    /// Every request that was read completely, in the order of arrival.
    var requests: [ReceivedRequest] { lock.withLock { state.requests } }

    /// How many connections there were.
    var accepted: Int { lock.withLock { state.accepted } }

    /// How many connections there are.
    var open: Int { lock.withLock { state.connections.count } }

    func requests(to path: String) -> [ReceivedRequest] { requests.filter { $0.path == path } }

    func url(_ path: String = "/", scheme: String = "http", host: String = "127.0.0.1") throws -> URL {
        guard let url = URL(string: "\(scheme)://\(host):\(port)\(path)") else { throw URLError(.badURL) }
        return url
    }

    /// Removes the recorded requests.
    func forget() { lock.withLock { state.requests = [] } }

    /// Closes everything. Threads that wait for a client end.
    func stop() {
        let open = lock.withLock {
            state.isStopped = true
            return state.connections
        }
        open.forEach { $0.interrupt() }
        shutdown(listener, Int32(SHUT_RDWR))
        #if canImport(Darwin)
        close(listener)
        #endif
        arrival.finish()
    }

    private func acceptAll() {
        while true {
            let descriptor = accept(listener, nil, nil)
            guard descriptor >= 0 else { break }
            let connection = LoopbackConnection(descriptor)
            let isWelcome = lock.withLock {
                if !state.isStopped {
                    state.connections.append(connection)
                    state.accepted += 1
                }
                return !state.isStopped
            }
            guard isWelcome else {
                connection.hangUp()
                break
            }
            Thread.detachNewThread { [self] in serve(connection) }
        }
        #if !canImport(Darwin)
        close(listener)
        #endif
    }

    private func serve(_ connection: LoopbackConnection) {
        onConnect?(connection)
        while let request = connection.readRequest() {
            lock.withLock { state.requests.append(request) }
            arrival.yield(request)
            behaviour(connection, request)
        }
        connection.hangUp()
        lock.withLock { state.connections.removeAll { $0 === connection } }
    }
}

/// One request as it came over the wire.
struct ReceivedRequest: Sendable {
    let method: String
    let path: String
    /// The fields as they were written, in their order.
    let fields: [(name: String, value: String)]
    let body: Data

    subscript(name: String) -> String? { fields.first { $0.name.lowercased() == name.lowercased() }?.value }
}

enum Socket {
    struct Failure: Error { let code: Int32 }

    @discardableResult
    static func check(_ result: Int32) throws -> Int32 {
        guard result >= 0 else { throw Failure(code: errno) }
        return result
    }

    /// A TCP socket bound to a free port of 127.0.0.1. It refuses connections until it listens.
    static func bound() throws -> (descriptor: Int32, port: UInt16) {
        #if canImport(Darwin)
        let descriptor = try check(socket(AF_INET, SOCK_STREAM, 0))
        #else
        let descriptor = try check(socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0))
        #endif
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        try withUnsafeMutablePointer(to: &address) { address in
            try address.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                try check(bind(descriptor, address, size))
                try check(getsockname(descriptor, address, &size))
            }
        }
        return (descriptor, UInt16(bigEndian: address.sin_port))
    }
}
