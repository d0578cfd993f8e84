import Foundation

/// A value that is protected by a lock.
///
/// Unchecked `Sendable`: `value` is private, the only method that accesses it holds the lock, and `sending` prevents other threads
/// from keeping a reference to a part of it.
final class Locked<Value>: @unchecked Sendable {
    private let lock = NSLock()
    private var value: Value

    init(_ value: sending Value) { self.value = value }

    func withLock<Result>(_ body: (inout sending Value) -> sending Result) -> sending Result {
        lock.lock()
        defer { lock.unlock() }
        return body(&value)
    }
}
