extension Pipeline {
    /// Deletes a record. A 404 after an attempt whose outcome is unknown means that the attempt deleted it.
    ///
    /// - Returns: Burki's confirmation, which is empty after such a 404.
    func delete(_ endpoint: Endpoint<Confirmation>) async throws -> Confirmation {
        do {
            return try await run(endpoint)
        } catch let error as VoiceAgentsError where error.kind == .notFound && error.effect != .no {
            return Confirmation()
        }
    }
}
