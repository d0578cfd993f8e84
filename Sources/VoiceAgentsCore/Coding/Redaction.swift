/// The placeholder for a secret in printed and stored texts.
package let redactionMark = "[redacted]"

extension String {
    /// Whether this is the name of a header field, a JSON member or a query parameter with a secret, for example `X-API-Key`,
    /// `refreshToken` or `X-Amz-Signature`.
    package var isNameOfSecret: Bool {
        var words: [Substring] = []
        var start = startIndex
        for index in indices {
            // A word begins behind a separator and with a capital behind a small letter.
            let isSeparator = !self[index].isLetter && !self[index].isNumber
            let isCapital = self[index].isUppercase && index > startIndex && self[self.index(before: index)].isLowercase
            if isSeparator || isCapital {
                words.append(self[start..<index])
                start = isSeparator ? self.index(after: index) : index
            }
        }
        words.append(self[start...])
        return words.contains { word in
            let word = word.lowercased()
            return Self.secretWords.contains(word) || Self.secretBeginnings.contains { word.hasPrefix($0) }
                || word.hasSuffix("token")
        }
    }

    private static let secretWords: Set = [
        "accesskey", "apikey", "apikeys", "auth", "bearer", "jwt", "key", "keys", "otp", "pin", "privatekey", "pwd",
        "sig", "tokens",
    ]

    private static let secretBeginnings = [
        "authent", "authoriz", "cookie", "credential", "passphrase", "passw", "secret", "sign",
    ]
}

extension String {
    /// The text with a secret redacted, also where some of its characters are percent-encoded or escaped as in JSON.
    ///
    /// A secret of less than eight bytes is not replaced: it could be a common word, and replacing it would garble the text.
    package func redacting(_ secret: String) -> String {
        let (text, secret) = (Array(utf8), Array(secret.utf8))
        guard secret.count >= 8 else { return self }
        var redacted: [UInt8] = []
        var position = 0
        while position < text.count {
            if let end = text.end(of: secret, at: position) {
                redacted += redactionMark.utf8
                position = end
            } else {
                redacted.append(text[position])
                position += 1
            }
        }
        return String(decoding: redacted, as: UTF8.self)
    }
}

extension [UInt8] {
    /// The end of a secret that begins at a position, or `nil` when it does not.
    fileprivate func end(of secret: [UInt8], at start: Int) -> Int? {
        var position = start
        for byte in secret {
            guard let end = end(ofCharacter: byte, at: position) else { return nil }
            position = end
        }
        return position
    }

    private func end(ofCharacter byte: UInt8, at position: Int) -> Int? {
        guard position < count else { return nil }
        switch self[position] {
        case UInt8(ascii: "%") where hexadecimal(at: position + 1, digits: 2) == Int(byte): return position + 3
        case UInt8(ascii: "\\") where position + 1 < count:
            if self[position + 1] == UInt8(ascii: "u"), hexadecimal(at: position + 2, digits: 4) == Int(byte) {
                return position + 6
            }
            if "\"\\/".utf8.contains(byte), self[position + 1] == byte { return position + 2 }
        default: break
        }
        return self[position] == byte ? position + 1 : nil
    }

    private func hexadecimal(at position: Int, digits: Int) -> Int? {
        guard position + digits <= count else { return nil }
        return Int(String(decoding: self[position..<position + digits], as: UTF8.self), radix: 16)
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
