/// A key of an event: of a common field, or of a field of the event's type.
enum EventKey<Own: CodingKey>: CodingKey {
    case head(EventHead.Key)
    case own(Own)

    var stringValue: String {
        switch self {
        case .head(let key): key.stringValue
        case .own(let key): key.stringValue
        }
    }
    var intValue: Int? { nil }

    init?(stringValue: String) {
        if let key = EventHead.Key(stringValue: stringValue) {
            self = .head(key)
        } else if let key = Own(stringValue: stringValue) {
            self = .own(key)
        } else {
            return nil
        }
    }
    init?(intValue: Int) { nil }
}

/// The keys of an event that has only the common fields.
enum NoKey: CodingKey {}
