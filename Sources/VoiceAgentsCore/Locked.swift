#if canImport(Darwin)
import Foundation
#else
import Synchronization
#endif

/// A value that is protected by a lock.
///
/// Unchecked `Sendable` for `NSLock` alone: `value` is private, the only method that accesses it holds the lock, and `sending`
/// prevents other threads from keeping a reference to a part of it.
package final class Locked<Value>: @unchecked Sendable {
    #if canImport(Darwin)
    // `Mutex` needs macOS 15.
    private let lock = NSLock()
    private var value: Value

    package init(_ value: sending Value) { self.value = value }

    package func withLock<Result>(_ body: (inout sending Value) -> sending Result) -> sending Result {
        lock.lock()
        defer { lock.unlock() }
        return body(&value)
    }
    #else
    private let mutex: Mutex<Value>

    package init(_ value: sending Value) { mutex = Mutex(value) }

    package func withLock<Result>(_ body: (inout sending Value) -> sending Result) -> sending Result {
        mutex.withLock(body)
    }
    #endif
}
