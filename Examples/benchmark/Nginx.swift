import Burki
import ExampleArguments
import Foundation

/// An nginx on loopback with files as replies. `nil` when nginx is not installed.
struct Nginx {
    private let process = Process()
    private let folder: URL
    private let port: Int

    /// The base URLs of a list of one number (250 bytes), of one of nine (2 kB), and of a graph that was created.
    var small: URL { url("small") }
    var large: URL { url("large") }
    var creation: URL { url("creation") }

    init?(reachedThrough transport: any Transport) async throws {
        let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":") + ["/usr/sbin"]
        let candidates = folders.map { URL(filePath: "\($0)/nginx") }
        guard let found = candidates.first(where: { FileManager.default.isExecutableFile(atPath: $0.path()) }) else {
            return nil
        }
        folder = FileManager.default.temporaryDirectory.appending(path: "benchmark-\(UUID())")
        port = Int.random(in: 20_000...60_000)
        try write(Self.numbers(1), to: "small/api/v1/assistant-graphs/1/phone-numbers")
        try write(Self.numbers(9), to: "large/api/v1/assistant-graphs/1/phone-numbers")
        try write(bigGraphReply(nodes: 3, edges: 2), to: "creation/api/v1/assistant-graphs")
        try write(Data(configuration.utf8), to: "nginx.conf")
        process.executableURL = found
        process.arguments = ["-p", folder.path(), "-c", "nginx.conf"]
        process.standardError = FileHandle.nullDevice
        try process.run()
        let client = BurkiClient(
            apiKey: "benchmark", baseURL: small, configuration: .init(retry: .never), transport: transport)
        for _ in 1...100 {
            if (try? await client.assistantGraphs.phoneNumbers(of: 1)) != nil { return }
            try await Task.sleep(for: .milliseconds(50))
        }
        stop()
        throw UsageError("nginx did not start.")
    }

    func stop() {
        process.terminate()
        try? FileManager.default.removeItem(at: folder)
    }

    private func write(_ data: Data, to path: String) throws {
        let file = folder.appending(path: path)
        try FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try data.write(to: file)
    }

    private func url(_ path: String) -> URL {
        URL(string: "http://127.0.0.1:\(port)/\(path)") ?? URL(filePath: "/")
    }

    private var configuration: String {
        let temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map { "\($0)_temp_path tmp;" }
        return """
            daemon off; pid pid; error_log errors; worker_processes 1;
            events { worker_connections 8192; }
            http {
              \(temporary.joined(separator: " "))
              access_log off; default_type application/json; tcp_nodelay on; open_file_cache max=10;
              keepalive_requests 100000000;
              # A file is the reply to a POST as well.
              server { listen 127.0.0.1:\(port) backlog=4096; root .; error_page 405 =200 $uri; }
            }
            """
    }

    private static func numbers(_ count: Int) -> Data {
        let numbers = (1...count).map { id in
            #"{"id":\#(id),"organization_id":3,"phone_number":"+1555123450\#(id)","friendly_name":"Line number \#(id)","#
                + #""provider":"twilio","is_active":true,"phone_metadata":{},"#
                + #""created_at":"2025-01-19T10:00:00.123456","updated_at":"2025-01-19T10:00:00.123456"}"#
        }
        return Data(#"{"success":true,"data":[\#(numbers.joined(separator: ","))]}"#.utf8)
    }
}
