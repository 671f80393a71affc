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
                    "disc.cue, line 3, column 1: FILE does not tell the type of the file; BINARY is taken for it (track 1)"
            ),
            .fires(
                "a word too many",
                in: .cue(.plain).with { $0.replace("INDEX 01 00:00:00", with: "INDEX 01 00:00:00 00:02:00") },
                at: "disc.cue: line 5, column 23"),
            .fires(
                "a track without INDEX 01",
                in: .cue(.plain).with { $0.replace("INDEX 01", with: "INDEX 02") },
                at: "disc.cue: line 4"),
            .fires(
                "a line of a GDI file that is cut",
                in: .gdi(Specimen.plain.bytes).with { $0.replace("0 2352 track02.raw 0", with: "0") },
                at: "disc.gdi: line 3, column 7",
                message:
                    "disc.gdi, line 3, column 7: the line ends where a number of bytes should stand; it is passed over (track 2)"
            ),
            .fires(
                "a section that CloneCD descriptors do not have",
                in: .cloneCD(.plain).with { $0.replace("[Disc]", with: "[Disk]") },
                at: "disc.ccd: line 3, column 1",
                message: "disc.ccd, line 3, column 1: [Disk] is no section of a CloneCD descriptor"),
            .fires(
                "a value that is no number",
                in: .cloneCD(.plain).with { $0.replace("Point=0xa0", with: "Point=first") },
                at: "disc.ccd: line 14, column 7"),
            .fires(
                "a misspelt value of a track",
                in: .cloneCD(.plain).with { $0.replace("MODE=1", with: "MOOD=1") },
                at: "disc.ccd: line 73, column 1"),
            .passes("a CloneCD descriptor", in: .cloneCD(.mixed)),
            .passes(
                "a CloneCD descriptor with flags, a remark and another case",
                in: .cloneCD(.mixed).with {
                    $0.replace("ISRC=", with: "FLAGS= DCP\r\n; made by hand\r\nisrc = ")
                    $0.replace("[TRACK 1]", with: "[Track 1]")
                }),
            .passes("a GDI file", in: .gdi(Specimen.plain.bytes)),
            .passes("a cue sheet", in: .cue(.mixed)),
            .passes("a TOC file", in: .toc(.mixed)),
        ]
    }
}
