import Bytes
import Checksums
import Containers
import Digests
import DiscModel
import Inspection
import Specimens
import Surveys
import Synchronization
import TestSupport
import Testing

/// The one pass over the content, through the real pipeline.
@Suite struct ScanTests {
    /// An image with sixteen megabytes of a file behind it, so that the scan takes several pieces.
    private static let image =
        Specimen.plain.bytes
        + [UInt8](repeatElement(RandomBytes.fixed(seed: 1, count: 1 << 12), count: 1 << 12).joined())

    private static func sha256(_ disc: Disc) -> DigestOutcome? {
        disc.facts(ImageDigests.self)?.requests.first.flatMap(disc.outcome)
    }

    @Test func `the digest is that of the file`() throws {
        let disc = try Inspection().examine(MemorySource(Self.image), named: "x.iso").disc
        #expect(Self.sha256(disc)?.digest == RunningDigest.digest(.sha256, of: Self.image))
        #expect(disc.facts(ScanFacts.self)?.isComplete == true)
    }

    @Test func `a file that is no whole number of sectors is digested to its last byte`() throws {
        let image = Self.image + [1, 2, 3]
        let disc = try Inspection().examine(MemorySource(image), named: "x.iso").disc
        #expect(Self.sha256(disc)?.digest == RunningDigest.digest(.sha256, of: image))
    }

    @Test func `bad sectors are gaps at their place, and no digest is claimed`() throws {
        let first = UInt64(Specimen.plain.bytes.count / 2048) + 600
        let source = DamagedSource(Self.image, bad: [first, first + 1, first + 700])
        var inspection = Inspection()
        inspection.digests = [.sha256]
        let disc = try inspection.examine(source, named: "x.iso").disc
        let gaps = disc.facts(ScanFacts.self)?.gaps ?? []
        #expect(gaps.map(\.place.offset) == [first * 2048, (first + 700) * 2048])
        #expect(gaps.map(\.place.length) == [4096, 2048])
        #expect(Self.sha256(disc)?.digest == nil)
        #expect(Self.sha256(disc)?.obstacle != nil)
    }

    /// What is packed is unpacked when it is opened, and never again.
    @Test func `an image that is open is examined without its file`() throws {
        let source = CountingSource(Wrapped.gzip(Specimen.joliet.bytes).bytes)
        let image = try Inspection.open(ImageInput(name: "x.iso.gz", source: source))
        let reads = source.work.reads
        let disc = Inspection(quick: true).examine(image)
        #expect(disc.tree(.joliet) != nil)
        #expect(source.work.reads == reads)
    }

    @Test func `a scan that is stopped says so and claims nothing`() throws {
        let told = Mutex<[UInt64]>([])
        var inspection = Inspection()
        inspection.goesOn = { progress in
            told.withLock {
                $0.append(progress.done)
                return $0.count < 3
            }
        }
        let disc = try inspection.examine(MemorySource(Self.image), named: "x.iso").disc
        #expect(disc.facts(ScanFacts.self)?.isComplete == false)
        let done = try #require(disc.facts(ScanFacts.self)?.done)
        #expect(done > 0 && done < UInt64(Self.image.count) && done == told.withLock { $0.last })
        #expect(Self.sha256(disc)?.digest == nil)
    }

    @Test func `progress never goes back and ends below the total`() throws {
        let seen = Mutex<[UInt64]>([])
        var inspection = Inspection()
        inspection.goesOn = { progress in
            seen.withLock { $0.append(progress.done) }
            return progress.total == UInt64(Self.image.count)
        }
        _ = try inspection.examine(MemorySource(Self.image), named: "x.iso")
        let done = seen.withLock(\.self)
        #expect(done.count > 3 && done == done.sorted())
    }

    @Test func `quick reads no content and computes no digest`() throws {
        let disc = try Inspection(quick: true).examine(MemorySource(Self.image), named: "x.iso").disc
        #expect(disc.facts(ScanFacts.self) == nil)
        #expect(disc.facts(ImageDigests.self) == nil)
    }
}
