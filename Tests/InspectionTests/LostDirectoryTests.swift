import Bytes
import DiscModel
import FileSystems
import Inspection
import Rules
import Specimens
import Testing

/// Blank directories and damaged sessions are told once, with what is lost.
@Suite struct LostDirectoryTests {
    private static func findings(_ specimen: Specimen) throws -> [Finding] {
        try Inspection().inspect(MemorySource(specimen.bytes), named: "x.iso").judgement.findings
            .filter { $0.counts && $0.severity >= .warning }
    }

    @Test(arguments: [0, 0xF6, 0xFF] as [UInt8], ["dir:/", "dir:/DOCS", "svd:dir:/docs"])
    func `a blank directory is one finding that names the files`(_ filler: UInt8, _ landmark: String) throws {
        let found = try Self.findings(
            Specimen.joliet.with { $0.fill(landmark, count: .sector, with: filler) })
        #expect(found.map(\.rule.id) == ["dir-sector-blank"])
        #expect(found.first?.severity == .error)
        let message = try #require(found.first?.message)
        #expect(message.contains("is blank: all \(filler == 0 ? "zeros" : "bytes")"))
        #expect(message.lowercased().contains("/docs/manual.txt"))
    }

    @Test(arguments: [0, 0xFF] as [UInt8]) func `a blank continuation area`(_ filler: UInt8) throws {
        let found = try Self.findings(
            Specimen.continuation.with {
                let length = $0.get(ContinuationPointer.length, of: "susp:/LONGNAME.TXT:CE").read
                $0.fill("ce:/LONGNAME.TXT", count: Int(length), with: filler)
            })
        #expect(found.map(\.rule.id) == ["susp-ce-blank"])
    }
}
