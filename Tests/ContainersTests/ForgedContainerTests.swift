import Bytes
import Containers
import DiscModel
import Inspection
import Rules
import Specimens
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
        let own = result.judgement.findings.filter { $0.rule.hasPrefix("container-") }
        #expect(own.isEmpty, "\(own.map { "\($0.rule): \($0.message)" })")
    }

    @Test(arguments: containers.filter { $0.testDescription != "gzip" })
    func `tracks are where they were wrapped`(_ item: Case) throws {
        let layout = try Inspection.open(item.files.input).facts.layout
        let isMixed = layout.tracks.count == 3
        let disc = isMixed ? Self.mixed : Self.data
        // CIF knows no stored pregaps and puts 150 sectors between data and audio; short tracks are padded.
        guard !item.testDescription.hasPrefix("CIF") else { return }
        #expect(layout.tracks.map(\.start) == disc.tracks.map { UInt64($0.start) })
        #expect(layout.tracks.map(\.length) == disc.tracks.map { UInt64($0.length) })
        #expect(layout.tracks.map(\.isAudio) == disc.tracks.map(\.isAudio))
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
}
