import Bytes
import DiscModel
import Inspection
import Rules
import Specimens
import Surveys
import Testing

/// Sectors that are missing within an image, or are too many, are told once, with the files behind them.
@Suite struct DisplacementTests {
    private static let base = Specimen {
        $0.joliet = true
        $0.files = [3_000, 7_001, 5_002, 9_003, 411].enumerated().map { index, count in
            .init("/F\(index).DAT", .bytes([UInt8](repeating: UInt8(index + 1), count: count)))
        }
    }

    private static func judge(_ specimen: Specimen) throws -> Judgement {
        try Inspection().inspect(MemorySource(specimen.bytes), named: "x.iso").judgement
    }

    private static func serious(_ judgement: Judgement) -> [String] {
        judgement.findings.filter { $0.counts && $0.severity >= .warning }.map(\.rule.id)
    }

    @Test(arguments: ["data:/F1.DAT", "data:/F3.DAT", "dir:/", "path-table-l"], [1, 2, 7])
    func `sectors inserted or lost before a place`(_ landmark: String, _ count: Int) throws {
        let start = Self.base.offset(landmark)
        let inserted = Self.base.with {
            $0.bytes.insert(contentsOf: [UInt8](repeating: 0x5A, count: count * .sector), at: start)
        }
        let found = try Self.judge(inserted)
        #expect(Self.serious(found) == ["image-sectors-displaced"])
        #expect(found.word.state == .damaged)
        #expect(found.damage?.files.isEmpty == false)
        guard landmark == "data:/F3.DAT" else { return }
        // The last of the sectors of the file before, of which nothing else is hurt.
        let lost = Self.base.with { $0.bytes.removeSubrange(start + .sector..<start + 2 * .sector) }
        let judgement = try Self.judge(lost)
        #expect(Self.serious(judgement) == ["image-sectors-displaced"])
        #expect(judgement.damage?.files.map(\.path.text) == ["/f3.dat;1", "/f4.dat;1"])
    }

    @Test func `one byte too many`() throws {
        let found = try Self.judge(
            Self.base.with { $0.bytes.insert(7, at: $0.offset("data:/F2.DAT") + 10) })
        #expect(Self.serious(found) == ["image-sectors-displaced"])
        #expect(found.damage?.count(.certain) == 3)
    }

    @Test func `an image that was cut, or goes on behind its volume, is in place`() throws {
        for count in [1, 2, 40] {
            let cut = Self.base.with { $0.truncate(to: $0.bytes.count - count * .sector) }
            #expect(try !Self.serious(Self.judge(cut)).contains("image-sectors-displaced"))
            let longer = Self.base.with { $0.append([UInt8](repeating: 9, count: count * .sector)) }
            #expect(try !Self.serious(Self.judge(longer)).contains("image-sectors-displaced"))
        }
    }
}
