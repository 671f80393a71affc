import Bytes
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
        let name = disc.name(of: slack.owner)
        // The ends of directories and path tables of ISO 9660 have rules of their own.
        guard kind != .pathTable, kind != .directory || name.text.hasPrefix("UDF") else { return }
        let habit = slack.repeatsFrom.map {
            "; the same stands \($0) bytes before, so that it is what the memory of the program held"
        }
        findings.report(
            "\(slack.nonZeroBytes) of \(slack.length.of("byte")) behind the end of \(name.escaped) are not zero: \(ContentSample.shown(slack.head))\(habit ?? "")",
            expected: "zeros",
            at: Place(
                offset: slack.offset, length: slack.length, tree: disc.tree(of: slack.owner),
                path: kind == .file ? name : nil, field: "slack"))
    }

    private static let several = Specimen {
        $0.files = [
            .init("/A.TXT", .bytes([UInt8](repeating: 7, count: .sector))),
            .init("/B.TXT", .bytes([UInt8](repeating: 9, count: 1_000))),
        ]
    }

    static var examples: [Example] {
        [
            .fires("bytes behind the end of a file", .plain, at: "data:/README.TXT", 37) {
                $0.set("data:/README.TXT", 100, Array("left over".utf8))
            },
            .fires(
                "what the sector before holds", several, at: "data:/B.TXT", 1_000,
                message:
                    "1048 of 1048 bytes behind the end of /B.TXT;1 are not zero: first bytes 07 07 07 07 07 07 07 07 07 07 07 07 07 07 07 07; the same stands 2048 bytes before, so that it is what the memory of the program held"
            ) { $0.fill("data:/B.TXT", 1_000, count: 1_048, with: 7) },
            .passes("zeros", .everything),
        ]
    }
}
