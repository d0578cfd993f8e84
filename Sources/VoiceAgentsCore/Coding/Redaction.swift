/// What stands in place of a secret, wherever one would be printed or kept.
package let redactionMark = "[redacted]"

extension String {
    /// The text without a secret, also where JSON has written a slash of it with a backslash.
    ///
    /// A secret as short as a word is none, and replacing it would garble the text: below eight bytes it stays.
    package func redacting(_ secret: String) -> String {
        guard secret.utf8.count >= 8 else { return self }
        return replacing(secret, with: redactionMark)
            .replacing(secret.replacing("/", with: "\\/"), with: redactionMark)
    }
}
