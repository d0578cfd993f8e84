/// Whether a failed operation can have taken effect. This is a closed set.
public enum Effect: String, Sendable, Hashable, Comparable, Codable {
    /// The operation had no effect. Trying again is safe.
    case no
    /// It is unknown whether the operation took effect. Check before trying again.
    case perhaps
    /// The operation has most probably taken effect. Trying again would repeat the effect.
    case yes

    /// Orders by the likelihood of an effect.
    public static func < (lhs: Self, rhs: Self) -> Bool { lhs.rank < rhs.rank }

    private var rank: Int {
        switch self {
        case .no: 0
        case .perhaps: 1
        case .yes: 2
        }
    }
}
