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
    ///   - body: The body as text.
    ///   - status: The HTTP status.
    init(body: String, status: Int) {
        guard let root = try? JSONDecoder().decode(JSONValue.self, from: Data(body.utf8)) else { return }
        switch root["detail"] {
        case .string(let text)?:
            // {"detail": "…"}: Burki. A missing record is always named; only a missing route says just "Not Found".
            message = text
            isUnknownRoute = status == 404 && text == "Not Found"
        case .array(let problems)?:
            // {"detail": [{"loc": ["body", "name"], "msg": "…", "type": "…"}]}: Burki's 422
            fieldErrors = problems.map(FieldError.init(fastAPI:))
            message = fieldErrors.map(\.description).joined(separator: "; ")
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
