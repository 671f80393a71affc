import Bytes
import SectorCodes
import Sectors
import TestSupport
import Testing

/// Reading user data out of whatever surrounds it, against a plain copy of the same data.
@Suite struct VolumeTests {
    /// Layouts by the bytes that one sector takes.
    static let layouts: [(form: SectorForm, stride: UInt64)] = [
        (.mode1, 2048), (.mode1, 2352), (.mode1, 2448), (.mode2form1, 2336), (.mode2form1, 2352),
    ]

    /// Content in two extents, in two sources, the second with some bytes before its first sector.
    private func volume(_ content: [UInt8], _ layout: SectorLayout, split: Int) -> Volume {
        func framed(_ part: ArraySlice<UInt8>) -> [UInt8] {
            stride(from: part.startIndex, to: part.endIndex, by: 2048).flatMap { at -> [UInt8] in
                [UInt8](repeating: 0xAA, count: Int(layout.prefix)) + part[at..<at + 2048]
                    + [UInt8](repeating: 0xBB, count: Int(layout.suffix))
            }
        }
        let cut = split * 2048
        let count = content.count / 2048
        return Volume(
            sources: [
                MemorySource(framed(content[..<cut])),
                MemorySource([UInt8](repeating: 0xCC, count: 77) + framed(content[cut...])),
            ],
            map: SectorMap(extents: [
                .init(source: 0, offset: 0, layout: layout, first: 0, count: UInt64(split)),
                .init(
                    source: 1, offset: 77, layout: layout, first: LBA(clamping: split),
                    count: UInt64(count - split)),
            ]))
    }

    @Test(arguments: layouts)
    func `any range of any layout is that of the plain copy`(_ form: SectorForm, _ stride: UInt64) throws {
        let layout = try #require(SectorLayout(form: form, stride: stride))
        var chance = RandomBytes.seeded("volume \(stride)")
        let content = chance.next(count: 600 * 2048)
        let volume = volume(content, layout, split: 290)
        #expect(volume.size == UInt64(content.count))
        for _ in 0..<60 {
            let at = chance.number(below: content.count)
            let count = chance.number(below: chance.number(below: 2) == 0 ? 5_000 : content.count)
            let expected = content[at..<min(content.count, at + count)]
            #expect(try volume.bytes(at: UInt64(at), count: count) == Array(expected), "\(count) at \(at)")
        }
    }

    @Test func `nothing is read behind the end, or by a negative count`() throws {
        let volume = volume([UInt8](repeating: 7, count: 4 * 2048), .plain, split: 2)
        #expect(try volume.bytes(at: 4 * 2048, count: 1).isEmpty)
        #expect(try volume.bytes(at: .max, count: .max).isEmpty)
        #expect(try volume.bytes(at: 0, count: -1).isEmpty)
        #expect(try volume.bytes(at: 4 * 2048 - 1, count: .max) == [7])
    }

    @Test func `reading stops at sectors that the container does not hold, and goes on behind them`() throws {
        let content = [UInt8](repeating: 7, count: 4 * 2048)
        let volume = Volume(
            sources: [MemorySource(content)],
            map: SectorMap(extents: [
                .init(source: 0, offset: 0, layout: .plain, first: 0, count: 2),
                .init(source: 0, offset: 4096, layout: .plain, first: 10, count: 2),
            ]))
        #expect(volume.size == 12 * 2048)
        #expect(try volume.bytes(at: 2048, count: 20_000).count == 2048)
        #expect(try volume.bytes(at: 2 * 2048, count: 1).isEmpty)
        #expect(try volume.bytes(at: 10 * 2048, count: 20_000).count == 4096)
        #expect(volume.from(sector: 10).size == 2 * 2048)
    }

    @Test func `a map from a later sector on has the same sectors under lower numbers`() {
        let map = SectorMap(extents: [
            .init(source: 0, offset: 0, layout: .plain, first: 0, count: 10),
            .init(source: 1, offset: 64, layout: .plain, first: 20, count: 5),
        ])
        let later = map.from(4)
        #expect(later.extents.map(\.first) == [0, 16])
        #expect(later.extents.map(\.count) == [6, 5])
        #expect(later.extents.map(\.offset) == [4 * 2048, 64])
        #expect(map.from(100).extents.isEmpty && map.from(100).size == 0)
    }
}
