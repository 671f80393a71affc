import Containers
import DiscModel
import Specimens

/// A file is of the type that FILE gives it.
enum FileTypesAreTrue: Rule {
    static let card = RuleCard(
        id: "container-file-type",
        title: "Files are of the type that the cue sheet gives them",
        rationale: """
            The word behind the name in FILE says how the file begins: bare sectors (BINARY, MOTOROLA) or a file of audio with a \
            header. cdrdao reads the header of what is called WAVE, and stops where there is none; others decode the sectors as \
            sound, or write a header as sound.
            """,
        remedy: "Write the type that the message names.",
        severity: .error,
        clause: .practice("descriptors of images"))

    static func weigh(_ container: ContainerFacts, in _: Disc, _ findings: inout Findings) {
        container.report(.fileType, &findings)
        container.report(.headerNotNamed, severity: .warning, &findings)
    }

    static var examples: [Example] {
        [
            .fires(
                "bare sectors that are called WAVE",
                in: .cue(.plain).with { $0.replace("BINARY", with: "WAVE") }, at: "disc.cue: line 3",
                message:
                    "disc.cue, line 3: WAVE is not what disc.bin is: it has no header of such a file and holds bare sectors; write BINARY (track 1)"
            ),
            .fires(
                "bare sectors that are called MP3",
                in: .cue(.plain).with { $0.replace("BINARY", with: "MP3") }, at: "disc.cue: line 3"),
            .fires(
                "a WAVE file that is called BINARY", in: .wave(type: "BINARY"), at: "disc.cue: line 1",
                severity: .warning),
            .passes("a WAVE file", in: .wave()),
            .passes("bare sectors", in: .cue(.mixed)),
        ]
    }
}
