import Containers
import DiscModel
import Specimens

/// Every statement of a descriptor in text stands where it belongs, and says no more than it should.
enum SheetsAreUnderstood: Rule {
    static let card = RuleCard(
        id: "container-sheet-grammar",
        title: "Every statement of the descriptor stands where it belongs",
        rationale: """
            A statement at the wrong place, a word too many or a count that is not that of what follows is \
            passed over by one program and stops another. What it was meant to say about the disc is then lost.
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
                "a file without its type", in: .cue(.plain).with { $0.replace(" BINARY", with: "") },
                at: "disc.cue: line 3, column 1",
                message:
                    "disc.cue, line 3, column 1: FILE does not tell the type of the file; BINARY is taken for it (track 1)"
            ),
            .fires(
                "a word too many",
                in: .cue(.plain).with { $0.replace("INDEX 01 00:00:00", with: "INDEX 01 00:00:00 00:02:00") },
                at: "disc.cue: line 5, column 23"),
            .fires(
                "more tracks than a GDI file has lines for",
                in: .gdi(Specimen.plain.bytes).with { $0.replace("3\r\n1 0", with: "4\r\n1 0") },
                at: "disc.gdi: line 1, column 1"),
            .fires(
                "a value that stands twice",
                in: .cloneCD(.plain).with { $0.replace("MODE=1\r\n", with: "MODE=1\r\nMODE=1\r\n") },
                at: "disc.ccd: line 74, column 1"),
            .fires(
                "a lead-out of audio behind data",
                in: .cloneCD(.plain).with {
                    $0.replace(
                        "Point=0xa2\r\nADR=0x01\r\nControl=0x04",
                        with: "Point=0xa2\r\nADR=0x01\r\nControl=0x00"
                    )
                }, at: "disc.ccd: line 46, column 9"),
            .fires(
                "a pregap that stands twice",
                in: .cue(.mixed).with {
                    $0.replace(
                        "    INDEX 00 00:02:27",
                        with: "    POSTGAP 00:00:00\r\n    POSTGAP 00:00:00\r\n    INDEX 00 00:02:27"
                    )
                }, at: "disc.cue: line 9, column 5"),
            .fires(
                "a disc of audio with a track of data",
                in: .toc(.mixed).with { $0.replace("CD_ROM", with: "CD_DA") },
                at: "disc.toc: line 1, column 1",
                message:
                    "disc.toc, line 1, column 1: CD_DA says that the disc holds audio alone, but track 1 is MODE1_RAW; did you mean CD_ROM?"
            ),
            .passes("a CloneCD descriptor", in: .cloneCD(.mixed)),
            .passes("a GDI file", in: .gdi(Specimen.plain.bytes)),
            .passes("a cue sheet", in: .cue(.mixed)),
            .passes("a TOC file", in: .toc(.mixed)),
        ]
    }
}
