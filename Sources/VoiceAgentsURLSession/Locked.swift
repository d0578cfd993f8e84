import Foundation

/// A value that several threads share.
///
/// Sendable although unchecked: `value` is private, the one method that reads or writes it holds the lock, and
/// `sending` lets nothing of it in or out that another thread could still reach.
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
