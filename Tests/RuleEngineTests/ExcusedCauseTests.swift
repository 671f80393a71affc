import Bytes
import DiscModel
import FileSystems
import Inspection
import Specimens
import Testing

@testable import Rules

/// What follows from a known habit of a program is excused with it (an EFI image under the platform of the BIOS).
@Suite struct ExcusedCauseTests {
    private static func findings(by application: String, sectors: UInt16) throws -> [Finding] {
        let image = Specimen.bootable.with {
            $0.sign(application: application)
            $0.set(BootCatalogEntry.platform, of: "boot-catalog:section", 0)
            $0.set(BootCatalogEntry.sectorCount, of: "boot-catalog:entry", sectors)
        }
        return try Inspection().inspect(MemorySource(image.bytes), named: "plat0.iso").judgement.findings
    }

    @Test func `a consequence of an excused cause decides nothing`() throws {
        let all = try Self.findings(by: "GENISOIMAGE ISO 9660/HFS FILESYSTEM CREATOR", sectors: 0x4A1)
        let cause = try #require(all.first { $0.rule.id == "eltorito-section-platform" })
        let effect = try #require(all.first { $0.rule.id == "eltorito-sector-count" })
        #expect(cause.exemption != nil && !cause.counts)
        #expect(effect.causedBy == cause.rule && !effect.counts && effect.severity == .note)
    }

    @Test func `of another program the cause counts, and its consequence does not`() throws {
        let all = try Self.findings(by: "SOMETHING ELSE", sectors: 0x4A1)
        let cause = try #require(all.first { $0.rule.id == "eltorito-section-platform" })
        let effect = try #require(all.first { $0.rule.id == "eltorito-sector-count" })
        #expect(cause.counts && cause.severity == .warning)
        #expect(effect.causedBy == cause.rule && !effect.counts)
    }

    @Test func `a count that fits follows from nothing`() throws {
        let all = try Self.findings(by: "GENISOIMAGE ISO 9660/HFS FILESYSTEM CREATOR", sectors: 32)
        #expect(!all.contains { $0.rule.id == "eltorito-sector-count" })
    }
}
