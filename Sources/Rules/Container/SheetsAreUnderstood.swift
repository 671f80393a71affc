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
        for fault in container.faults where fault.kind == .grammar {
            findings.report(DisplayName(fault.text).escaped, at: container.place(inFile: 0, fault.place))
        }
    }

    static var examples: [Example] {
        [
            .fires(
                "a misspelt command", in: .cue(.plain).with { $0.replace("CATALOG", with: "CATALOGUE") },
                at: "disc.cue: line 1"),
            .fires(
                "a statement that TOC files do not have",
                in: .toc(.plain).with { $0.replace("NO COPY", with: "NO PASTE") }, at: "disc.toc: line 8"),
            .passes("a cue sheet", in: .cue(.mixed)),
            .passes("a TOC file", in: .toc(.mixed)),
        ]
    }
}
