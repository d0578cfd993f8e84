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
            message = detail["message"]?.string ?? detail["error"]?.string
            code = detail["code"]?.string
        default: break
        }
        if let error = root["error"]?.object {
            // {"error": {"code": "already_linked", "message": "…", "details": {…}}}: Flireo
            message = error["message"]?.string
            code = error["code"]?.string
            details = error["details"].flatMap { $0.isNull ? nil : $0 }
        }
        // {"success": false, "message": "…"} and {"error": "…"}: single operations of Burki
        message = message ?? root["message"]?.string ?? root["error"]?.string
    }
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
            path: path.isEmpty ? "request" : path, message: problem["msg"]?.string ?? "is not valid",
            type: problem["type"]?.string)
    }
}
