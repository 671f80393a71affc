import Bytes
import Checksums
import Containers
import DiscModel
import Inspection
import Specimens
import Surveys
import TestSupport
import Testing

/// What is looked at is what was asked for, and no more is read.
@Suite struct ScopeTests {
    /// An image with a file of a megabyte, and behind it 64 KiB that nobody owns.
    private static let image = {
        var specimen = Specimen {
            $0.files.append(.init("/BIG.BIN", .bytes([UInt8](repeating: 0x2A, count: 1 << 20))))
        }
        specimen.append([UInt8](repeating: 0x11, count: 1 << 16))
        return specimen.bytes
    }()

    private static func look(_ scope: Scope) throws -> (disc: Disc, bytes: UInt64) {
        let source = CountingSource(image)
        let disc = try Inspection(scope: scope).examine(source, named: "x.iso").disc
        return (disc, source.work.bytes)
    }

    @Test func `structure alone reads no content`() throws {
        let (disc, bytes) = try Self.look(.structure)
        #expect(disc.facts(GapContentsFacts.self) == nil && disc.facts(DigestFacts.self) == nil)
        #expect(bytes < 300_000, "\(bytes)")
    }

    @Test func `unclaimed bytes are looked at without the files and without digests`() throws {
        let (disc, bytes) = try Self.look(.unclaimed)
        #expect(disc.facts(GapContentsFacts.self)?.runs.contains { !$0.isZero } == true)
        #expect(disc.facts(ImageDigests.self) == nil)
        #expect(bytes < 600_000, "\(bytes)")
    }

    @Test func `an image that is open already is not opened again`() throws {
        let image = try Inspection.open(.init(name: "x.iso", source: MemorySource(Self.image)))
        let disc = Inspection(scope: .structure).examine(image)
        #expect(disc.trees.count == 1)
    }
}
