import Bytes
import Containers
import Digests
import DiscModel
import Inspection
import SectorCodes
import Sectors
import Specimens
import Surveys
import TestSupport
import Testing

/// Digests of tracks: the same sectors give the same digest, whatever the container.
@Suite struct TrackDigestTests {
    static let mixed = ForgedContainerTests.mixed
    static let data = ForgedContainerTests.data
    static let xa = ForgedContainerTests.xa

    /// What the digests of a disc's tracks are when `part` of each sector is stored.
    private func wrapped(_ disc: WrappedDisc, _ part: Range<Int>, pregaps: Bool = true) -> [[String]] {
        disc.tracks.map { track in
            let bytes = track.sectors[(pregaps ? 0 : track.pregap)...].flatMap { $0[part] }
            return [DigestAlgorithm.md5, .sha256].map { RunningDigest.digest($0, of: bytes).hex }
        }
    }

    @Test(arguments: [
        Case("CUE", .cue(mixed)), Case("CUE, one file for each track", .cue(mixed, oneFile: false)),
        Case("TOC", .toc(mixed)), Case("CCD", .cloneCD(mixed)),
        Case("CCD with SUB", .cloneCD(mixed, withQ: true)),
        Case("NRG 2", .nero(mixed)), Case("NRG 1", .nero(mixed, version: 1)), Case("C2D", .winOnCD(mixed)),
        Case("CDI 2", .discJuggler(mixed, version: 0x8000_0004)), Case("CDI 3.5", .discJuggler(mixed)),
    ]) func `a track has the digest of its raw sectors`(_ item: Case) throws {
        #expect(try trackDigests(item.files.input, [.md5, .sha256]) == wrapped(Self.mixed, 0..<2352))
    }

    @Test(arguments: [0, 16, 96])
    func `sub-channels between sectors and pregaps that are not stored do not count`(
        _ subchannel: Int
    ) throws {
        let image = Wrapped.alcohol(Self.mixed, subchannel: subchannel)
        #expect(
            try trackDigests(image.input, [.md5, .sha256]) == wrapped(Self.mixed, 0..<2352, pregaps: false))
    }

    @Test func `what is stored of a sector is digested as it is`() throws {
        #expect(
            try trackDigests(Wrapped.nero(Self.data, stored: 16..<2064).input, [.md5, .sha256])
                == wrapped(Self.data, 16..<2064))
        #expect(
            try trackDigests(Wrapped.cue(Self.xa, mode: "MODE2/2336").input, [.md5, .sha256])
                == wrapped(Self.xa, 16..<2352))
    }

    @Test func `a plain image has no tracks but itself`() throws {
        let plain = ImageInput(name: "disc.iso", source: MemorySource(Specimen.joliet.bytes))
        #expect(try trackDigests(plain).isEmpty)
        #expect(try trackDigests(Wrapped.cue(Self.mixed).input, []).isEmpty)
    }

    // MARK: No digest

    private static let separate = Wrapped.cue(mixed, oneFile: false)

    @Test func `a track without all of its sectors has none, and says why`() throws {
        let good = try trackDigests(Self.separate.input)
        let missing = Self.separate.with { $0.siblings["track3.bin"] = nil }
        #expect(try trackDigests(missing.input) == Array(good.prefix(2)))
        let cut = Wrapped.cloneCD(Self.mixed).with { $0.siblings["disc.img"]?.removeLast(1) }
        #expect(try trackDigests(cut.input) == [good[0], good[1], ["its file ends before it does"]])
        // Silence is on the disc, but in no file.
        let silent = Wrapped.toc(Self.mixed).with {
            $0.replace("FILE \"disc.bin\" SWAP #430416 0 00:05:00", with: "SILENCE 00:05:00")
        }
        #expect(try trackDigests(silent.input) == [good[0], ["none of its sectors are stored"], good[2]])
        let half = Wrapped.toc(Self.mixed).with {
            $0.replace(
                "FILE \"disc.bin\" SWAP #430416 0 00:05:00",
                with: "SILENCE 00:02:00\nFILE \"disc.bin\" SWAP #430416 0 00:03:00")
        }
        #expect(try trackDigests(half.input) == [good[0], ["not all of its sectors are stored"], good[2]])
    }

    @Test func `tracks that claim the same bytes have none`() throws {
        let good = try trackDigests(Self.separate.input)
        let image = Wrapped.toc(Self.mixed).with {
            $0.replace("#1312416 0 00:05:00", with: "#1310064 0 00:05:00")
        }
        let why = ["some of its bytes are claimed twice"]
        #expect(try trackDigests(image.input) == [good[0], why, why])
    }

    @Test func `a failing read costs the digest of its track alone`() throws {
        let good = try trackDigests(Self.separate.input)
        let bytes = try #require(Self.separate.siblings["track2.bin"])
        let input = ImageInput(
            name: Self.separate.name, source: MemorySource(Self.separate.bytes),
            folder: MemoryFolder(
                Self.separate.siblings.mapValues { MemorySource($0) as any ByteSource }.merging([
                    "track2.bin": DamagedSource(bytes, bad: [100])
                ]) { $1 }))
        let damaged = try trackDigests(input)
        #expect([damaged[0], damaged[2]] == [good[0], good[2]])
        #expect(damaged[1].allSatisfy { $0.hasSuffix("could not be read") }, "\(damaged[1])")
    }

    @Test func `sectors with sub-channels are counted before they are listed`() {
        let layout = SectorLayout(form: .audio, part: .whole, subchannel: 96)
        var image = ImageDigests([.sha256], of: [("disc.mdf", .sectors, .max)])
        image.add(
            track: 1, session: 1,
            [SectorMap.Extent(source: 0, offset: 0, layout: layout, first: 0, count: 1 << 40)], obstacle: nil)
        #expect(image.tracks.map(\.obstacle) == ["it has more sectors than a CD"])
    }
}
