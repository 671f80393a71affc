import Bytes
import Comparison
import Containers
import Digests
import DiscModel
import Foundation
import Inspection
import Reporting
import Rules
import Specimens
import TestSupport
import Testing
import XML

/// A comparison in every format.
@Suite struct ComparisonReportTests {
    static let specimen = Specimen.everything

    /// Compares the specimen with a changed copy of it.
    private static func report(
        files: Bool = false, digests: Bool = true, _ change: (inout [UInt8]) -> Void
    ) throws -> Report {
        let image = MemorySource(specimen.bytes)
        var bytes = specimen.bytes
        change(&bytes)
        let other = MemorySource(bytes)
        let disc = try Inspection(quick: true).examine(image, named: "a.iso").disc
        var policy = Comparer.Policy()
        policy.digests = digests ? [.sha256, .md5] : []
        let comparison = Comparer(
            image: image, readback: StoredReadback(other, manner: "file"), policy: policy
        ).run().attributed(to: disc)
        // A copy without its descriptor is no image; then there is nothing to tell of files.
        let its = files ? try? Inspection(quick: true).examine(other, named: "b.iso").disc : nil
        let changes = its.map { FileDifference(disc, image, $0, other) }
        return Report(
            tool: Samples.tool,
            run: .init(terms: Terms(contentRead: digests)),
            compared: .init(image: "a.iso", readback: "b\u{202E}.iso", comparison: comparison, files: changes)
        )
    }

    /// A session behind the specimen, as far as its descriptor tells.
    private static let session: [UInt8] = {
        let gap = (32 * 2048 - specimen.bytes.count % (32 * 2048)) % (32 * 2048) + 16 * 2048
        return [UInt8](repeating: 0, count: gap) + specimen.bytes[16 * 2048..<18 * 2048]
    }()

    private static let cases: [(String, @Sendable (inout [UInt8]) -> Void)] = [
        ("equal", { _ in }),
        ("longer", { $0 += [UInt8](repeating: 0, count: 4096) }),
        ("session", { $0 += session }),
        ("short", { $0.removeLast(6000) }),
        ("one bit", { $0[specimen.offset("data:/README.TXT") + 5] ^= 1 }),
        ("descriptor", { $0[specimen.offset("pvd") + 40] ^= 1 }),
        (
            "misplaced",
            { bytes in
                let start = specimen.offset("data:/README.TXT")
                bytes.replaceSubrange(start..<start + 2048, with: bytes[16 * 2048..<17 * 2048])
            }
        ),
        ("filler", { bytes in for index in 40_000..<80_000 { bytes[index] = 0x55 } }),
    ]

    @Test(arguments: cases.map(\.0)) func `every format tells the same and keeps to its schema`(
        _ name: String
    ) throws {
        let change = try #require(Self.cases.first { $0.0 == name }).1
        let report = try Self.report(files: true, change)
        try Self.expectContract(name, report)
        #expect(
            report.outcome.exitStatus == (["equal", "longer", "session"].contains(name) ? .clean : .findings))
    }

    /// Holds JSON and XML against their schemas and against each other.
    private static func expectContract(_ name: String, _ report: Report) throws {
        let written = try Samples.Written(name, WholeReport(report, on: []))
        let schema = try XMLSchema(
            String(
                contentsOf: AgreementTests.schemas.appending(path: "isocheck-report-1.xsd"), encoding: .utf8))
        #expect(schema.problems(in: written.xml).isEmpty, "\(schema.problems(in: written.xml).prefix(3))")
        let differences = try JSONValue(parsing: written.json).differences(
            from: XMLElement(parsing: written.xml))
        #expect(differences.isEmpty, "\(differences.prefix(3))")
        try AgreementTests().expectValid([(name, written.json)], "isocheck-report-1.schema.json")
    }

    /// A raw dump in which the code of one sector is wrong, and its data is not.
    @Test func `a wrong code is told in every format`() throws {
        let specimen = Specimen.rockRidge
        var raw = Wrapped.raw(WrappedDisc(specimen.bytes)).bytes
        raw[40 * 2352 + 2064] ^= 1
        let image = MemorySource(specimen.bytes)
        let volume = try Inspection.open(ImageInput(name: "b.bin", source: MemorySource(raw))).volume
        let readback = try #require(RawReadback(volume, manner: "file"))
        let disc = try Inspection(quick: true).examine(image, named: "a.iso").disc
        let comparison = Comparer(image: image, readback: readback, policy: .init()).run().attributed(
            to: disc)
        let report = Report(
            tool: Samples.tool, run: .init(terms: Terms(contentRead: false)),
            compared: .init(image: "a.iso", readback: "b.bin", comparison: comparison))
        try Self.expectContract("wrong code", report)
        #expect(try JSONReport.write(report).contains("\"edcBad\""))
        #expect(try TextReport.write(report).contains("error detection code"))
        #expect(report.outcome.exitStatus == .findings)
    }

    /// What a person sees of a disc with a scratch and a wrong bit; see the gallery.
    @Test func `the gallery shows a comparison`() throws {
        let report = try Self.report(files: true) { bytes in
            let start = Self.specimen.offset("data:/DOCS/MANUAL.TXT")
            for index in start..<start + 4_096 { bytes[index] = 0 }
            bytes[Self.specimen.offset("data:/README.TXT") + 5] ^= 1
            bytes += [UInt8](repeating: 0, count: 150 * 2_048)
        }
        for format in ReportFormats.all {
            let suffix = format.name == "text" ? "txt" : format.name
            try Golden.expect(format.write(report), at: "gallery/compare-damaged.\(suffix)")
        }
    }

    @Test func `the page says whose the sectors are that differ`() throws {
        let at = Self.specimen.offset("data:/README.TXT") + 5
        let text = try HTMLReport.write(Self.report(files: true) { $0[at] ^= 1 })
        let root = try XMLElement(parsing: text.replacing("<!DOCTYPE html>\n", with: ""))
        func elements(_ root: XMLElement) -> [XMLElement] { [root] + root.children.flatMap(elements) }
        let tables = elements(root).filter { $0.name == "table" }
        let captions = tables.compactMap { $0.child("caption")?.text }
        #expect(
            captions == ["Files and structures with sectors that differ or are lost", "Files that differ"])
        for table in tables {
            let cells = elements(table).filter { $0.name == "td" }.map(\.text)
            #expect(cells.first == "/readme.txt" && ["differs", "changed"].contains(cells[1]))
        }
        #expect(elements(root).contains { $0.text == "LBA \(at / 2048): differs, /readme.txt" })
    }

    private static func text(_ change: (inout [UInt8]) -> Void) throws -> String {
        try TextReport.write(report(digests: false, change))
    }

    @Test func `the answer stands last, in words`() throws {
        func last(_ change: (inout [UInt8]) -> Void) throws -> String {
            try String(Self.text(change).split(separator: "\n").last ?? "")
        }
        // The name of the other file would turn the line around if it were not escaped.
        #expect(try last { _ in } == "a.iso and b\\u{202e}.iso: IDENTICAL.")
        #expect(try last { $0 += [0, 0] }.hasSuffix("IDENTICAL. What follows the image is not part of it."))
        let bit = Self.specimen.offset("data:/README.TXT") + 5
        #expect(
            try last { $0[bit] ^= 1 }.hasSuffix("DIFFERENT. 1 file differs; everything else is identical."))
        let pvd = Self.specimen.offset("pvd") + 40
        #expect(
            try last { $0[pvd] ^= 1 }.hasSuffix(
                "DIFFERENT. 1 structure differs; everything else is identical."))
    }

    @Test func `a difference is told with its file, its byte and its bits`() throws {
        let at = Self.specimen.offset("data:/README.TXT") + 5
        let text = try Self.text { $0[at] ^= 1 }
        #expect(text.contains("differs   LBA \(at / 2048) differs in 1 byte, 1 bit, first at byte 5"))
        #expect(text.lowercased().contains("/readme.txt loses"))
    }
}
