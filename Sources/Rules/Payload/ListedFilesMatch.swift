import Checksums
import Digests
import DiscModel
import Specimens
import Surveys

/// Every file that a list in the image names has the content that was listed.
enum ListedFilesMatch: Rule {
    static let card = RuleCard(
        id: "payload-list-verify",
        title: "Every file has the checksum that the image's own list gives",
        rationale: """
            md5sum.txt of Debian and Ubuntu, SHA256SUMS, .treeinfo of Fedora and others record what each file was when \
            the image was made. A file that differs was damaged on the way, or changed by somebody who did not update \
            the list. Installers check some of these lists and stop; others install what they read.
            """,
        remedy: """
            Fetch or copy the image again. If it was changed on purpose, write the list anew as the last step before the \
            image is made.
            """,
        severity: .error,
        clause: .practice("debian-cd, live-build, casper, productmd: lists of checksums on the medium"),
        needs: .content)

    static func weigh(_ list: PayloadList, in disc: Disc, _ findings: inout Findings) {
        let exchanged = ExchangedSums(in: list, of: disc)
        for pair in exchanged.pairs { report(pair, of: list, in: disc, &findings) }
        for statement in list.statements where !exchanged.contains(statement) {
            let checksum = disc.checksum(statement)
            if statement.caveat != nil, case .open = checksum.state { continue }
            let path = checksum.place(in: disc).path?.escaped ?? "a file"
            let damage = disc.outcome(of: statement.request)?.damage
            findings.weigh(
                checksum, in: disc,
                "\(path) has another \(statement.expected.algorithm.title) than \(list.path.escaped) gives in "
                    + (statement.recorded.field ?? "it")
                    + (damage.map { ": it is stored compressed (zisofs), and \($0)" } ?? ""))
        }
    }

    private static func report(
        _ pair: ExchangedSums.Pair, of list: PayloadList, in disc: Disc, _ findings: inout Findings
    ) {
        let (first, second) = (disc.checksum(pair.first), disc.checksum(pair.second))
        func path(_ checksum: Checksum) -> String { checksum.place(in: disc).path?.escaped ?? "a file" }
        let isOfList = isVouchedFor(pair.first, in: disc) && isVouchedFor(pair.second, in: disc)
        let lines = [pair.first, pair.second].compactMap(\.recorded.field).joined(separator: " and ")
        let whose = isOfList ? "; other sums say that the files are right" : ", or the files do"
        findings.weigh(
            first, in: disc,
            "the \(pair.first.expected.algorithm.title) sums of \(path(first)) and \(path(second)) stand in each other's place in \(list.path.escaped) (\(lines))\(whose)"
        )
    }

    /// Whether another list has the same bytes right.
    private static func isVouchedFor(_ statement: ChecksumStatement, in disc: Disc) -> Bool {
        disc.checksums.contains {
            $0.statement.request.ranges == statement.request.ranges && $0.state == .verified
        }
    }

    static var examples: [Example] {
        [
            .fires("one bit of a listed file flipped", ListedSpecimen.md5, at: "data:/DOCS/MANUAL.TXT") {
                $0.set8("data:/DOCS/MANUAL.TXT", 1_234, $0.get8("data:/DOCS/MANUAL.TXT", 1_234) ^ 4)
            },
            .fires(
                "a file of a .treeinfo differs", ListedSpecimen.treeInfo(file: "docs/manual.txt"),
                at: "data:/DOCS/MANUAL.TXT"
            ) {
                $0.set8("data:/DOCS/MANUAL.TXT", 0, 0)
            },
            .fires(
                "a boot image changed behind its boot information table", ListedSpecimen.boot,
                at: "data:/BOOT/BIOS.IMG"
            ) {
                $0.set8("data:/BOOT/BIOS.IMG", 1_000, 1)
            },
            .fires(
                "a block of a compressed file cannot be unpacked", ListedSpecimen.zisofs,
                at: "data:/PACKED.TXT"
            ) {
                $0.set8("data:/PACKED.TXT", 30, 0x7F)
            },
            .fires(
                "the sums of two files in each other's place",
                ListedSpecimen.with(list: "/MD5SUM.TXT", ListedSpecimen.exchangedLines),
                at: "data:/README.TXT"),
            .passes("md5sum.txt lists all files", ListedSpecimen.md5),
            .passes("a compressed file has the sum of what it unpacks to", ListedSpecimen.zisofs),
            .passes("SHA256SUMS in a tree without Rock Ridge", ListedSpecimen.sha256InPrimary),
            .passes("a .treeinfo lists one file", ListedSpecimen.treeInfo(file: "docs/manual.txt")),
            .passes("a boot image that was patched after it was listed", ListedSpecimen.boot),
        ]
    }
}
