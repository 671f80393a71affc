import DiscModel
import Inspection
import TestSupport
import Testing

/// The invariant of the disc map: claims and unclaimed runs together cover every byte exactly.
@Suite struct MapTests {
    @Test(arguments: CorpusImage.all + CorpusImage.real)
    func `claims and unclaimed runs cover every byte`(_ image: CorpusImage) throws {
        let disc = try Inspection().examine(try image.source(), named: image.description).disc
        let map = disc.map
        var free = map.unclaimed[...]
        var reached: UInt64 = 0
        for span in map.spans {
            if span.offset > reached {
                let run = try #require(free.first, "bytes from \(reached) on have no owner")
                free.removeFirst()
                #expect(run.offset == reached && run.end == span.offset)
            }
            #expect(span.blockEnd <= disc.size)
            reached = max(reached, span.blockEnd)
        }
        if reached < disc.size {
            let run = try #require(free.first)
            free.removeFirst()
            #expect(run.offset == reached && run.end == disc.size)
        }
        #expect(free.isEmpty)
        #expect(map.claimedBytes + map.unclaimed.reduce(0) { $0 + $1.length } == disc.size)
    }
}
