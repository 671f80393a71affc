import Bytes
import Containers
import DiscModel
import Inspection
import Rules
import SectorCodes
import Sectors
import Specimens
import Surveys
import Testing

/// Images in containers that were forged after the description of their format: opened, they hold what was wrapped.
@Suite struct ForgedContainerTests {
    static let image = Specimen.joliet.bytes
    static let data = WrappedDisc(image)
    static let xa = WrappedDisc(image, xa: true)
    static let mixed = WrappedDisc(image, audioTracks: 2)

    /// The parts of a raw sector that files store, of Mode 1 and of Mode 2.
    static let mode1Parts = [0..<2352, 12..<2352, 16..<2352, 16..<2064]
    static let mode2Parts = [0..<2352, 12..<2352, 16..<2352, 16..<2348, 16..<2072]

    /// Every part with every kind of sub-channel, and with bytes before and behind.
    static let raw: [Case] = {
        var cases: [Case] = []
        for (disc, name, parts) in [(data, "Mode 1", mode1Parts), (xa, "Mode 2", mode2Parts)] {
            for part in parts {
                for (subchannel, leading, trailing) in [
                    (0, 0, 0), (16, 1_000, 777), (96, 307_200, 0), (0, 1, 2_047),
                ] {
                    let what =
                        "\(name), bytes \(part), \(subchannel) of sub-channel, \(leading) before, \(trailing) behind"
                    cases.append(
                        Case(
                            what,
                            .raw(
                                disc, part: part, subchannel: subchannel, leading: leading, trailing: trailing
                            )))
                }
            }
        }
        cases.append(Case("2352 bytes without sync", .raw(data, part: 16..<2352, subchannel: 16)))
        return cases
    }()

    static let containers: [Case] = [
        Case("CUE", .cue(mixed)), Case("CUE, one file for each track", .cue(mixed, oneFile: false)),
        Case("CUE 2048", .cue(data, mode: "MODE1/2048")),
        Case("CUE MODE2/2352", .cue(xa, mode: "MODE2/2352")),
        Case("CUE MODE2/2336", .cue(xa, mode: "MODE2/2336")),
        Case("TOC", .toc(mixed)), Case("TOC, 2048", .toc(data, mode: "MODE1")),
        Case("TOC, 2336", .toc(xa, mode: "MODE2")),
        Case("CCD", .cloneCD(mixed)),
        Case("CHD", .chd(mixed)), Case("CHD, Mode 2", .chd(xa)), Case("CHD of bytes", .chd(image)),
        Case("CHD, version 4", .chd(mixed, version: 4)), Case("CHD, version 1", .chd(image, version: 1)),
        Case("E01", .evidence(image)), Case("E01 in segments", .evidence(image) { $0.segmentCount = 3 }),
        Case("S01", .evidence(image) { $0.style = .smart }),
        Case("NRG 2", .nero(mixed)), Case("NRG 1", .nero(mixed, version: 1)),
        Case("NRG 2, 2048", .nero(data, stored: 16..<2064)),
        Case("NRG 2, 2336", .nero(xa, stored: 16..<2352)),
        Case("CIF", .easyCD(mixed)), Case("CIF, 2056", .easyCD(xa, stored: 16..<2072)),
        Case("CIF, 2332", .easyCD(xa, stored: 16..<2348)),
        Case("C2D", .winOnCD(mixed)), Case("C2D, 2048", .winOnCD(data, stored: 16..<2064)),
        Case("MDS", .alcohol(mixed)), Case("MDS with sub-channel", .alcohol(data, subchannel: 96)),
        Case("CDI 2", .discJuggler(mixed, version: 0x8000_0004)),
        Case("CDI 3", .discJuggler(mixed, version: 0x8000_0005)), Case("CDI 3.5", .discJuggler(mixed)),
        Case("gzip", .gzip(image)),
        Case("CSO", .cso(image)), Case("ZSO", .zso(image)), Case("DAX", .dax(image)),
        Case("DMG", .dmg(image)), Case("ISZ", .isz(image)),
        Case("ECM", .ecm(data)), Case("ECM, Mode 2", .ecm(xa)), Case("CUE of an ECM", .cueOfECM(mixed)),
    ]

    @Test(arguments: raw + containers) func `the image inside is the image that was wrapped`(_ item: Case)
        throws
    {
        let opened = try Inspection.open(item.files.input)
        // Tracks shorter than four seconds are padded in some.
        #expect(try Conversion(opened, .whole).bytes.prefix(Self.image.count) == Self.image[...])
        let plain = try Inspection().examine(MemorySource(Self.image), named: "plain.iso").disc
        let inside = try Inspection().examine(item.files.input).disc
        #expect(listing(inside) == listing(plain))
    }

    @Test(arguments: containers) func `a sound container has no finding of its own`(_ item: Case) throws {
        let result = try Inspection().inspect(item.files.input)
        let own = result.judgement.findings.filter { $0.rule.id.hasPrefix("container-") }
        #expect(own.isEmpty, "\(own.map { "\($0.rule.id): \($0.message)" })")
    }

    @Test(arguments: containers.filter { $0.testDescription != "gzip" })
    func `tracks are where they were wrapped`(_ item: Case) throws {
        let layout = try Inspection.open(item.files.input).facts.layout
        let isMixed = layout.tracks.count == 3
        let disc = isMixed ? Self.mixed : Self.data
        // CIF knows no stored pregaps and puts 150 sectors between data and audio; short tracks are padded.
        guard !item.testDescription.hasPrefix("CIF") else { return }
        #expect(layout.tracks.map(\.start) == disc.tracks.map { LBA(clamping: $0.start) })
        #expect(layout.tracks.map(\.length) == disc.tracks.map { UInt64($0.length) })
        #expect(layout.tracks.map(\.isAudio) == disc.tracks.map(\.isAudio))
    }

    // MARK: Nero images whose trailer is lost

    static let lostTrailers: [Case] = {
        let sound = Wrapped.nero(mixed)
        func leading(to offset: UInt64) -> Wrapped {
            sound.with { files in
                files.bytes.removeLast(8)
                files.bytes += (0..<8).map { UInt8(truncatingIfNeeded: offset >> (56 - 8 * $0)) }
            }
        }
        return [
            Case("no trailer", sound.with { $0.bytes.removeLast(12) }),
            Case("bytes behind the trailer", sound.with { $0.bytes += Array("junk".utf8) }),
            Case("it leads to itself", leading(to: UInt64(sound.bytes.count - 12))),
            Case("it leads behind the end", leading(to: 1 << 40)),
            Case("it leads to sectors", leading(to: 1_000)),
        ]
    }()

    @Test(arguments: lostTrailers) func `a lost trailer costs a finding, not the tracks`(_ item: Case) throws
    {
        let result = try Inspection().inspect(item.files.input)
        #expect(result.format.hasPrefix(NeroImage.format.name))
        let opened = try Inspection.open(item.files.input)
        #expect(opened.facts.layout.tracks.map(\.start) == Self.mixed.tracks.map { LBA(clamping: $0.start) })
        #expect(try Conversion(opened, .whole).bytes.prefix(Self.image.count) == Self.image[...])
        #expect(result.judgement.findings.contains { $0.rule.id == "container-lengths-disagree" })
    }

    @Test func `a plain ISO with a Nero image in it is a plain ISO`() throws {
        var specimen = Specimen.plain
        specimen.append(Wrapped.nero(WrappedDisc(Self.image)).bytes)
        specimen.append([UInt8](repeating: 0, count: 2048 - specimen.bytes.count % 2048))
        let opened = try Inspection.open(
            ImageInput(name: "disc.iso", source: MemorySource(specimen.bytes)))
        #expect(opened.facts.isPlain)
    }

    @Test func `a first pregap that is not stored moves nothing`() throws {
        // INDEX 00 and INDEX 01 at the same byte, while the cue chunk has them 150 sectors apart.
        let size = 150 * 2048
        let files = Wrapped.nero(Self.data, stored: 16..<2064).with { files in
            files.bytes.removeFirst(size)
            let end = UInt64(files.bytes.count)
            func number(_ value: UInt64) -> [UInt8] {
                (0..<8).map { UInt8(truncatingIfNeeded: value >> (56 - 8 * $0)) }
            }
            let chunks = UInt64(Self.data.tracks[0].length * 2048)
            files.patchOffsets(number(0) + number(0) + number(chunks))
            files.bytes.replaceSubrange(Int(end - 8)..<Int(end), with: number(chunks))
        }
        let opened = try Inspection.open(files.input)
        #expect(opened.facts.layout.tracks.map(\.start) == [0])
        #expect(try Conversion(opened, .whole).bytes == Self.image)
        #expect(opened.facts.agreements.filter { !$0.holds }.isEmpty)
    }

    // MARK: CD-Text beside a sheet

    /// The pack of containers-cd.md with its genuine CRC: "TestDiskTitl".
    static let pack: [UInt8] = [0x80, 0, 0, 0] + Array("TestDiskTitl".utf8) + [0xE2, 0x22]

    @Test(arguments: [(0, 0), (4, 0), (0, 1)])
    func `the packs that CDTEXTFILE names are read`(_ around: (Int, Int)) throws {
        let packs =
            [UInt8](repeating: 0, count: around.0) + Self.pack + [UInt8](repeating: 0, count: around.1)
        let files = Wrapped.cue(Self.data).with {
            $0.replace("TITLE \"Specimen\"", with: "CDTEXTFILE \"disc.cdt\"")
            $0.siblings["disc.cdt"] = packs
        }
        #expect(try Inspection.open(files.input).facts.integrityChecks.map(\.state) == [.good])
        let bad = files.with { $0.siblings["disc.cdt"]?[around.0 + 5] ^= 1 }
        #expect(
            try Inspection().inspect(bad.input).judgement.findings.contains {
                $0.rule.id == "container-cd-text-crc"
            })
        let gone = files.with { $0.siblings["disc.cdt"] = nil }
        #expect(
            try Inspection().inspect(gone.input).judgement.findings
                .contains { $0.rule.id == "container-file-missing" })
    }

    // MARK: Audio beside a sheet

    /// Named files of audio for tracks 2 and 3 of a sheet with a file for each track.
    private func sheet(_ type: String, _ second: [UInt8]) -> Wrapped {
        Wrapped.cue(Self.mixed, oneFile: false).with {
            $0.siblings["track2.bin"] = second
            $0.replace("track2.bin\" BINARY", with: "track2.bin\" \(type)")
        }
    }

    static let samples = [UInt8](repeating: 0x11, count: 375 * 2352)

    private func big(_ value: Int, _ count: Int = 4) -> [UInt8] {
        (0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * (count - 1 - $0))) }
    }

    private func chunk(_ name: String, _ payload: [UInt8]) -> [UInt8] {
        Array(name.utf8) + big(payload.count) + payload
    }

    /// AIFF, or AIFC with a type of compression.
    private func aiff(_ compression: String? = nil, depth: Int = 16) -> [UInt8] {
        let rate: [UInt8] = [0x40, 0x0E, 0xAC, 0x44, 0, 0, 0, 0, 0, 0]
        var common = big(2, 2) + big(Self.samples.count / 4) + big(depth, 2) + rate
        if let compression { common += Array(compression.utf8) + [0, 0] }
        let body =
            chunk("COMM", common) + chunk("NAME", [0x41, 0x42])
            + chunk("SSND", big(4) + big(0) + [9, 9, 9, 9] + Self.samples)
        return chunk("FORM", Array((compression == nil ? "AIFF" : "AIFC").utf8) + body)
    }

    @Test func `AIFF and MOTOROLA are sectors of audio`() throws {
        let starts = Self.mixed.tracks.map { LBA(clamping: $0.start) }
        for files in [
            sheet("AIFF", aiff()), sheet("AIFF", aiff("sowt")), sheet("WAVE", aiff()),
            sheet("MOTOROLA", Self.samples),
        ] {
            let result = try Inspection().inspect(files.input)
            let own = result.judgement.findings.filter { $0.rule.id.hasPrefix("container-") }
            #expect(own.isEmpty, "\(own.map(\.message))")
            #expect(result.disc.facts(ContainerFacts.self)?.layout.tracks.map(\.start) == starts)
        }
        for files in [sheet("AIFF", aiff("ima4")), sheet("AIFF", aiff(depth: 8))] {
            let found = try Inspection().inspect(files.input).judgement.findings
            #expect(found.contains { $0.rule.id == "container-file-missing" })
        }
    }

    @Test func `FLAC says how many sectors it makes, MP3 does not`() throws {
        // STREAMINFO: 44,100 Hz, 2 channels, 16 bits, and the samples of 375 sectors less one.
        let packed = 44_100 << 44 | 1 << 41 | 15 << 36 | (375 * 588 - 1)
        let flac =
            Array("fLaC".utf8) + [0, 0, 0, 34] + [UInt8](repeating: 0, count: 10) + big(packed, 8)
            + [UInt8](repeating: 0, count: 100)
        let starts = Self.mixed.tracks.map { LBA(clamping: $0.start) }
        let known = try Inspection().inspect(sheet("WAVE", flac).input)
        #expect(known.disc.facts(ContainerFacts.self)?.layout.tracks.map(\.start) == starts)
        #expect(
            known.judgement.findings.filter { $0.rule.id.hasPrefix("container-") }.map(\.message)
                == ["track2.bin is audio in FLAC format, 375 sectors when decoded"])
        let mp3 = [0xFF, 0xFB, 0x90, 0x64] + [UInt8](repeating: 0, count: 400)
        let unknown = try Inspection().inspect(sheet("MP3", mp3).input)
        let tracks = unknown.disc.facts(ContainerFacts.self)?.layout.tracks
        #expect(tracks?.map(\.number) == [1, 2, 3])
        #expect(tracks?.map(\.isAudio) == [false, true, true])
        #expect(
            unknown.judgement.findings.filter { $0.rule.id.hasPrefix("container-") }.map(\.message)
                == ["track2.bin is audio in MP3 format, nobody knows how many sectors"])
    }

    // MARK: Scrambled sectors

    @Test(arguments: [false, true]) func `scrambled sectors are read descrambled`(_ xa: Bool) throws {
        let disc = xa ? Self.xa : Self.data
        let files = Wrapped.cloneCD(disc).with { files in
            let raw = files.siblings["disc.img"] ?? []
            files.siblings["disc.img"] = stride(from: 0, to: raw.count, by: 2352).flatMap { at in
                var sector = Array(raw[at..<at + 2352])
                Scrambler.apply(to: &sector)
                return sector
            }
        }
        let opened = try Inspection.open(files.input)
        #expect(try Conversion(opened, .whole).bytes == Self.image)
        // Any piece of it, not only whole sectors.
        for (at, count) in [(0, 1), (32_767, 2), (32_769, 5), (34_000, 6_000)] {
            #expect(
                try opened.volume.bytes(at: UInt64(at), count: count) == Array(Self.image[at..<at + count]))
        }
        let result = try Inspection().inspect(files.input)
        #expect(result.judgement.findings.contains { $0.rule.id == "sector-unscrambled" })
        // The pass sees the same: types of content are told by first bytes, blank runs by zeros.
        let plain = try Inspection().examine(MemorySource(Self.image), named: "disc.iso").disc
        #expect(result.disc.facts(BlankRunsFacts.self)?.runs == plain.facts(BlankRunsFacts.self)?.runs)
    }

    @Test func `texts and codes of a disc are read`() throws {
        for files in [Wrapped.cue(Self.mixed), .toc(Self.mixed)] {
            let layout = try Inspection.open(files.input).facts.layout
            #expect(layout.mediaCatalogNumber == "0123456789012")
            #expect(layout.tracks.map(\.isrc) == [nil, "USABC1234562", "USABC1234563"])
            #expect(layout.cdText.map(\.text.text) == ["Specimen"])
        }
        for files in [Wrapped.cloneCD(Self.mixed), .nero(Self.mixed), .winOnCD(Self.mixed)] {
            #expect(try Inspection.open(files.input).facts.layout.mediaCatalogNumber == "0123456789012")
        }
    }

    @Test func `a block that holds the descriptors and is damaged leaves a damaged disc`() throws {
        var files = Wrapped.chd(Self.image)
        let mark = try #require(files.bytes.firstRange(of: Array("CD001".utf8)))
        files.bytes[mark.lowerBound] ^= 1
        let input = ImageInput(name: files.name, source: MemorySource(files.bytes))
        let judgement = try Inspection().inspect(input).judgement
        #expect(
            judgement.findings.contains {
                $0.rule.id == "image-unseen" && $0.message.contains("of the CHD is damaged")
            })
        #expect(judgement.word.state == .damaged)
    }
}

extension Wrapped {
    /// Writes over the three offsets of the first track in the DAOX chunk.
    fileprivate mutating func patchOffsets(_ offsets: [UInt8]) {
        let name = Array("DAOX".utf8)
        guard let at = (0..<bytes.count - 8).last(where: { bytes[$0..<$0 + 4].elementsEqual(name) }) else {
            return
        }
        let start = at + 8 + 22 + 18
        bytes.replaceSubrange(start..<start + offsets.count, with: offsets)
    }
}
