import Bytes
import Containers
import DiscModel
import SectorCodes
import Sectors
import Specimens

/// Sectors are stored in the way that the container says.
enum ModesAreTrue: Rule {
    static let card = RuleCard(
        id: "container-mode-mismatch",
        title: "Sectors are of the mode that the container says",
        rationale: """
            The descriptor says whether sectors are stored raw or as data, and in which mode; \
            synchronisation patterns, headers and volume descriptors show it. A descriptor that says \
            otherwise makes programs read every file at the wrong place: bchunk and cdemu take the data from where the mode says \
            it is, and cdrdao burns it so that the disc is unreadable.
            """,
        remedy: "Correct the mode in the descriptor, or make a plain ISO with isocheck convert.",
        severity: .error,
        clause: .practice("containers of disc images"))

    static func weigh(_ container: ContainerFacts, in _: Disc, _ findings: inout Findings) {
        for span in container.spans {
            // Where the declaration does not tell a layout, that of the span is the one it was read by.
            guard let declared = span.declared, let measured = span.measured,
                (span.declaredLayout ?? span.extent.layout).differs(from: measured)
            else { continue }
            findings.report(
                container.located(
                    container.place(of: span),
                    "track \(span.track) is said to be \(declared), but \(part(span, of: container) ?? truth(span.declaredLayout ?? span.extent.layout, measured))"
                ),
                expected: declared,
                actual: "\(measured.form.inWords), \(measured.stride.of("byte"))",
                at: container.place(inFile: span.extent.source, "track \(span.track)"))
        }
    }

    /// Where only some of the sectors of a track are of another kind: its data goes on into a track of audio, or audio follows it.
    private static func part(_ span: StoredSpan, of container: ContainerFacts) -> String? {
        let all = container.spans.filter { $0.track == span.track && $0.session == span.session }
        guard let first = all.map(\.extent.first).min(),
            all.contains(where: { $0.extent.layout != span.extent.layout })
        else { return nil }
        let sectors = span.extent.count.of("sector")
        guard span.measured?.form == .audio else {
            return
                "its first \(sectors) are data with synchronisation patterns and headers: the track begins \(sectors) too early, and what lies there is missing from the track before"
        }
        return
            "its last \(sectors), from sector \(span.extent.first - first) on, have no synchronisation pattern: they are audio, whose tracks the descriptor leaves out, and a program that burns them as data writes what neither plays nor can be read"
    }

    /// What the sectors are, and what becomes of data that is called audio, and of audio that is called data.
    private static func truth(_ declared: SectorLayout, _ measured: SectorLayout) -> String {
        if measured.form == .audio {
            return
                "none of its sectors has a synchronisation pattern: they are audio, and a program that burns them as data writes a track that neither plays nor can be read"
        }
        let what = "\(measured.form.inWords) with \(measured.stride) bytes each"
        guard declared.form == .audio else { return "its sectors are \(what)" }
        return
            "its sectors are data, \(what), with synchronisation patterns and headers: burned as audio it plays as noise, and its files cannot be read"
    }

    static var examples: [Example] { modes + kinds }

    private static var kinds: [Example] {
        [
            .fires(
                "a track of data that a cue sheet calls audio",
                in: .cue(.plain).with { $0.replace("MODE1/2352", with: "AUDIO") }, at: "disc.bin: track 1",
                message:
                    "disc.cue, line 4, column 12: track 1 is said to be AUDIO, but its sectors are data, Mode 1 with 2352 bytes each, with synchronisation patterns and headers: burned as audio it plays as noise, and its files cannot be read"
            ),
            .fires(
                "the same of a GDI file",
                in: .gdi(Specimen.plain.bytes).with { $0.replace("45000 4", with: "45000 0") },
                at: "track03.bin: track 3"),
            .fires(
                "the same of a TOC file",
                in: .toc(.plain).with { $0.replace("MODE1_RAW", with: "AUDIO") }, at: "disc.bin: track 1"),
            .fires(
                "the same of a CloneCD descriptor",
                in: .cloneCD(.plain).with {
                    $0.replace(
                        "Point=0x1\r\nADR=0x01\r\nControl=0x04", with: "Point=0x1\r\nADR=0x01\r\nControl=0x00"
                    )
                }, at: "disc.img: track 1"),
            .fires(
                "audio that a cue sheet calls data",
                in: .cue(.mixed, oneFile: false).with { $0.replace("AUDIO", with: "MODE1/2352") },
                at: "track2.bin: track 2"),
            .fires(
                "audio that a GDI file calls data",
                in: .gdi(Specimen.plain.bytes).with { $0.replace("450 0", with: "450 4") },
                at: "track02.raw: track 2"),
            .fires(
                "audio whose tracks a cue sheet leaves out",
                in: .cue(.mixed).with { wrapped in
                    // The last line of its first track is the sixth.
                    wrapped.bytes = Array(
                        wrapped.bytes.split(separator: 10).prefix(5).joined(separator: [10]))
                }, at: "disc.bin: track 1"),
            .fires(
                "a track of audio that begins within the data",
                in: .cue(.mixed).with {
                    $0.replace("INDEX 00 00:02:27", with: "INDEX 00 00:01:00")
                    $0.replace("INDEX 01 00:03:27", with: "INDEX 01 00:01:40")
                }, at: "disc.bin: track 2",
                message:
                    "disc.cue, line 6, column 12: track 2 is said to be AUDIO, but its first 102 sectors are data with synchronisation patterns and headers: the track begins 102 sectors too early, and what lies there is missing from the track before"
            ),
            .passes("audio that is called audio", in: .cue(.mixed)),
            .passes(
                "a track of data without anything in it",
                in: .cue(.mixed, oneFile: false).with { wrapped in
                    wrapped.replace("AUDIO", with: "MODE1/2352")
                    wrapped.siblings["track2.bin"] = [UInt8](repeating: 0, count: 2352 * 375)
                }),
        ]
    }

    private static var modes: [Example] {
        [
            .fires(
                "raw sectors that are said to be plain",
                in: .cue(.plain).with { $0.replace("MODE1/2352", with: "MODE1/2048") },
                at: "disc.bin: track 1"),
            .fires(
                "Mode 1 that is said to be Mode 2",
                in: .cue(.plain).with { $0.replace("MODE1/2352", with: "MODE2/2352") },
                at: "disc.bin: track 1"),
            .fires(
                "raw sectors that a TOC file says to be plain",
                in: .toc(.plain).with { $0.replace("TRACK MODE1_RAW", with: "TRACK MODE1") },
                at: "disc.bin: track 1"),
            .passes("Mode 1 that is said to be Mode 1", in: .cue(.plain)),
            .passes("plain sectors", in: .cue(.plain, mode: "MODE1/2048")),
        ]
    }
}

extension SectorLayout {
    /// Whether two layouts cannot both be true of the same bytes. What is stored as data says nothing about the mode.
    fileprivate func differs(from measured: SectorLayout) -> Bool {
        if (form == .audio) != (measured.form == .audio) { return true }
        if stride != measured.stride { return true }
        return part == .whole && (form == .mode1) != (measured.form == .mode1)
    }
}
