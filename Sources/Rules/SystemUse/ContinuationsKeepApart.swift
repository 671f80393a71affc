import Bytes
import DiscModel
import FileSystems
import Specimens

/// Continuation areas of two records are the same bytes or share none (SUSP 1.12, 5.1).
enum ContinuationsKeepApart: Rule {
    static let card = RuleCard(
        id: "susp-ce-overlap",
        title: "Continuation areas do not run into each other",
        rationale: """
            Two records may share one area as a whole, to save room. When areas share only a part, an offset or a length \
            is wrong, and one of the records shows entries of the other: a foreign name, link or access list.
            """,
        remedy: "Make or copy the image again.",
        severity: .warning,
        clause: .susp("5.1"))

    static func weigh(_ tree: TreeContinuations, in _: Disc, _ findings: inout Findings) {
        var last: TreeContinuations.Area?
        for area in tree.areas {
            if let before = last, area.start < before.end, area.slot != before.slot,
                area.start != before.start || area.end != before.end
            {
                findings.report(
                    "continuation areas \(before.start)-\(before.end) and \(area.start)-\(area.end) share bytes",
                    at: tree.place(area))
            }
            if last.map({ area.end > $0.end }) ?? true { last = area }
        }
    }

    static var examples: [Example] {
        [
            .fires("the offset points into another area", .continuation, at: "susp:/.:ER", 100) {
                $0.set(ContinuationPointer.offset, of: "susp:/LONGNAME.TXT:CE", 100)
            },
            .passes("areas side by side", .continuation),
            .passes("two records that share one area", .continuation) {
                $0.set("susp:/LONGNAME.TXT:CE", $0.entry("susp:/.:CE"))
            },
        ]
    }
}
