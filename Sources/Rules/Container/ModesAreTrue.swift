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
        remedy: """
            Correct the mode in the descriptor; where a track begins too early or too late, its time. isocheck convert makes a plain \
            ISO, which needs no descriptor.
            """,
        severity: .error,
        clause: .practice("containers of disc images"))

    static func weigh(_ container: ContainerFacts, in _: Disc, _ findings: inout Findings) {
        let exchanged = exchanged(in: container)
        if let (one, other) = exchanged {
            let names = [one, other].map { container.name(ofFile: $0.extent.source) }
            findings.report(
                container.located(
                    container.place(of: one),
                    "track \(one.track) is said to be \(one.declared ?? ""), but \(names[0]) holds \(held(one)), and track \(other.track) is said to be \(other.declared ?? ""), but \(names[1]) holds \(held(other)): the names of the two files stand in each other's place, or the modes of the two tracks do"
                ), at: container.place(inFile: one.extent.source, "track \(one.track)"))
            return
        }
        for span in container.spans {
            // Where the declaration does not tell a layout, that of the span is the one it was read by.
            guard let declared = span.declared, let measured = span.measured,
                (span.declaredLayout ?? span.extent.layout).differs(from: measured)
            else { continue }
            let part = part(span, of: container)
            // Which sectors a track has was then told wrongly, and that is said.
            if part != nil, container.faults.contains(where: { $0.kind == .behindEnd }) { continue }
            let layout = span.declaredLayout ?? span.extent.layout
            findings.report(
                container.located(
                    container.place(of: span),
                    "track \(span.track) is said to be \(declared), but \(part ?? truth(layout, measured, in: container))"
                ),
                expected: part == nil ? expected(measured, in: container) : nil,
                actual: part == nil ? declared : nil,
                at: container.place(inFile: span.extent.source, "track \(span.track)"))
        }
    }

    private static func held(_ span: StoredSpan) -> String {
        span.measured?.form == .audio ? "audio" : "data"
    }

    /// The two tracks of which one is called data and is audio, and the other the reverse, each in a file of its own.
    private static func exchanged(in container: ContainerFacts) -> (StoredSpan, StoredSpan)? {
        let wrong = container.spans.filter { span in
            guard let measured = span.measured, let declared = span.declaredLayout else { return false }
            return (declared.form == .audio) != (measured.form == .audio)
        }
        guard container.format == CueSheetImage.format, wrong.count == 2,
            wrong[0].extent.source != wrong[1].extent.source,
            held(wrong[0]) != held(wrong[1]),
            wrong.allSatisfy({ span in
                container.spans.count { $0.extent.source == span.extent.source } == 1
            })
        else { return nil }
        return (wrong[0], wrong[1])
    }

    /// Where only some of the sectors of a track are of another kind: its data goes on into a track of audio, or audio follows it.
    private static func part(_ span: StoredSpan, of container: ContainerFacts) -> String? {
        let all = container.spans.filter { $0.track == span.track && $0.session == span.session }
        guard let first = all.map(\.extent.first).min(),
            all.contains(where: { $0.extent.layout != span.extent.layout })
        else { return nil }
        let sectors = span.extent.count.of("sector")
        guard span.measured?.form == .audio else {
            let track = container.layout.tracks.first { $0.number == span.track }
            let isPregap = track.map { $0.start >= span.extent.end } ?? false
            let begins = isPregap ? "INDEX 00 stands" : "the track begins"
            return
                "its first \(sectors) are data with synchronisation patterns and headers: \(begins) \(sectors) too early, and what lies there is missing from the track before"
        }
        let next = container.spans.first {
            $0.session == span.session && $0.track != span.track && $0.extent.first == span.extent.end
        }
        let start = span.extent.first - first
        if let next, next.extent.layout.form == .audio, span.extent.count <= 300 {
            return
                "its last \(sectors), from sector \(start) on, have no synchronisation pattern: they are audio, so track \(next.track) begins \(sectors) too late and lacks its beginning"
        }
        return
            "its last \(sectors), from sector \(start) on, have no synchronisation pattern: they are audio, whose tracks the descriptor leaves out, and a program that burns them as data writes what neither plays nor can be read"
    }

    /// What should stand where the mode stands, in the words of the descriptor where they are known.
    private static func expected(_ measured: SectorLayout, in container: ContainerFacts) -> String {
        container.format == CueSheetImage.format
            ? CueSheetImage.mode(of: measured)
            : "\(measured.form == .unknown ? "data alone" : measured.form.inWords), \(measured.stride.of("byte"))"
    }

    /// What the sectors are, and what becomes of data that is called audio, and of audio that is called data.
    private static func truth(
        _ declared: SectorLayout, _ measured: SectorLayout, in container: ContainerFacts
    ) -> String {
        if measured.form == .audio {
            return
                "none of its sectors has a synchronisation pattern: they are audio, and a program that burns them as data writes a track that neither plays nor can be read"
        }
        let what =
            measured.form == .unknown
            ? "\(measured.stride) bytes of data each and nothing around them"
            : "\(measured.form.inWords) with \(measured.stride) bytes each"
        let word =
            container.format == CueSheetImage.format ? "; write \(CueSheetImage.mode(of: measured))" : ""
        guard declared.form == .audio else {
            return
                "its sectors are \(what): what reads them by the descriptor takes the data from the wrong bytes\(word)"
        }
        return
            "its sectors are data, \(what), with synchronisation patterns and headers: burned as audio it plays as noise, and its files cannot be read\(word)"
    }

    static var examples: [Example] { modes + kinds }

    private static var kinds: [Example] {
        [
            .fires(
                "a track of data that a cue sheet calls audio",
                in: .cue(.plain).with { $0.replace("MODE1/2352", with: "AUDIO") }, at: "disc.bin: track 1",
                message:
                    "disc.cue, line 4, column 12: track 1 is said to be AUDIO, but its sectors are data, Mode 1 with 2352 bytes each, with synchronisation patterns and headers: burned as audio it plays as noise, and its files cannot be read; write MODE1/2352"
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
                "data that the section of its track calls audio",
                in: .cloneCD(.plain).with { $0.replace("MODE=1", with: "MODE=0") }, at: "disc.img: track 1",
                message:
                    "disc.ccd, line 73, column 6: track 1 is said to be MODE=0, but its sectors are data, Mode 1 with 2352 bytes each, with synchronisation patterns and headers: burned as audio it plays as noise, and its files cannot be read"
            ),
            .fires(
                "a Nero image that tells another length of its sectors",
                in: .nero(.plain).with {
                    let first = NeroChunkHead.length + NeroSession.length
                    $0.set(NeroTrack.stride, of: "chunk DAOX", at: first, 2336)
                }, at: "disc.nrg: track 1"),
            .fires(
                "an Alcohol image that tells of sub-channels which are not there",
                in: .alcohol(.plain).with { $0.set(AlcoholTrack.stride, of: "track 1", 2448) },
                at: "disc.mdf: track 1"),
            .fires(
                "a WinOnCD image that tells another length of its sectors",
                in: .winOnCD(.plain).with { $0.set(WinOnCDBlock.stride, of: "first block", 2336) },
                at: "disc.c2d: track 1"),
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
            .fires(
                "a pregap that begins within the data",
                in: .cue(.mixed).with { $0.replace("INDEX 00 00:02:27", with: "INDEX 00 00:02:20") },
                at: "disc.bin: track 2",
                message:
                    "disc.cue, line 6, column 12: track 2 is said to be AUDIO, but its first 7 sectors are data with synchronisation patterns and headers: INDEX 00 stands 7 sectors too early, and what lies there is missing from the track before"
            ),
            .fires(
                "a track of audio that begins a little within the data",
                in: .cue(.mixed).with {
                    $0.replace("    INDEX 00 00:02:27\r\n", with: "")
                    $0.replace("INDEX 01 00:03:27", with: "INDEX 01 00:02:20")
                }, at: "disc.bin: track 2"),
            .fires(
                "a track of audio that begins a little too late",
                in: .cue(.mixed).with { $0.replace("INDEX 00 00:02:27", with: "INDEX 00 00:02:47") },
                at: "disc.bin: track 1",
                message:
                    "disc.cue, line 4, column 12: track 1 is said to be MODE1/2352, but its last 20 sectors, from sector 177 on, have no synchronisation pattern: they are audio, so track 2 begins 20 sectors too late and lacks its beginning"
            ),
            .fires(
                "the files of two tracks in each other's place",
                in: .cue(.mixed, oneFile: false).with { wrapped in
                    wrapped.replace("track1.bin", with: "trackX.bin")
                    wrapped.replace("track2.bin", with: "track1.bin")
                    wrapped.replace("trackX.bin", with: "track2.bin")
                }, at: "track2.bin: track 1"),
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
