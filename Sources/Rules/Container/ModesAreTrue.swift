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
            otherwise makes programs read every file at the wrong place, and a burned disc is unreadable.
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
                    "track \(span.track) is said to be \(declared), but its sectors are \(measured.form.inWords) with \(measured.stride) bytes each"
                ),
                expected: declared,
                actual: "\(measured.form.inWords), \(measured.stride.of("byte"))",
                at: container.place(inFile: span.extent.source, "track \(span.track)"))
        }
    }

    static var examples: [Example] {
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
        if form == .audio { return false }
        if stride != measured.stride { return true }
        return part == .whole && (form == .mode1) != (measured.form == .mode1)
    }
}
