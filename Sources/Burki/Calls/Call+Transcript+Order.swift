extension Sequence<Call.Transcript> {
    /// The final segments that have a text, in the order of their starts. A segment without a start stays after the one before it.
    var spokenInOrder: [Call.Transcript] {
        // A segment with a start, and those without one that follow it. The segments before the first start come first.
        var groups: [[Call.Transcript]] = [[]]
        for segment in self where segment.isSpoken {
            if segment.start == nil { groups[groups.count - 1].append(segment) } else { groups.append([segment]) }
        }
        // The sort of the standard library does not promise to be stable.
        let sorted = groups.enumerated().sorted { lhs, rhs in
            guard let left = lhs.element.first?.start else { return lhs.offset < rhs.offset }
            guard let right = rhs.element.first?.start else { return false }
            return (left, lhs.offset) < (right, rhs.offset)
        }
        return sorted.flatMap(\.element)
    }
}

extension Call.Transcript {
    /// Whether the segment is final and has a text.
    var isSpoken: Bool {
        isFinal != false && content?.unicodeScalars.contains { !$0.properties.isWhitespace } == true
    }
}
