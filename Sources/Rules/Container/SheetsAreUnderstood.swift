public import Containers
public import DiscModel
import Specimens

/// Every statement of a descriptor in text is one of its language.
public enum SheetsAreUnderstood: Rule {
    public static let card = RuleCard(
        id: "container-sheet-grammar",
        title: "Every statement of the descriptor is understood",
        rationale: """
            A statement that is misspelt or at the wrong place is passed over by one program and stops \
            another. What it was meant to say about the disc is then lost.
            """,
        remedy: "Correct the line; the manual of the program that reads it lists its statements.",
        severity: .warning,
        clause: .practice("descriptors of images"))

    public static func weigh(_ container: ContainerFacts, in _: Disc, _ findings: inout Findings) {
        for fault in container.faults where fault.kind == .grammar {
            findings.report(DisplayName(fault.text).escaped, at: container.place(inFile: 0, fault.place))
        }
    }

    public static var fires: [Example] {
        [
            Example("a misspelt command", in: .cue(.plain).with { $0.replace("CATALOG", with: "CATALOGUE") }),
            Example(
                "a statement that TOC files do not have",
                in: .toc(.plain).with { $0.replace("NO COPY", with: "NO PASTE") }),
        ]
    }

    public static var staysSilent: [Example] {
        [
            Example("a cue sheet", in: .cue(.mixed)),
            Example("a TOC file", in: .toc(.mixed)),
        ]
    }
}
