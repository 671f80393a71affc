import Containers
import DiscModel
import Specimens

/// A descriptor calls the sectors of each track by a mode of its language.
enum TrackModesAreKnown: Rule {
    static let card = RuleCard(
        id: "container-mode-unknown",
        title: "Every track has a mode that programs know",
        rationale: """
            The mode tells how many bytes a sector has in the file and which of them are data. bchunk and cdemu stop at a \
            mode that they do not know; others take the track for audio, and what they burn cannot be read. isocheck \
            measures what the sectors are.
            """,
        remedy: "Write what the sectors are, such as MODE1/2352 in a cue sheet, in the place of the word.",
        severity: .error,
        clause: .practice("descriptors of images"))

    static func weigh(_ container: ContainerFacts, in _: Disc, _ findings: inout Findings) {
        container.report(.mode, &findings)
    }

    static var examples: [Example] {
        [
            .fires(
                "a mode of a cue sheet with a digit too many",
                in: .cue(.plain).with { $0.replace("MODE1/2352", with: "MODE61/2352") },
                at: "disc.cue: line 4, column 12"),
            .fires(
                "a mode that TOC files do not have",
                in: .toc(.plain).with { $0.replace("TRACK MODE1_RAW", with: "TRACK MODE2_MIXED") },
                at: "disc.toc: line 7, column 7"),
            .fires(
                "a type that GDI files do not have",
                in: .gdi(Specimen.plain.bytes).with { $0.replace("450 0 2352", with: "450 7 2352") },
                at: "disc.gdi: line 3, column 7"),
            .passes("the types of a GDI file", in: .gdi(Specimen.plain.bytes)),
            .passes(
                "a mode in small letters",
                in: .cue(.plain).with { $0.replace("MODE1/2352", with: "mode1/2352") }),
            .passes("the modes of a TOC file", in: .toc(.mixed)),
        ]
    }
}
