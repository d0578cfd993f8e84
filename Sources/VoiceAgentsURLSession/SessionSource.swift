#if canImport(FoundationNetworking)
import Foundation
import FoundationNetworking
#else
import Foundation
#endif

/// Where an exchange gets its session.
protocol SessionSource: Sendable {
    /// Calls `receiver` with a session, now or when one is free.
    func borrow(_ receiver: @escaping @Sendable (URLSession) -> Void)

    /// Ends the use of a session.
    ///
    /// - Parameters:
    ///   - session: The session that was lent.
    ///   - isUnconnected: Whether the borrower certainly left no open connection in it.
    func giveBack(_ session: URLSession, isUnconnected: Bool)
}

/// One session for all, whose connections are used again and again. For reads over HTTP/2.
final class ReusingSession: SessionSource {
    private let session: URLSession

    init(configuration: URLSessionConfiguration) { session = .forExchanges(configuration) }

    deinit { session.retire() }

    func borrow(_ receiver: @escaping @Sendable (URLSession) -> Void) { receiver(session) }

    func giveBack(_ session: URLSession, isUnconnected: Bool) {}
}
