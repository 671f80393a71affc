import Containers
import DiscModel
import Specimens

/// Every statement of a descriptor in text is one of its language.
enum SheetsAreUnderstood: Rule {
    static let card = RuleCard(
        id: "container-sheet-grammar",
        title: "Every statement of the descriptor is understood",
        rationale: """
            A statement that is misspelt or at the wrong place is passed over by one program and stops \
            another. What it was meant to say about the disc is then lost.
            """,
        remedy: "Correct the line; the manual of the program that reads it lists its statements.",
        severity: .warning,
        clause: .practice("descriptors of images"))

    static func weigh(_ container: ContainerFacts, in _: Disc, _ findings: inout Findings) {
        container.report(.grammar, &findings)
    }

    static var examples: [Example] {
        [
            .fires(
                "a misspelt command", in: .cue(.plain).with { $0.replace("CATALOG", with: "CATALOGUE") },
                at: "disc.cue: line 1, column 1"),
            .fires(
                "a statement that TOC files do not have",
                in: .toc(.plain).with { $0.replace("NO COPY", with: "NO PASTE") },
                at: "disc.toc: line 8, column 4"),
            .fires(
                "a file without its type", in: .cue(.plain).with { $0.replace(" BINARY", with: "") },
                at: "disc.cue: line 3, column 1",
                message:
                    "disc.cue, line 3, column 1: FILE does not tell the type of the file; BINARY is taken for it"
            ),
            .fires(
                "a word too many",
                in: .cue(.plain).with { $0.replace("INDEX 01 00:00:00", with: "INDEX 01 00:00:00 00:02:00") },
                at: "disc.cue: line 5, column 23"),
            .fires(
                "a track without INDEX 01",
                in: .cue(.plain).with { $0.replace("INDEX 01", with: "INDEX 02") },
                at: "disc.cue: line 4"),
            .passes("a cue sheet", in: .cue(.mixed)),
            .passes("a TOC file", in: .toc(.mixed)),
        ]
    }
}
