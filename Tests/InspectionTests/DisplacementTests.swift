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

    /// FTP's ASCII mode, and what mends or copies "text": a carriage return before every line feed.
    @Test(arguments: [2_000, 30_000, 200_000]) func `a transfer in text mode is told as that`(_ count: Int)
        throws
    {
        let text = (0..<count).map { (at: Int) -> UInt8 in at % 31 == 0 ? 0x0A : UInt8(0x61 + at % 26) }
        let base = Specimen { plan in
            plan.joliet = true
            plan.rockRidge = true
            for file in 0..<5 {
                plan.files.append(.init("/F\(file).TXT", .bytes(Array(text.prefix(count - file * 77)))))
            }
        }
        let found = try Self.judge(
            base.with { $0.bytes = $0.bytes.flatMap { $0 == 0x0A ? [0x0D, 0x0A] : [$0] } })
        #expect(Self.serious(found) == ["image-sectors-displaced"])
        let finding = try #require(found.findings.first { $0.rule.id == "image-sectors-displaced" })
        #expect(finding.message.hasSuffix("as after a transfer in text mode, which put them there"))
        #expect(finding.remedy.contains("binary mode"))
        // Some bytes too many in one place are none.
        let other = try Self.judge(base.with { $0.bytes.insert(7, at: $0.offset("data:/F1.TXT") + 10) })
        #expect(Self.serious(other) == ["image-sectors-displaced"])
        #expect(other.findings.allSatisfy { !$0.message.contains("text mode") })
    }

    /// Where the first line feed is one of the descriptors, all of them are moved.
    @Test(arguments: 19...23) func `a transfer in text mode that moves the descriptors`(
        _ at: Int
    ) throws {
        let base = Specimen { plan in
            plan.rockRidge = true
            plan.files = (0..<8).map { file in
                let text = (0..<20_000).map { $0 % 31 == 0 ? 0x0A : UInt8(0x61 + ($0 + file) % 26) }
                return .init("/F\(file).TXT", .bytes(text))
            }
        }
        let found = try Self.judge(
            base.with {
                // Month, day, hour, minute or second of the root record: 10.
                $0.set8("pvd", 156 + at, 0x0A)
                $0.bytes = $0.bytes.flatMap { $0 == 0x0A ? [0x0D, 0x0A] : [$0] }
            })
        #expect(Self.serious(found) == ["image-sectors-displaced"])
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
