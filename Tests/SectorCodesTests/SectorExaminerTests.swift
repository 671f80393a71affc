import SectorCodes
import TestSupport
import Testing

@Suite struct SectorExaminerTests {
    typealias Sector = ReferenceSectors.Sector

    private func state(_ form: SectorForm, _ bytes: [UInt8], at lba: Int?) throws -> SectorDiagnosis {
        try SectorExaminer(form: form, part: .whole).examine(bytes, at: lba)
    }

    private func bytes(_ index: Int, changing changes: [Int: UInt8]) -> [UInt8] {
        var bytes = ReferenceSectors.all[index]
        for (position, value) in changes { bytes[position] = value }
        return bytes
    }

    @Test(arguments: ReferenceSectors.good) func `the reference is good, whatever is known before`(
        _ sector: Sector
    ) throws {
        let tracks = [sector.form, .unknown] + (sector.form == .mode1 ? [] : [SectorForm.mode2mixed])
        for track in tracks {
            for lba in [sector.lba, nil] {
                let state = try state(track, sector.bytes, at: lba)
                #expect(state == SectorDiagnosis(form: sector.form), "as \(track), LBA \(lba as Any)")
            }
        }
    }

    @Test(arguments: ReferenceSectors.good)
    func `the parts that files store are good where their codes are there`(_ sector: Sector) throws {
        for count in [2340, 2336, 2332] {
            guard let part = StoredPart(form: sector.form, count: count) else { continue }
            let stored = Array(sector.bytes[part.range])
            let state = try SectorExaminer(form: sector.form, part: part).examine(stored, at: sector.lba)
            let isKnown = count != 2332 || sector.form == .mode2form1
            #expect(
                state == SectorDiagnosis(form: sector.form, conditions: isKnown ? [] : [.uncoded]), "\(count)"
            )
        }
    }

    @Test(arguments: [
        (SectorForm.mode1, 2048), (.mode2form1, 2048), (.mode2form1, 2056), (.mode2form2, 2324),
        (.audio, 2352),
    ])
    func `nothing is said of data without codes`(form: SectorForm, count: Int) throws {
        let examiner = SectorExaminer(form: form, part: try #require(StoredPart(form: form, count: count)))
        for filling: UInt8 in [0, 0x41] {
            let state = try examiner.examine([UInt8](repeating: filling, count: count), at: 5)
            #expect(state == SectorDiagnosis(form: form, conditions: [.uncoded]))
            #expect(try examiner.corrected([UInt8](repeating: filling, count: count), at: 5) == nil)
        }
    }

    @Test func `subheaders are compared wherever they are stored`() throws {
        for part in [
            StoredPart.subheaderAndForm1Data, .subheaderAndForm2Data, .afterHeader, .afterSync, .whole,
        ] {
            let stored = Array(bytes(4, changing: [20: 0x55])[part.range])
            let state = try SectorExaminer(form: .mode2form1, part: part).examine(stored, at: 4500)
            #expect(
                part.count == 2056
                    ? state.conditions == [.uncoded, .subheadersDiffer] : state.conditions == [.correctable])
        }
    }

    @Test func `an EDC of 0 in Form 2 is not computed, in Form 1 it is wrong`() throws {
        let sector = ReferenceSectors.withoutEDC
        for track in [SectorForm.mode2form2, .mode2mixed, .unknown] {
            #expect(
                try state(track, sector.bytes, at: 18)
                    == SectorDiagnosis(form: .mode2form2, conditions: [.edcAbsent]))
        }
        let form1 = bytes(4, changing: [2072: 0, 2073: 0, 2074: 0, 2075: 0, 100: 1, 200: 2, 300: 3])
        #expect(try state(.mode2mixed, form1, at: 4500).conditions.contains(.edcAbsent) == false)
    }

    @Test func `good data with bad parity is told from bad data`() throws {
        let found = try state(.mode1, bytes(3, changing: [2080: 1, 2081: 2, 2300: 3]), at: 123_456)
        #expect(found.conditions == [.badParity])
        let form1 = try state(.mode2form1, bytes(4, changing: [2340: 1]), at: 4500)
        #expect(form1.conditions == [.badParity])
    }

    @Test func `a wrong EDC over good data is told from bad data`() throws {
        for index in [3, 4] {
            let (form, lba, edc): (SectorForm, Int, Int) =
                index == 3 ? (.mode1, 123_456, 2064) : (.mode2form1, 4500, 2072)
            let spoilt = bytes(index, changing: [edc: ReferenceSectors.all[index][edc] ^ 0x5A])
            let found = try state(form, spoilt, at: lba)
            #expect(found == SectorDiagnosis(form: form, conditions: [.badEDC], corrections: [edc]))
            #expect(
                try SectorExaminer(form: form, part: .whole).corrected(spoilt, at: lba)
                    == ReferenceSectors.all[index])
        }
    }

    @Test func `what is between EDC and parity of Mode 1 is looked at`() throws {
        #expect(try state(.mode1, bytes(3, changing: [2070: 9]), at: 123_456).conditions == [.badParity])
        // Hidden with care: parity that counts it.
        let hidden = Array(try #require(SectorEncoder.mode1([1, 2, 3], lba: 5)))
        var changed = hidden
        for position in 2068..<2076 { changed[position] = 0x42 }
        #expect(try state(.mode1, changed, at: 5).conditions.contains(.badParity))
        #expect(try SectorExaminer(form: .mode1, part: .whole).corrected(changed, at: 5) == hidden)
    }

    @Test func `too many errors are not correctable`() throws {
        var random = RandomBytes.seeded()
        var bytes = ReferenceSectors.all[3]
        bytes.replaceSubrange(500..<1500, with: random.next(count: 1000))
        #expect(
            try state(.mode1, bytes, at: 123_456)
                == SectorDiagnosis(form: .mode1, conditions: [.uncorrectable]))
        #expect(try SectorExaminer(form: .mode1, part: .whole).corrected(bytes, at: 123_456) == nil)
        var form2 = ReferenceSectors.all[5]
        form2[1000] ^= 1
        #expect(
            try state(.mode2form2, form2, at: 17)
                == SectorDiagnosis(form: .mode2form2, conditions: [.uncorrectable]))
    }

    @Test(arguments: [SectorForm.mode1, .mode2form1, .mode2form2, .mode2mixed, .unknown])
    func `a sector of nothing but 0 is empty, or good where its mode is 2`(_ form: SectorForm) throws {
        let nothing = [UInt8](repeating: 0, count: 2352)
        #expect(try state(form, nothing, at: 7) == SectorDiagnosis(form: form, conditions: [.empty]))
        let part = StoredPart.afterHeader
        let headless = try SectorExaminer(form: form, part: part).examine(Array(nothing[part.range]), at: 7)
        #expect(headless.conditions == (form == .mode1 ? [.empty] : []))
        for mode in 1...2 as ClosedRange<UInt8> {
            let header = SectorHeader(msf: try #require(MSF(lba: 7)), mode: mode).bytes
            let framed = ReferenceSectors.all[1][0..<12] + header + nothing[16...]
            let found = try state(form, Array(framed), at: 7)
            #expect(found.conditions.contains(.empty) == (mode == 1))
            #expect(
                try SectorExaminer(form: form, part: .whole).corrected(Array(framed), at: 7)
                    == (mode == 1 ? nil : Array(framed)))
        }
    }

    @Test(arguments: ReferenceSectors.withParity)
    func `codes that were never written are no damage, and correct nothing`(
        _ sector: Sector
    ) throws {
        let edc = sector.form == .mode1 ? 2064 : 2072
        // Nothing but a few bytes: correction by codes of zeros would make zeros of it.
        var sparse = Array(sector.bytes[..<24]) + [UInt8](repeating: 0, count: 2328)
        sparse[900] = 0x41
        for bytes in [Array(sector.bytes[..<edc]), Array(sparse[..<edc])]
        where bytes[24...].contains(where: { $0 != 0 }) {
            let bare = bytes + [UInt8](repeating: 0, count: 2352 - edc)
            #expect(try state(sector.form, bare, at: sector.lba).conditions == [.codesAbsent])
            #expect(
                try SectorExaminer(form: sector.form, part: .whole).corrected(bare, at: sector.lba) == nil)
        }
    }

    @Test func `text in place of data is a patch, noise and single bytes are decay`() throws {
        let sound = ReferenceSectors.all[4]
        func found(_ bytes: [UInt8], at position: Int = 700) throws -> SectorConditions {
            try state(
                .mode2form1, Array(sound[..<position] + bytes + sound[(position + bytes.count)...]), at: 4500
            ).conditions
        }
        #expect(try found(Array("NEW GAME".utf8)) == [.patched])
        #expect(try found(Array("Spiel laden / Spiel speichern / Optionen / Ende".utf8)) == [.patched])
        // Two bytes a character, as in Shift-JIS.
        #expect(try found((0..<20).flatMap { [0x82, 0xA0 + $0 % 7] }) == [.patched])
        #expect(try found([0x41]) == [.correctable])
        #expect(try found([UInt8](repeating: 0, count: 40)) == [.correctable])
        var random = RandomBytes.seeded()
        for length in [4, 8, 16, 40, 80] {
            #expect(try found(random.next(count: length)) == [.correctable])
        }
        // Codes are nobody's text.
        #expect(try found(Array("PARITY".utf8), at: 2200) == [.badParity])
    }

    @Test(arguments: ReferenceSectors.scrambled) func `scrambled sectors are recognised and read`(
        _ sector: Sector
    ) throws {
        for (track, lba) in [(sector.form, sector.lba), (.unknown, nil), (.unknown, sector.lba)]
            as [(SectorForm, Int?)]
        {
            #expect(
                try state(track, sector.bytes, at: lba)
                    == SectorDiagnosis(form: sector.form, conditions: [.scrambled]))
        }
        let plain = ReferenceSectors.all[sector.index - 5]
        #expect(
            try SectorExaminer(form: sector.form, part: .whole).corrected(sector.bytes, at: sector.lba)
                == plain)
    }

    @Test func `a sync pattern that is damaged is said, and does not spoil the EDC`() throws {
        for (index, form, lba) in [
            (3, SectorForm.mode1, 123_456), (4, .mode2form1, 4500), (5, .mode2form2, 17),
        ] {
            let found = try state(form, bytes(index, changing: [5: 0xFE]), at: lba)
            #expect(found == SectorDiagnosis(form: form, conditions: [.badSync]))
        }
    }

    @Test func `a sector at another place is said`() throws {
        for sector in ReferenceSectors.good {
            let found = try state(sector.form, sector.bytes, at: sector.lba + 1)
            #expect(
                found
                    == SectorDiagnosis(form: sector.form, conditions: [.unexpectedAddress], addressShift: -1))
        }
    }

    @Test func `a sector of Mode 1 stored without header at another place is said, not corrected`() throws {
        let stored = Array(ReferenceSectors.all[3][StoredPart.afterHeader.range])
        let found = try SectorExaminer(form: .mode1, part: .afterHeader).examine(stored, at: 5000)
        #expect(
            found
                == SectorDiagnosis(
                    form: .mode1, conditions: [.unexpectedAddress], addressShift: 123_456 - 5000))
        let unplaced = try SectorExaminer(form: .mode1, part: .afterHeader).examine(stored, at: nil)
        #expect(unplaced.conditions == [.uncoded])
    }

    @Test func `a mode that is not the track's is said`() throws {
        let form1 = try state(.mode1, ReferenceSectors.all[4], at: 4500)
        #expect(form1 == SectorDiagnosis(form: .mode2form1, conditions: [.unexpectedMode]))
        let form2 = try state(.mode2form1, ReferenceSectors.all[5], at: 17)
        #expect(form2 == SectorDiagnosis(form: .mode2form2, conditions: [.unexpectedMode]))
        let mode1 = try state(.mode2mixed, ReferenceSectors.all[3], at: 123_456)
        #expect(mode1 == SectorDiagnosis(form: .mode1, conditions: [.unexpectedMode]))
        let byte = try state(.mode2form1, bytes(4, changing: [15: 1]), at: 4500)
        #expect(byte == SectorDiagnosis(form: .mode2form1, conditions: [.unexpectedMode]))
    }

    @Test func `a link block is said`() throws {
        let found = try state(.mode2form1, bytes(4, changing: [15: 0xE2]), at: 4500)
        #expect(found == SectorDiagnosis(form: .mode2form1, conditions: [.linkBlock]))
    }

    @Test func `a sector of Mode 2 without subheader and codes is uncoded`() throws {
        var random = RandomBytes.seeded()
        let formless =
            Array(ReferenceSectors.all[4][0..<16]) + [0, 1, 2, 3, 4, 5, 6, 7] + random.next(count: 2328)
        for track in [SectorForm.mode2mixed, .unknown] {
            let found = try state(track, formless, at: 4500)
            #expect(found == SectorDiagnosis(form: .mode2mixed, conditions: [.subheadersDiffer, .uncoded]))
        }
        #expect(try state(.mode2form1, formless, at: 4500).conditions == [.subheadersDiffer, .uncorrectable])
    }

    @Test(arguments: [16, 17, 18, 19, 20, 21, 22, 23])
    func `a damaged subheader of Form 2 is corrected by its copy`(_ position: Int) throws {
        let sound = ReferenceSectors.all[5]
        for bit in 0..<8 {
            var damaged = sound
            damaged[position] ^= 1 << UInt8(bit)
            for track in [SectorForm.mode2form2, .mode2mixed, .unknown] {
                let found = try state(track, damaged, at: 17)
                #expect(
                    found
                        == SectorDiagnosis(
                            form: .mode2form2, conditions: [.correctable], corrections: [position]))
            }
            #expect(
                try SectorExaminer(form: .mode2mixed, part: .whole).corrected(damaged, at: 17) == sound)
        }
    }

    @Test func `what is no sector at all is uncoded when nobody said it is one`() throws {
        let audio = [UInt8](repeating: 0x11, count: 2352)
        #expect(
            try state(.unknown, audio, at: 9)
                == SectorDiagnosis(form: .unknown, conditions: [.badSync, .uncoded]))
        #expect(try state(.mode1, audio, at: 9).conditions.contains(.uncorrectable))
    }

    @Test(arguments: SectorForm.allCases) func `fewer bytes than a sector are an error`(_ form: SectorForm) {
        for count in [0, 1, 2351] {
            #expect(throws: (any Error).self) { try state(form, [UInt8](repeating: 1, count: count), at: 0) }
        }
    }
}
