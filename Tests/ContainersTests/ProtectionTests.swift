import Bytes
import Containers
import DiscModel
import Inspection
import Rules
import Specimens
import TestSupport
import Testing

/// Copy protections are told apart from damage.
@Suite struct ProtectionTests {
    private func findings(_ files: Wrapped) throws -> [Finding] {
        let input = ImageInput(
            name: files.name, source: MemorySource(files.bytes), folder: MemoryFolder(files.siblings))
        return try Inspection().inspect(input).judgement.findings
    }

    /// A disc that goes on into the fourth minute, with the sub-channel in a file of its own.
    private static let long = Wrapped.cloneCD(
        WrappedDisc(Specimen.plain.bytes, audioTracks: 40), withQ: true)

    /// The first sectors that LibCrypt changes.
    private static let pairs = [13_955, 14_081, 14_335, 14_429, 14_499].flatMap { [$0, $0 + 5] }

    private func spoiling(_ sectors: [Int]) -> Wrapped {
        Self.long.with { files in
            // A bit of the time, with which the check does not hold.
            for sector in sectors { files.siblings["disc.sub"]?[sector * 96 + 12 + 8] ^= 4 }
        }
    }

    @Test func `the sub-channel of LibCrypt is named`() throws {
        let found = try findings(spoiling(Self.pairs))
        let named = try #require(found.first { $0.rule.id == "protection-traces" })
        #expect(named.message.contains("LibCrypt"))
        #expect(named.message.contains("10 sectors"))
        let graver = found.filter { $0.severity > .note && $0.rule.id.hasPrefix("sector-subchannel") }
        #expect(graver.isEmpty, "\(graver.map(\.message))")
    }

    @Test func `other sectors, or half of a pair, are no LibCrypt`() throws {
        for sectors in [Self.pairs.map { $0 - 9_000 }, Array(Self.pairs.dropLast())] {
            let found = try findings(spoiling(sectors))
            #expect(found.contains { $0.rule.id == "sector-subchannel-crc" })
            #expect(!found.contains { $0.rule.id == "protection-traces" })
        }
    }
}
