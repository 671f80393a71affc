import Bytes
import DiscModel
import Foundation
import Rules
import Specimens
import Testing
import XML

@testable import Reporting

/// Texts of an image that are longer than anybody wants to see: bounded in every format, and never silently.
@Suite struct LongTextTests {
    @Test func `JSON and XML keep the beginning and tell the length`() throws {
        for (name, length) in [
            (DisplayName(String(repeating: "é", count: 50_000)), 100_000),
            (DisplayName(utf8: [UInt8](repeating: 0xFF, count: 70_000)), 70_000),
        ] {
            let document = Document {
                $0.add("name", name)
                $0.add("words", name.text)
            }
            let json = try JSONValue(parsing: JSONWriter.write(document))
            let text = try #require(json["name"]?.text)
            #expect(text.utf8.count <= 65_536 && name.text.hasPrefix(text) && text.utf8.count > 65_530)
            #expect(json["nameLength"] == .integer(Int128(length)))
            #expect(json["wordsLength"] == .integer(Int128(name.text.utf8.count)))
            #expect(json["nameRaw"]?.text?.count ?? 0 <= 2 * 65_536)
            #expect(try json.differences(from: XMLElement(parsing: XMLReport.write(document))).isEmpty)
        }
        let short = Document { $0.add("name", DisplayName(String(repeating: "a", count: 65_536))) }
        #expect(short.members.count == 1)
    }

    @Test func `a sheet with a title of a tenth of a megabyte keeps to the schemas`() throws {
        var files = Wrapped.cue(WrappedDisc(Specimen.plain.bytes))
        files.bytes = [UInt8]("TITLE \"\(String(repeating: "t", count: 100_000))\"\n".utf8) + files.bytes
        let report = Samples.report([try Samples.image(files.input)])
        let written = try Samples.Written("title", report)
        let json = try JSONValue(parsing: written.json)
        let title = json["images", "0", "container", "cdText", "0"]
        #expect(title?["textLength"] == .integer(100_000))
        let schema = try XMLSchema(
            String(
                contentsOf: AgreementTests.schemas.appending(path: "isocheck-report-1.xsd"), encoding: .utf8))
        #expect(schema.problems(in: written.xml).isEmpty)
        if AgreementTests.python != nil {
            try AgreementTests().expectValid([("title", written.json)], "isocheck-report-1.schema.json")
        }
    }

    @Test func `no line of the text report fills a screen`() throws {
        var specimen = Specimen.continuation
        // One name of half a megabyte.
        let part = Specimen.systemUseEntry("NM", [1] + [UInt8](repeating: 0x61, count: 250))
        let count = 2_000
        let start = specimen.bytes.count
        let landmark = try #require(specimen.landmarks.keys.first { $0.hasSuffix(":CE") })
        let fields = [start / 2048, 0, part.count * count].flatMap { number in
            let bytes = (0..<4).map { UInt8(truncatingIfNeeded: number >> (8 * $0)) }
            return bytes + bytes.reversed()
        }
        specimen.replaceEntry(landmark, with: Specimen.systemUseEntry("CE", fields))
        specimen.append([[UInt8]](repeating: part, count: count).flatMap { $0 })
        let image = try Samples.image(
            MemorySource(specimen.bytes), path: "long.iso", profile: .pedantic, quick: true)
        let report = Samples.report([image], show: .note)
        let lines = try TextReport.write(report).split(separator: "\n")
        #expect(lines.contains { $0.contains("rr-nm-length") })
        #expect(lines.map(\.count).max() ?? 0 < 1_500)
        #expect(try JSONReport.write(report).utf8.count < 10_000_000)
    }
}
