import Bytes
import Containers
import Sectors
import Specimens
import Testing

/// Spans of tracks that share bytes of a file, or sectors of the disc.
@Suite struct SpanOverlapTests {
    private static func span(_ track: Int, source: Int = 0, offset: UInt64, lba: LBA, count: UInt64)
        -> StoredSpan
    {
        StoredSpan(
            track: track,
            extent: .init(source: source, offset: offset, layout: .plain, first: lba, count: count))
    }

    private static func pairs(_ overlaps: [SpanOverlap]) -> [[Int]] {
        overlaps.map { [$0.earlier.track, $0.later.track] }
    }

    @Test func `spans that are not neighbours are held against each other`() {
        // The first reaches over the second into the third.
        let spans = [
            Self.span(1, offset: 0, lba: 0, count: 100), Self.span(2, offset: 2_048, lba: 200, count: 1),
            Self.span(3, offset: 50 * 2_048, lba: 300, count: 100),
            Self.span(4, offset: 150 * 2_048, lba: 400, count: 1),
        ]
        #expect(Self.pairs(spans.overlapsInFiles) == [[1, 2], [1, 3]])
        #expect(Self.pairs(spans.reversed().overlapsInFiles) == [[1, 2], [1, 3]])
        #expect(spans.overlapsOnDisc.isEmpty)
    }

    @Test func `sectors of the disc are claimed by tracks in two files`() {
        let spans = [
            Self.span(1, offset: 0, lba: 0, count: 100),
            Self.span(2, source: 1, offset: 0, lba: 100, count: 50),
            Self.span(3, source: 2, offset: 0, lba: 149, count: 10),
        ]
        #expect(spans.overlapsInFiles.isEmpty)
        #expect(Self.pairs(spans.overlapsOnDisc) == [[2, 3]])
    }

    @Test func `what touches does not overlap, nor what lies at the same place of another file`() {
        let spans = [
            Self.span(1, offset: 0, lba: 0, count: 10), Self.span(2, offset: 10 * 2_048, lba: 10, count: 10),
            Self.span(3, source: 1, offset: 0, lba: 20, count: 10),
        ]
        #expect(spans.overlapsInFiles.isEmpty)
        #expect(spans.overlapsOnDisc.isEmpty)
    }

    /// A hundred thousand would take minutes if each were held against each.
    @Test func `each of a crowd is told once`() {
        let crowd = (0..<100_000).map {
            Self.span($0, offset: UInt64($0), lba: LBA(clamping: $0), count: 1_000_000)
        }
        #expect(crowd.overlapsInFiles.count == crowd.count - 1)
        #expect(crowd.overlapsOnDisc.count == crowd.count - 1)
    }

    @Test func `two names of one file are one file`() throws {
        let disc = WrappedDisc(Specimen.plain.bytes, audioTracks: 1)
        let image = Wrapped.cue(disc).with { files in
            let sheet = String(decoding: files.bytes, as: UTF8.self)
            files.bytes = Array(
                sheet.replacing("  TRACK 02", with: "FILE \"DISC.BIN\" BINARY\r\n  TRACK 02").utf8)
        }
        let opened = try Containers.open(image.input)
        #expect(opened?.sources.map(\.name) == ["disc.cue", "disc.bin"])
        #expect(opened?.facts.spans.overlapsInFiles.isEmpty == false)
    }
}
