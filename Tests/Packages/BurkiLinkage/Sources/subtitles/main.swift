import Burki

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

// subtitles SEGMENTS FILE: writes the segments of a JSON file, in Burki's form, to FILE.srt and FILE.vtt.
let arguments = CommandLine.arguments
guard arguments.count == 3 else { fatalError("subtitles needs two files.") }
let json = try Data(contentsOf: URL(filePath: arguments[1]))
let segments = try JSONDecoder().decode([Call.Transcript].self, from: json)
try segments.srt.write(toFile: "\(arguments[2]).srt", atomically: true, encoding: .utf8)
try segments.vtt.write(toFile: "\(arguments[2]).vtt", atomically: true, encoding: .utf8)
