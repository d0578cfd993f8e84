/// What does not change from call to call of an operation.
package struct Operation: Sendable, Hashable {
    /// The stable name, `platform.resource.method`.
    package let name: String

    /// The verb.
    package let method: HTTPMethod

    /// Whether it may be carried out twice.
    package let safety: RequestSafety

    /// What to look at before trying again when nobody knows whether it was carried out.
    package let remedy: String?

    /// Describes an operation.
    package init(_ name: String, _ method: HTTPMethod, _ safety: RequestSafety, remedy: String? = nil) {
        self.name = name
        self.method = method
        self.safety = safety
        self.remedy = remedy
    }
}
