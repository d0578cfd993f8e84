/// Whether what an operation does in the world can have happened, although the operation failed. A closed set.
public enum Effect: String, Sendable, Hashable, Comparable, Codable {
    /// It has not happened. Trying again is safe.
    case no
    /// Nobody knows. Look before trying again.
    case perhaps
    /// It has most probably happened. Trying again would do it twice.
    case yes

    /// Orders by how likely it is that something happened.
    public static func < (lhs: Self, rhs: Self) -> Bool { lhs.rank < rhs.rank }

    private var rank: Int {
        switch self {
        case .no: 0
        case .perhaps: 1
        case .yes: 2
        }
    }
}
