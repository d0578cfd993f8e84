import Foundation
import VoiceAgentsTesting

/// A record with members of all types.
package struct Record: Decodable, Hashable, Sendable {
    package var bool: Bool?
    package var int: Int?
    package var byte: UInt8?
    package var large: UInt64?
    package var double: Double?
    package var float: Float?
    package var text: String?
    package var url: URL?
    package var data: Data?
    package var decimal: Decimal?
    package var list: [Int?]?
    package var map: [String: [String]]?
    package var free: JSONValue?
    package var record: Required?

    package struct Required: Decodable, Hashable, Sendable {
        package var bool: Bool
        package var int: Int
        package var text: String
        package var double: Double
        package var inner: [Record]
    }

    /// A text in which every member is present. Not stored: the leak detector does not see the pointers in a stored `Data`.
    package static var example: Data {
        Data(
            #"""
            {"bool":true,"int":-1,"byte":255,"large":18446744073709551615,"double":0.1,"float":1.5e3,
            "text":"\u00e9 \ud83d\ude00","url":"https://a.test/x?y=1","data":"aGVsbG8=","decimal":-12e3,"list":[1,null,3],
            "map":{"a":["x"],"b":[]},"free":{"a":[1,2.5,true,null,"x",{"b":{}}],"n":18446744073709551615},
            "record":{"bool":false,"int":2.0,"text":"","double":2,"inner":[{"int":1}]}}
            """#.utf8)
    }
}
