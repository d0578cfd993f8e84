extension BurkiClient.Calls {
    /// The description of ``analytics(over:)``.
    public static let analytics = PlatformOperation("burki.calls.analytics", .get, "/api/v1/calls/analytics", .safe)

    /// Reads numbers about the calls of the organization in a period.
    ///
    /// - Parameter period: The period, which ends now.
    /// - Returns: The numbers, also of each day and of the assistants with the most calls.
    /// - Throws: `VoiceAgentsError` of kind `unauthorized` (401), `invalidRequest` (422: another period) or `serverError`; or
    ///   `CancellationError`.
    /// - SeeAlso: "Get Call Analytics", `GET /api/v1/calls/analytics`.
    public func analytics(over period: CallAnalytics.Period = .week) async throws -> CallAnalytics {
        try await pipeline.run(Endpoint(Self.analytics, query: ["period": period == .week ? nil : period]))
    }

    /// The description of ``statistics()``.
    public static let statistics = PlatformOperation("burki.calls.statistics", .get, "/api/v1/calls/stats", .safe)

    /// Reads numbers about all calls of the organization.
    ///
    /// Burki's current servers do not reach this operation: they read `stats` as the id of a call and answer 422. Use
    /// ``analytics(over:)`` or ``count(where:)``.
    ///
    /// - Returns: The numbers.
    /// - Throws: `VoiceAgentsError` of kind `endpointNotAvailable` (that 422), `unauthorized` (401) or `serverError`; or
    ///   `CancellationError`.
    /// - SeeAlso: "Get Call Stats", `GET /api/v1/calls/stats`.
    public func statistics() async throws -> CallStatistics {
        do {
            return try await pipeline.run(Endpoint(Self.statistics))
        } catch var error as VoiceAgentsError where error.fieldErrors.contains(where: { $0.path == "path.call_id" }) {
            error.kind = .endpointNotAvailable
            error.message = "The server takes \"stats\" for the id of a call. Use analytics(over:) or count(where:)."
            throw error
        }
    }

    /// The description of ``metrics(of:)``.
    public static let metrics = PlatformOperation(
        "burki.calls.metrics", .get, "/api/v1/calls/{call_id}/metrics", .safe)

    /// Reads what Burki calculates of a call. The first request for a call makes it calculate.
    ///
    /// - Parameter id: The call.
    /// - Returns: The metrics.
    /// - Throws: `VoiceAgentsError` of kind `notFound` (404), `unauthorized` (401) or `serverError`; or `CancellationError`.
    /// - SeeAlso: "Get Call Metrics", `GET /api/v1/calls/{call_id}/metrics`.
    public func metrics(of id: Call.ID) async throws -> Call.Metrics {
        try await pipeline.run(Endpoint(Self.metrics, id))
    }

    /// The description of ``recalculateMetrics(of:)``.
    public static let recalculateMetrics = PlatformOperation(
        "burki.calls.recalculateMetrics", .patch, "/api/v1/calls/{call_id}/metrics", .idempotent,
        advice: "Read the metrics, or repeat the calculation.")

    /// Calculates the metrics of a call again, and replaces them. Those of a language model can differ each time. Burki says that it
    /// may remove this operation.
    ///
    /// - Parameter id: The call.
    /// - Returns: The new metrics.
    /// - Throws: `VoiceAgentsError` of kind `notFound` (404), `unauthorized` (401), `serverError` or `outcomeUnknown`; or
    ///   `CancellationError`.
    /// - SeeAlso: "Recalculate Call Metrics", `PATCH /api/v1/calls/{call_id}/metrics`.
    @discardableResult
    public func recalculateMetrics(of id: Call.ID) async throws -> Call.Metrics {
        try await pipeline.run(Endpoint(Self.recalculateMetrics, id))
    }

    /// The description of ``review(of:)``.
    public static let review = PlatformOperation("burki.calls.review", .get, "/api/v1/calls/{call_id}/review", .safe)

    /// Reads what happened in a call: the conversation, the path through the flow, the tools and the cost in one reply.
    ///
    /// No page of Burki describes this operation; its JavaScript client has it. A server without it answers 404.
    ///
    /// - Parameter id: The call.
    /// - Returns: The review.
    /// - Throws: `VoiceAgentsError` of kind `notFound` or `endpointNotAvailable` (404), `unauthorized` (401) or `serverError`; or
    ///   `CancellationError`.
    /// - SeeAlso: `GET /api/v1/calls/{call_id}/review` in Burki's JavaScript client 0.2.0.
    public func review(of id: Call.ID) async throws -> CallReview { try await pipeline.run(Endpoint(Self.review, id)) }
}
