import Checksums
import Digests
import DiscModel
import Readers
import Surveys
import TestSupport
import Testing

/// Digests that are computed while bytes go by equal those of the same bytes taken together.
@Suite struct RangeDigestsTests {
    private static let size = 6_000

    /// The bytes that a request is about, put together without haste.
    private static func content(of request: DigestRequest, in bytes: [UInt8], upTo mark: UInt64 = .max)
        -> [UInt8]
    {
        request.ranges.flatMap { range in
            range.filter { $0 < mark }.map { offset in
                request.fills.first { $0.range.contains(offset) }?.byte ?? bytes[Int(offset)]
            }
        }
    }

    private static func facts(_ surveys: [any Survey], _ feed: (inout any Survey) -> Void) -> DigestFacts {
        var all = DigestFacts()
        for survey in surveys {
            var survey = survey
            feed(&survey)
            if let facts = survey.finish() as? DigestFacts { all.merge(facts) }
        }
        return all
    }

    private static func request(_ random: inout RandomBytes) -> DigestRequest {
        var cuts: Set<UInt64> = []
        for _ in 0..<2 * (1 + random.number(below: 3)) { cuts.insert(UInt64(random.number(below: size))) }
        let bounds = cuts.sorted()
        let ranges = stride(from: 0, to: bounds.count - 1, by: 2).map { bounds[$0]..<bounds[$0 + 1] }
        let start = UInt64(random.number(below: size - 100))
        let fills =
            random.number(below: 2) == 0
            ? [] : [DigestRequest.Fill(start..<start + UInt64(1 + random.number(below: 99)), with: 0x20)]
        let marks = random.number(below: 2) == 0 ? [] : ranges.map { ($0.lowerBound + $0.upperBound) / 2 }
        let algorithm = DigestAlgorithm.allCases[random.number(below: DigestAlgorithm.allCases.count)]
        return DigestRequest(algorithm, of: ranges, fills: fills, marks: marks)
    }

    @Test func `any requests, any pieces`() {
        var random = RandomBytes.seeded()
        for _ in 0..<100 {
            let bytes = random.next(count: Self.size)
            var requests: Set<DigestRequest> = []
            for _ in 0..<5 { requests.insert(Self.request(&random)) }
            let surveys = RangeDigests.surveys(for: requests, size: UInt64(Self.size))
            let cuts = Set((0..<4).map { _ in random.number(below: Self.size) } + [0, Self.size]).sorted()
            let facts = Self.facts(surveys) { survey in
                for (from, to) in zip(cuts, cuts.dropFirst()) {
                    survey.consume(bytes[from..<to], at: UInt64(from))
                }
            }
            for request in requests {
                let expected = RunningDigest.digest(
                    request.algorithm, of: Self.content(of: request, in: bytes))
                let marks = request.marks.map {
                    RunningDigest.digest(
                        request.algorithm, of: Self.content(of: request, in: bytes, upTo: $0))
                }
                #expect(facts[request]?.digest == expected, "\(request)")
                #expect(facts[request]?.marks == marks, "\(request)")
            }
        }
    }

    @Test func `bytes that could not be read leave only their own requests open`() {
        let bytes = RandomBytes.fixed(seed: 7, count: Self.size)
        let touched = DigestRequest(.sha1, of: [0..<3_000])
        let behind = DigestRequest(.sha1, of: [3_000..<4_000])
        let around = DigestRequest(.sha1, of: [0..<2_000, 2_100..<4_000])
        let facts = Self.facts(RangeDigests.surveys(for: [touched, behind, around], size: 6_000)) { survey in
            survey.consume(bytes[..<2_000], at: 0)
            survey.miss(DiscMap.Run(offset: 2_000, length: 100))
            survey.consume(bytes[2_100...], at: 2_100)
        }
        #expect(facts[touched]?.digest == nil)
        #expect(facts[touched]?.obstacle == "100 bytes at offset 2000 could not be read")
        #expect(facts[behind]?.digest == RunningDigest.digest(.sha1, of: Array(bytes[3_000..<4_000])))
        #expect(
            facts[around]?.digest
                == RunningDigest.digest(.sha1, of: Array(bytes[..<2_000] + bytes[2_100..<4_000])))
    }

    @Test func `bytes that were left out count as not read`() {
        let bytes = RandomBytes.fixed(seed: 8, count: Self.size)
        let request = DigestRequest(.md5, of: [0..<6_000])
        let facts = Self.facts(RangeDigests.surveys(for: [request], size: 6_000)) { survey in
            survey.consume(bytes[..<1_000], at: 0)
            survey.consume(bytes[2_000...], at: 2_000)
        }
        #expect(facts[request]?.digest == nil)
        #expect(facts[request]?.obstacle == "1000 bytes at offset 1000 could not be read")
    }

    @Test func `a scan that was stopped leaves the rest open`() {
        let bytes = RandomBytes.fixed(seed: 9, count: Self.size)
        let (early, late) = (DigestRequest(.md5, of: [0..<100]), DigestRequest(.md5, of: [50..<5_000]))
        let facts = Self.facts(RangeDigests.surveys(for: [early, late], size: 6_000)) { survey in
            survey.consume(bytes[..<1_000], at: 0)
        }
        #expect(facts[early]?.digest == RunningDigest.digest(.md5, of: Array(bytes[..<100])))
        #expect(facts[late]?.digest == nil)
        #expect(facts[late]?.obstacle?.contains("offset 1000") == true)
    }

    @Test func `more sums over the same bytes than anybody needs are refused, not computed`() {
        let bytes = RandomBytes.fixed(seed: 10, count: Self.size)
        let requests = Set((0..<100).map { DigestRequest(.md5, of: [UInt64($0)..<5_000]) })
        let facts = Self.facts(RangeDigests.surveys(for: requests, size: 6_000)) { survey in
            survey.consume(bytes[...], at: 0)
        }
        let computed = requests.count { facts[$0]?.digest != nil }
        #expect(computed > 0 && computed < 20)
        for request in requests {
            #expect((facts[request]?.digest == nil) == (facts[request]?.obstacle != nil))
        }
    }

    @Test func `pieces out of order are said to be so; nothing digests to the digest of nothing`() {
        let jumps = DigestRequest(.sha256, of: [100..<200, 0..<50])
        let nothing = DigestRequest(.sha256, of: [])
        let facts = Self.facts(RangeDigests.surveys(for: [jumps, nothing], size: 6_000)) { _ in }
        #expect(facts[jumps]?.obstacle == "its pieces do not lie in order")
        #expect(facts[nothing]?.digest == RunningDigest.digest(.sha256, of: []))
    }
}
