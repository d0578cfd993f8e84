#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

extension Data {
    /// Whether the bytes are UTF-8 (RFC 3629).
    var isUTF8: Bool { withUnsafeBytes(Self.isUTF8) }

    private static func isUTF8(_ bytes: UnsafeRawBufferPointer) -> Bool {
        var position = 0
        while position < bytes.count {
            // Eight bytes of ASCII at a time: most replies are nothing else.
            if position + 8 <= bytes.count,
                bytes.loadUnaligned(fromByteOffset: position, as: UInt64.self) & 0x8080_8080_8080_8080 == 0
            {
                position += 8
                continue
            }
            guard let length = lengthOfScalar(at: position, in: bytes) else { return false }
            position += length
        }
        return true
    }

    /// - Returns: `nil` when the bytes there are no scalar.
    private static func lengthOfScalar(at position: Int, in bytes: UnsafeRawBufferPointer) -> Int? {
        let length: Int
        // Overlong forms, surrogates and values beyond Unicode show in the second byte.
        var second: ClosedRange<UInt8> = 0x80...0xBF
        switch bytes[position] {
        case 0..<0x80: return 1
        case 0xC2...0xDF: length = 2
        case 0xE0: (length, second) = (3, 0xA0...0xBF)
        case 0xED: (length, second) = (3, 0x80...0x9F)
        case 0xE1...0xEF: length = 3
        case 0xF0: (length, second) = (4, 0x90...0xBF)
        case 0xF1...0xF3: length = 4
        case 0xF4: (length, second) = (4, 0x80...0x8F)
        default: return nil
        }
        guard position + length <= bytes.count, second.contains(bytes[position + 1]),
            bytes[position + 1..<position + length].allSatisfy({ $0 & 0xC0 == 0x80 })
        else { return nil }
        return length
    }
}
