import Foundation
import SampleExtraction

// extract ROOT DOCUMENT OUTPUT
let arguments = CommandLine.arguments
let document = try Document(path: arguments[2], below: URL(filePath: arguments[1]))
try document.swift.write(to: URL(filePath: arguments[3]), atomically: true, encoding: .utf8)
