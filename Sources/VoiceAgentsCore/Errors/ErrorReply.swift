#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// The content of an error reply, in any of the shapes that the platforms use.
struct ErrorReply {
    var message: String?
    var code: String?
    var details: JSONValue?
    var fieldErrors: [FieldError] = []
    /// Whether the server does not have the route.
    var isUnknownRoute = false

    /// - Parameters:
    ///   - body: The body.
    ///   - status: The HTTP status.
    ///   - redacted: Removes the key from a text. A server may repeat the key in escaped form, so it is applied to the decoded
    ///     strings.
    init(body: Data, status: Int, redacted: (String) -> String) {
        let root = try? ReplyDecoder().decode(JSONValue.self, from: body).mapStrings(redacted)
        self.init(root ?? .null, status: status)
        if root == nil { message = Self.plainText(body).map(redacted) }
    }

    /// A short text that is not JSON and not a page.
    private static func plainText(_ body: Data) -> String? {
        guard body.count <= 500, body.first(where: { $0 > 0x20 }).map({ !"<{[".utf8.contains($0) }) ?? false else {
            return nil
        }
        return String(String(decoding: body, as: UTF8.self).trimmed)
    }

    private init(_ root: JSONValue, status: Int) {
        switch root["detail"] {
        case .string(let text)?:
            // {"detail": "…"}: Burki. The text names a missing record; only for a missing route it is exactly "Not Found".
            message = text
            isUnknownRoute = status == 404 && text == "Not Found"
        case .array(let problems)?:
            // {"detail": [{"loc": ["body", "name"], "msg": "…", "type": "…"}]}: Burki's 422
            fieldErrors = problems.map(FieldError.init(fastAPI:))
            message = problems.isEmpty ? nil : fieldErrors.map(\.description).joined(separator: "; ")
        case .object(let detail)?:
            message = detail["message"]?.errorText ?? detail["error"]?.errorText
            code = detail["code"]?.codeText
        default: break
        }
        if let error = root["error"]?.object {
            // {"error": {"code": "already_linked", "message": "…", "details": {…}}}: Flireo
            message = error["message"]?.errorText
            code = error["code"]?.codeText
            details = error["details"].flatMap { $0.isNull ? nil : $0 }
        }
        // {"success": false, "message": "…"} and {"error": "…"}: single operations of Burki
        message = message ?? ["message", "error", "errors", "title"].lazy.compactMap { root[$0]?.errorText }.first
        code = code ?? root["code"]?.codeText
    }
}

extension JSONValue {
    /// The text of an error: a string, or the strings of a list, of objects with a `message` or `msg`, or of lists by field.
    fileprivate var errorText: String? {
        switch self {
        case .string(let text): text.isEmpty ? nil : text
        case .array(let elements): elements.compactMap(\.errorText).joinedIfNotEmpty
        case .object(let members):
            ["message", "msg", "detail"].lazy.compactMap { members[$0]?.errorText }.first
                ?? members.sorted { $0.key < $1.key }
                .compactMap { name, value in
                    value.array?.compactMap(\.errorText).joinedIfNotEmpty.map { "\(name): \($0)" }
                }
                .joinedIfNotEmpty
        default: nil
        }
    }

    /// An error code, which some servers write as a number.
    fileprivate var codeText: String? { string ?? integer.map { "\($0)" } }
}

extension [String] {
    fileprivate var joinedIfNotEmpty: String? { isEmpty ? nil : joined(separator: "; ") }
}

extension ErrorReply {
    /// The error message in a reply whose status is a success, or `nil` when there is none.
    static func error(in body: Data, redacted: (String) -> String) -> String? {
        guard body.count <= 65_536,
            let root = try? ReplyDecoder().decode(JSONValue.self, from: body).mapStrings(redacted),
            root["error"]?.isNull == false || root["detail"]?.isNull == false
        else { return nil }
        return ErrorReply(root, status: 200).message ?? "it gave no reason"
    }
}

extension FieldError {
    /// Reads one element of FastAPI's `detail` list.
    fileprivate init(fastAPI problem: JSONValue) {
        var path = ""
        for element in problem["loc"]?.array ?? [] {
            if let index = element.integer {
                path += "[\(index)]"
            } else if let name = element.string {
                path += path.isEmpty ? name : ".\(name)"
            }
        }
        self.init(
            path: path.isEmpty ? "request" : path,
            message: problem["msg"]?.string ?? problem.errorText ?? "is not valid",
            type: problem["type"]?.string)
    }
}
