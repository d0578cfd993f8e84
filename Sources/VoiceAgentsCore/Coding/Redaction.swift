/// The placeholder for a secret in printed and stored texts.
package let redactionMark = "[redacted]"

extension String {
    /// The text with a secret redacted, including its JSON form with escaped slashes.
    ///
    /// A secret of less than eight bytes is not replaced: it could be a common word, and replacing it would garble the text.
    package func redacting(_ secret: String) -> String {
        guard secret.utf8.count >= 8 else { return self }
        return replacing(secret, with: redactionMark)
            .replacing(secret.replacing("/", with: "\\/"), with: redactionMark)
    }
}

extension String {
    /// The text on one line, for logs: control characters and line separators are escaped, and a longer text is cut.
    package func singleLine(limit: Int) -> String {
        var line = ""
        for (index, scalar) in unicodeScalars.enumerated() {
            if index == limit { return line + "…" }
            switch scalar.properties.generalCategory {
            case .control, .lineSeparator, .paragraphSeparator,
                .format where scalar != "\u{200D}":
                line += scalar.escaped(asASCII: true)
            default: line.unicodeScalars.append(scalar)
            }
        }
        return line
    }
}

extension StringProtocol where SubSequence == Substring {
    /// The text without the white space around it.
    package var trimmed: Substring {
        let head = drop(while: \.isWhitespace)
        guard let last = head.lastIndex(where: { !$0.isWhitespace }) else { return head }
        return head[...last]
    }
}
