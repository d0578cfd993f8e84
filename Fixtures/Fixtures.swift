public import Foundation
public import VoiceAgentsTesting

/// The recorded exchanges of this package, for your own tests.
///
/// ```swift
/// let transport = ReplayTransport(try Fixtures.exchange("burki/calls/initiate"))
/// ```
///
/// Each operation has its success, its documented errors, and the replies that break other clients: nulls, absent keys,
/// unknown words, dates without a zone.
///
/// The events that Flireo sends to your server are under `flireo-events`: the event is the request, and the response is
/// what your server answers. Their path is `/`, since the true one is your own.
public enum Fixtures {
    /// The folder that holds the exchanges, as `platform/resource/operation-variant.json`.
    public static var folder: URL { Bundle.module.bundleURL }

    /// One exchange.
    ///
    /// - Parameter name: Its path without `.json`, for example `burki/calls/initiate-payment-required`.
    /// - Returns: The exchange.
    /// - Throws: An error of the file system when there is no such exchange.
    public static func exchange(_ name: String) throws -> RecordedExchange {
        try RecordedExchange(contentsOf: folder.appending(path: "\(name).json"))
    }

    /// Every exchange of a platform with its path, sorted by path.
    ///
    /// - Parameter platform: `burki`, `flireo` or `flireo-events`.
    /// - Returns: The exchanges, with paths such as `calls/initiate.json`.
    /// - Throws: An error of the file system when there is no such platform.
    public static func exchanges(of platform: String) throws -> [(path: String, exchange: RecordedExchange)] {
        try RecordedExchange.all(in: folder.appending(path: platform))
    }
}
