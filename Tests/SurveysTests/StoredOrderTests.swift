import Bytes
import Checksums
import Digests
import DiscModel
import Readers
import SectorCodes
import Sectors
import Surveys
import TestSupport
import Testing

/// Containers may store later sectors before earlier ones. The pass then sees bytes in another order than their offsets.
@Suite struct StoredOrderTests {
    private static let bytes = RandomBytes.fixed(seed: 3, count: 8 * 2048)
    private static let half = UInt64(bytes.count / 2)

    /// The second half of the disc stands first in the file.
    private static let volume = Volume(
        sources: [MemorySource(Array(bytes[Int(half)...] + bytes[..<Int(half)]))],
        map: SectorMap(extents: [
            .init(source: 0, offset: half, layout: .plain, first: 0, count: 4),
            .init(source: 0, offset: 0, layout: .plain, first: 4, count: 4),
        ]))

    private static func digests(_ requests: Set<DigestRequest>, _ parts: [Range<Int>]) -> DigestFacts? {
        var surveys = RangeDigests.surveys(for: requests, size: UInt64(bytes.count))
        var measured: [any Facts] = []
        for index in surveys.indices {
            for part in parts { surveys[index].consume(bytes[part], at: UInt64(part.lowerBound)) }
            measured.append(surveys[index].finish())
        }
        var builder = DiscBuilder(.init(offset: 0, length: UInt64(bytes.count)))
        let context = DiscContext(
            disc: builder.frozen(), volume: volume, scope: .content, limits: Limits(), isComplete: true,
            goesOn: { true }, structure: { _, _ in nil })
        return ContentDigests(ofFiles: []).found(measured, context)
    }

    @Test func `data that comes in another order is digested all the same`() {
        let whole = DigestRequest(.sha256, of: [0..<UInt64(Self.bytes.count)])
        let early = DigestRequest(.md5, of: [100..<3000])
        let late = DigestRequest(.md5, of: [Self.half + 5..<Self.half + 500])
        let end = Self.bytes.count
        let facts = Self.digests([whole, early, late], [end / 2..<end, 0..<end / 2])
        #expect(facts?[whole]?.digest == RunningDigest.digest(.sha256, of: Self.bytes))
        #expect(facts?[early]?.digest == RunningDigest.digest(.md5, of: Array(Self.bytes[100..<3000])))
        #expect(facts?[late]?.digest != nil && facts?[late]?.needsSecondReading == false)
    }

    @Test func `what never comes could not be read`() {
        let whole = DigestRequest(.sha256, of: [0..<UInt64(Self.bytes.count)])
        let facts = Self.digests([whole], [Self.bytes.count / 2..<Self.bytes.count])
        #expect(facts?[whole]?.digest == nil)
        #expect(facts?[whole]?.obstacle?.contains("could not be read") == true)
    }
}
