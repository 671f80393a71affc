import Containers
import DiscModel
import Specimens

/// A descriptor in text is written in bytes that every program reads.
enum SheetsArePlainText: Rule {
    static let card = RuleCard(
        id: "container-sheet-encoding",
        title: "A descriptor is text that every program reads",
        rationale: """
            The programs that read sheets and TOC files come from decades in which text was a byte for each character. A sheet in \
            UTF-16, as an editor may save it, has no statement for cdrdao and bchunk; one whose lines end with carriage returns alone \
            is one line to them. A mark of UTF-8 and letters in Latin-1 are read by most.
            """,
        remedy:
            "Save the descriptor as plain text (UTF-8 without a mark), with a line feed at the end of each line.",
        severity: .warning,
        clause: .practice("descriptors of images"))

    static func weigh(_ container: ContainerFacts, in _: Disc, _ findings: inout Findings) {
        container.report(.encoding, &findings)
        container.report(.peculiarEncoding, severity: .note, &findings)
    }

    private static func coded(_ change: @escaping @Sendable ([UInt8]) -> [UInt8]) -> Wrapped {
        .cue(.plain).with { $0.bytes = change($0.bytes) }
    }

    static var examples: [Example] {
        [
            .fires(
                "a cue sheet in UTF-16", in: coded { [0xFF, 0xFE] + $0.flatMap { [$0, 0] } },
                at: "disc.cue: line 1",
                message:
                    "disc.cue, line 1: the text is in UTF-16, two bytes for each character: cdrdao, bchunk and others that read bytes find no statement in it"
            ),
            .fires(
                "the same, the other way round", in: coded { [0xFE, 0xFF] + $0.flatMap { [0, $0] } },
                at: "disc.cue: line 1"),
            .fires("lines of an old Mac", in: coded { $0.filter { $0 != 10 } }, at: "disc.cue: line 1"),
            .fires(
                "a title in Latin-1",
                in: .cue(.plain).with { wrapped in
                    wrapped.replace("Specimen", with: "Sp?cimen")
                    wrapped.bytes = wrapped.bytes.map { $0 == 0x3F ? 0xE9 : $0 }
                }, at: "disc.cue: line 2", severity: .note),
            .fires(
                "the mark of UTF-8", in: coded { [0xEF, 0xBB, 0xBF] + $0 }, at: "disc.cue: line 1",
                severity: .note),
            .passes("plain text", in: .cue(.plain)),
            .passes("letters in UTF-8", in: .cue(.plain).with { $0.replace("Specimen", with: "Spécimen") }),
            .passes("line feeds alone", in: coded { $0.filter { $0 != 13 } }),
        ]
    }
}
