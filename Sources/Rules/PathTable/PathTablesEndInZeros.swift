import DiscModel
import FileSystems
import Specimens
import Surveys

/// Nothing stands between the end of a path table and the end of its sector (ECMA-119, 6.9).
enum PathTablesEndInZeros: Rule {
    static let card = RuleCard(
        id: "path-table-gap-content",
        title: "The sector behind the end of a path table is zero",
        rationale: """
            No reader looks at the bytes behind a path table, so they can carry anything: leftovers of the writer's memory, \
            a longer table of an earlier session, or something that was put there.
            """,
        remedy: "Look at the bytes if the origin of the image matters; readers are not affected.",
        severity: .note,
        clause: .practice("unused bytes are zero"),
        needs: .content)

    static func weigh(_ slack: SlackContent, in disc: Disc, _ findings: inout Findings) {
        guard disc.kind(of: slack.owner) == .pathTable else { return }
        findings.report(
            "\(slack.nonZeroBytes) of \(slack.length.of("byte")) behind the \(disc.name(of: slack.owner).escaped) are not zero",
            at: Place(offset: slack.offset, length: slack.length, field: "pathTable"))
    }

    static var examples: [Example] {
        [
            .fires("a note behind the M table", .plain, at: "path-table-m[3]", 16) {
                $0.set("path-table-m", 1_000, Array("hidden".utf8))
            },
            .passes("slack of a file instead", .plain) {
                $0.set("data:/README.TXT", 1_000, Array("hidden".utf8))
            },
        ]
    }
}
