import Bytes
import DiscModel
import FileSystems
import Specimens

/// No continuation area lies in the data of a file.
enum ContinuationsAvoidFiles: Rule {
    static let card = RuleCard(
        id: "susp-ce-in-file-data",
        title: "Continuation areas lie outside of all files",
        rationale: """
            Whoever can change the file can change names, links and permissions of another one. Programs put \
            continuation areas among the directories; a pointer into a file is an error of the program or a way to \
            hide something.
            """,
        remedy: "Find out which of the two is wrong: the pointer in CE, or the extent of the file.",
        severity: .warning,
        clause: .susp("5.1"))

    static func weigh(_ tree: TreeContinuations, in disc: Disc, _ findings: inout Findings) {
        // Both are sorted by offset: one walk, with the file that reaches furthest.
        var next = 0
        var open: DiscMap.Span?
        let spans = disc.map.spans
        for area in tree.areas {
            while next < spans.count, spans[next].offset < area.end {
                let span = spans[next]
                next += 1
                guard case .file = span.owner, open.map({ span.end > $0.end }) ?? true else { continue }
                open = span
            }
            guard let file = open, file.end > area.start, file.offset < area.end else { continue }
            findings.report(
                "a continuation area at offset \(area.start) lies in the data of \(disc.name(of: file.owner).escaped)",
                at: tree.place(area))
        }
    }

    static var examples: [Example] {
        [
            .fires("CE points into a file", .continuation, at: "data:/DOCS/MANUAL.TXT") {
                $0.set(
                    ContinuationPointer.block, of: "susp:/LONGNAME.TXT:CE", $0.block("data:/DOCS/MANUAL.TXT"))
                $0.set(ContinuationPointer.offset, of: "susp:/LONGNAME.TXT:CE", 0)
            },
            .passes("areas among the directories", .continuation),
        ]
    }
}
