#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// What an error reply says, in whichever of the platforms' shapes it says it.
struct ErrorReply {
    var message: String?
    var code: String?
    var details: JSONValue?
    var fieldErrors: [FieldError] = []
    /// The route itself is unknown to the server, or does not know this verb.
    var isUnknownRoute = false

    /// - Parameters:
    ///   - body: The body.
    ///   - status: The HTTP status.
    ///   - redacted: Takes the key out of a text. A server may print what it was sent, escaped in its own way, so it is
    ///     applied to what was decoded.
    init(body: Data, status: Int, redacted: (String) -> String) {
        let root = try? ReplyDecoder().decode(JSONValue.self, from: body).mapTexts(redacted)
        self.init(root ?? .null, status: status)
    }

    private init(_ root: JSONValue, status: Int) {
        switch root["detail"] {
        case .string(let text)?:
            // {"detail": "…"}: Burki. A missing record is always named; only a missing route says just "Not Found".
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
    /// What a reply with a status of success says went wrong.
    static func error(in body: Data, redacted: (String) -> String) -> String? {
        guard body.count <= 65_536,
            let root = try? ReplyDecoder().decode(JSONValue.self, from: body).mapTexts(redacted),
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
