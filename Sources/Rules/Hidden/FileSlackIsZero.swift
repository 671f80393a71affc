import DiscModel
import FileSystems
import Specimens
import Surveys

/// The rest of the last sector of a file, table or boot image is zero.
enum FileSlackIsZero: Rule {
    static let card = RuleCard(
        id: "hidden-file-slack",
        title: "The rest of the last sector of every file is zero",
        rationale: """
            A file seldom ends with a sector, and no program shows the rest. Some versions of mkisofs, Easy CD Creator \
            and others left bytes of their memory or of other files there; it is also the classic place to hide some.
            """,
        remedy: "Look at the bytes; nothing is wrong with the files themselves.",
        severity: .note,
        clause: .ecma119("6.4.1"),
        needs: .content)

    static func weigh(_ slack: SlackContent, in disc: Disc, _ findings: inout Findings) {
        let kind = disc.kind(of: slack.owner)
        // The ends of directories and path tables have rules of their own.
        guard kind != .directory, kind != .pathTable else { return }
        let name = disc.name(of: slack.owner)
        findings.report(
            "\(slack.nonZeroBytes) of \(slack.length.of("byte")) behind the end of \(name.escaped) are not zero",
            expected: "zeros",
            at: Place(
                offset: slack.offset, length: slack.length, tree: disc.tree(of: slack.owner),
                path: kind == .file ? name : nil, field: "slack"))
    }

    static var examples: [Example] {
        [
            .fires("bytes behind the end of a file", .plain, at: "data:/README.TXT", 37) {
                $0.set("data:/README.TXT", 100, Array("left over".utf8))
            },
            .passes("zeros", .everything),
        ]
    }
}
