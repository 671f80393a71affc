import SectorCodes
import TestSupport
import Testing

@Suite struct CorrectionTests {
    /// One wrong byte anywhere in one of the reference sectors.
    private struct Damage {
        let sector: ReferenceSectors.Sector
        let position: Int
        let bytes: [UInt8]

        init(to sectors: [ReferenceSectors.Sector], from first: Int = 0, by random: inout RandomBytes) {
            sector = sectors[random.number(below: sectors.count)]
            position = first + random.number(below: 2352 - first)
            var bytes = sector.bytes
            bytes[position] ^= UInt8(1 + random.number(below: 255))
            self.bytes = bytes
        }
    }

    @Test func `a thousand single errors are all found, and all corrected that a code covers`() throws {
        var random = RandomBytes.seeded()
        for _ in 0..<1000 {
            let damage = Damage(to: ReferenceSectors.withParity, by: &random)
            let examiner = SectorExaminer(form: damage.sector.form, part: .whole)
            let state = try examiner.examine(damage.bytes, at: damage.sector.lba)
            let what: Comment = "byte \(damage.position) of \(damage.sector.testDescription)"
            #expect(!state.isGood, what)
            let corrected = try examiner.corrected(damage.bytes, at: damage.sector.lba)
            if damage.sector.form == .mode2form1, SectorHeader.range.contains(damage.position) {
                // No code covers this header, so that nobody knows what it was; only the place tells that it is wrong.
                #expect(differences(corrected, damage.bytes) == [], what)
                continue
            }
            #expect(differences(corrected, damage.sector.bytes) == [], what)
            let expected = damage.position < 12 ? [] : [damage.position]
            #expect(state.corrections == expected, what)
        }
    }

    @Test func `single errors in Form 2 are all found`() throws {
        var random = RandomBytes.seeded()
        for _ in 0..<300 {
            let damage = Damage(to: ReferenceSectors.good.filter { $0.form == .mode2form2 }, by: &random)
            let examiner = SectorExaminer(form: .mode2form2, part: .whole)
            #expect(
                try !examiner.examine(damage.bytes, at: damage.sector.lba).isGood, "byte \(damage.position)")
        }
    }

    @Test(arguments: [2340, 2336, 2332]) func `single errors in what files store of a sector are corrected`(
        _ count: Int
    ) throws {
        var random = RandomBytes.seeded()
        for _ in 0..<300 {
            let damage = Damage(to: ReferenceSectors.withParity, from: 16, by: &random)
            guard let part = StoredPart(form: damage.sector.form, count: count),
                part.range.contains(damage.position)
            else { continue }
            let examiner = SectorExaminer(form: damage.sector.form, part: part)
            let stored = Array(damage.bytes[part.range])
            #expect(try !examiner.examine(stored, at: damage.sector.lba).isGood, "byte \(damage.position)")
            let corrected = try examiner.corrected(stored, at: damage.sector.lba)
            #expect(
                differences(corrected, Array(damage.sector.bytes[part.range])) == [],
                "byte \(damage.position)")
        }
    }

    @Test func `scattered and clustered errors are corrected as far as the codes reach`() throws {
        var random = RandomBytes.seeded()
        for sector in ReferenceSectors.withParity {
            let examiner = SectorExaminer(form: sector.form, part: .whole)
            // A burst of up to 86 bytes puts one error into each P codeword.
            for length in [2, 10, 50, 86] {
                var bytes = sector.bytes
                let start = 16 + random.number(below: 2000 - length)
                for position in start..<start + length {
                    bytes[position] ^= UInt8(1 + random.number(below: 255))
                }
                let state = try examiner.examine(bytes, at: sector.lba)
                #expect(
                    state
                        == SectorDiagnosis(
                            form: sector.form, conditions: [.correctable],
                            corrections: Array(start..<start + length)))
                #expect(differences(try examiner.corrected(bytes, at: sector.lba), sector.bytes) == [])
            }
            // Two errors in a P codeword, which only Q can tell apart.
            var bytes = sector.bytes
            bytes[112] ^= 0x5A
            bytes[112 + 86] ^= 0xA5
            #expect(differences(try examiner.corrected(bytes, at: sector.lba), sector.bytes) == [])
        }
    }

    @Test func `nothing is ever corrected into another sector`() throws {
        var random = RandomBytes.seeded()
        for count in 1...120 {
            let sector = ReferenceSectors.withParity[random.number(below: ReferenceSectors.withParity.count)]
            var bytes = sector.bytes
            for _ in 0..<count * 2 {
                bytes[16 + random.number(below: 2336)] ^= UInt8(1 + random.number(below: 255))
            }
            let corrected = try SectorExaminer(form: sector.form, part: .whole).corrected(
                bytes, at: sector.lba)
            #expect(corrected == nil || corrected == sector.bytes, "\(count * 2) errors")
        }
    }
}
