import Bytes
import Checksums
import DiscModel
import Inspection
import Specimens
import Surveys
import Synchronization
import TestSupport
import Testing

/// Bytes that nobody owns are looked at in the one pass over everything.
@Suite struct UnclaimedPassTests {
    private static let start = Specimen.plain.bytes.count
    /// Most of the image is owned by nobody: twelve megabytes, in which a program stands.
    private static let image: [UInt8] = {
        var hidden = [UInt8](repeating: 0, count: 12 << 20)
        hidden.replaceSubrange(5 << 20..<5 << 20 + 4, with: [0x7F, 0x45, 0x4C, 0x46])
        return Specimen.plain.bytes + hidden
    }()

    private static func pieces(_ disc: Disc) -> [UnclaimedContent.Piece] {
        disc.facts(GapContentsFacts.self)?.runs.flatMap(\.pieces) ?? []
    }

    @Test func `each byte is read once`() throws {
        let source = CountingSource(Self.image)
        let disc = try Inspection().examine(source, named: "x.iso").disc
        #expect(Self.pieces(disc).map(\.magic) == [.elf])
        let structure = CountingSource(Self.image)
        _ = try Inspection(scope: .structure).examine(structure, named: "x.iso")
        #expect(source.work.bytes <= UInt64(Self.image.count) + structure.work.bytes)
    }

    @Test func `a read that fails there is one gap, and the rest is looked at`() throws {
        let bad = UInt64(Self.start / 2048) + 700
        let disc = try Inspection().examine(DamagedSource(Self.image, bad: [bad]), named: "x.iso").disc
        #expect(disc.gaps.map(\.place.offset) == [bad * 2048])
        #expect(Self.pieces(disc).map(\.magic) == [.elf])
        let run = try #require(disc.facts(GapContentsFacts.self)?.runs.last)
        #expect(run.read == run.run.length - 2048)
    }

    @Test func `stopped, it tells what was seen and owns no more`() throws {
        let calls = Mutex(0)
        var inspection = Inspection(scope: .unclaimed)
        inspection.goesOn = { _ in
            calls.withLock {
                $0 += 1
                return $0 < 3
            }
        }
        let disc = try inspection.examine(MemorySource(Self.image), named: "x.iso").disc
        #expect(disc.facts(ScanFacts.self)?.isComplete == false)
        let run = try #require(disc.facts(GapContentsFacts.self)?.runs.last)
        #expect(run.read > 0 && run.read < run.run.length)
        #expect(disc.map.structures.allSatisfy { $0.kind != .padding })
    }

    @Test func `what a session owns is taken out`() throws {
        let other = Specimen.plain.with {
            $0.append(Self.session(at: $0.bytes.count))
        }
        let disc = try Inspection().examine(MemorySource(other.bytes), named: "x.iso").disc
        #expect(disc.nested.count == 1 && disc.nested.allSatisfy { !$0.isInside })
        #expect(Self.pieces(disc).isEmpty)
    }

    /// The same image again, which counts from its own start.
    private static func session(at end: Int) -> [UInt8] {
        [UInt8](repeating: 0, count: (2048 - end % 2048) % 2048) + Specimen.plain.bytes
    }
}
