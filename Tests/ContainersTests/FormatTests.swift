import Containers
import Inspection
import Sectors
import Specimens
import Testing

/// What an opened image is said to be, and what each of its files is for.
@Suite struct FormatTests {
    private struct Opened: CustomTestStringConvertible {
        let files: Wrapped
        let format: ContainerFormat
        let version: String?
        let roles: [SourceRole]
        var testDescription: String { format.name(version: version) }

        init(
            _ files: Wrapped, _ format: ContainerFormat, _ version: String? = nil,
            _ roles: [SourceRole] = [.sectors]
        ) {
            self.files = files
            self.format = format
            self.version = version
            self.roles = roles
        }
    }

    private static let mixed = WrappedDisc(Specimen.plain.bytes, audioTracks: 1)

    private static let opened = [
        Opened(Wrapped(name: "disc.iso", bytes: Specimen.plain.bytes), PlainISO.format),
        Opened(.raw(mixed), RawSectors.format),
        Opened(
            .raw(WrappedDisc(Specimen.plain.bytes), part: 16..<2064, leading: 512), RawSectors.displaced),
        Opened(.nero(mixed, version: 1), NeroImage.format, "1"),
        Opened(.nero(mixed, version: 2), NeroImage.format, "2"),
        Opened(.discJuggler(mixed, version: 0x8000_0004), DiscJugglerImage.format, "2"),
        Opened(.discJuggler(mixed), DiscJugglerImage.format, "3.5"),
        Opened(.easyCD(mixed), EasyCDImage.format),
        Opened(.winOnCD(mixed), WinOnCDImage.format),
        Opened(.cue(mixed), CueSheetImage.format, nil, [.descriptor, .sectors]),
        Opened(
            .gdi(Specimen.plain.bytes), GDImage.format, nil, [.descriptor, .sectors, .sectors, .sectors]),
        Opened(.toc(mixed), CdrdaoImage.format, nil, [.descriptor, .sectors]),
        Opened(.alcohol(mixed), AlcoholImage.format, nil, [.descriptor, .sectors]),
        Opened(.cloneCD(mixed), CloneCDImage.format, nil, [.descriptor, .sectors, .subchannels]),
        Opened(
            .cloneCD(mixed).with { $0.siblings = $0.siblings.filter { !$0.key.hasSuffix(".sub") } },
            CloneCDImage.format, nil, [.descriptor, .sectors]),
        Opened(.cso(Specimen.plain.bytes), CSOImage.format, "1", [.sectors, .packed]),
        Opened(.cso(Specimen.plain.bytes, version: 2), CSOImage.format, "2", [.sectors, .packed]),
        Opened(.zso(Specimen.plain.bytes), ZSOImage.format, nil, [.sectors, .packed]),
        Opened(.dax(Specimen.plain.bytes), DAXImage.format, nil, [.sectors, .packed]),
        Opened(.dmg(Specimen.plain.bytes), DMGImage.format, nil, [.sectors, .packed]),
        Opened(.isz(Specimen.plain.bytes), ISZImage.format, nil, [.sectors, .packed]),
        Opened(.ecm(mixed), ECMImage.format, nil, [.sectors, .packed]),
        Opened(.cueOfECM(mixed), CueSheetImage.format, nil, [.descriptor, .sectors, .packed]),
        Opened(.evidence(Specimen.plain.bytes), EWFImage.format, nil, [.sectors, .packed]),
        Opened(
            .evidence(Specimen.plain.bytes) { $0.segmentCount = 2 }, EWFImage.format, nil,
            [.sectors, .packed, .packed]),
        Opened(.gzip(Specimen.plain.bytes), PlainISO.format, nil, [.sectors, .packed]),
        Opened(.gzip(Wrapped.nero(mixed).bytes), NeroImage.format, "2", [.sectors, .packed]),
    ]

    @Test(arguments: opened.indices) func `format, version and files are told apart`(_ index: Int) throws {
        let expected = Self.opened[index]
        let image = try Inspection.open(expected.files.input)
        #expect(image.format == expected.format, "\(expected.testDescription)")
        #expect(image.facts.version == expected.version)
        #expect(image.sources.map(\.role) == expected.roles)
        #expect(Containers.formats.contains(image.format))
        if let version = image.facts.version { #expect(image.format.versions.contains(version)) }
    }

    @Test func `formats have names and endings of their own`() {
        let names = Containers.formats.map(\.name)
        #expect(Set(names).count == names.count)
        for format in Containers.formats {
            #expect(format.extensions.allSatisfy { $0 == $0.lowercased() && !$0.hasPrefix(".") })
        }
        for name in [
            "Nero image (NRG)", "BIN/CUE", "MAME compressed disc image (CHD)", "EnCase evidence file (E01)",
        ] {
            #expect(names.contains(name))
        }
    }
}
