import ChecksumLists
import Digests
import DiscModel
import Specimens
import Surveys

/// Every line of a list in the image is understood.
enum ListsAreUnderstood: Rule {
    static let card = RuleCard(
        id: "payload-list-malformed",
        title: "Every line of a list in the image is a checksum that can be verified",
        rationale: """
            A line that is cut, garbled, or of an algorithm that is not known here protects nothing: the file it was about \
            is not verified. Most tools pass over such lines with at most a warning.
            """,
        remedy: "Write the list anew, one line for each file, with an algorithm that is in common use.",
        severity: .warning,
        clause: .practice("sha256sum(1), cksum(1), hashdeep(1), productmd: formats of lists"),
        needs: .content)

    static func weigh(_ list: PayloadList, in disc: Disc, _ findings: inout Findings) {
        if list.isGarbled {
            findings.report(
                "\(list.path.escaped) is called a list of checksums, and no line of it is one",
                at: Place(path: list.path))
        }
        for problem in list.problems {
            findings.report(
                "\(list.path.escaped), line \(problem.line): \(problem.what)",
                at: list.place(ofLine: problem.line))
        }
    }

    static var examples: [Example] {
        let sum = String(repeating: "0", count: 20)
        return [
            .fires(
                "a line that is cut",
                ListedSpecimen.with(
                    list: "/MD5SUM.TXT", ListedSpecimen.lines(.md5) + "\(sum)  ./docs/manual.txt\n"), at: nil),
            .fires("a list overwritten with zeros", ListedSpecimen.md5, at: nil) {
                $0.fill("data:/MD5SUM.TXT", 0, count: 200, with: 0)
            },
            .fires(
                "an unknown algorithm",
                ListedSpecimen.with(
                    list: "/TREEINFO", name: ".treeinfo", "[checksums]\ndocs/manual.txt = whirlpool:00\n"),
                at: nil),
            .fires(
                "a name that leads out of the image",
                ListedSpecimen.with(
                    list: "/MD5SUM.TXT", ListedSpecimen.lines(.md5) + "\(sum)000000000000  ../../etc/passwd\n"
                ), at: nil),
            .passes("a list without a fault", ListedSpecimen.md5),
        ]
    }
}
