import ChecksumLists
import Digests
import DiscModel
import Specimens
import Surveys

/// Every file that a list in the image names is there.
enum ListedFilesExist: Rule {
    static let card = RuleCard(
        id: "payload-list-missing-file",
        title: "Every file that a list in the image names is there",
        rationale: """
            A list of checksums was made of the files that were to go onto the disc. A name without a file is a file that \
            was lost on the way; the check of an installer stops there. A .treeinfo also names what a mirror holds and \
            the disc need not, which is only noted.
            """,
        remedy: "Make the image again with the file, or the list without its name.",
        severity: .error,
        clause: .practice("debian-cd, live-build, casper, productmd: lists of checksums on the medium"),
        needs: .content)

    static func weigh(_ list: PayloadList, in disc: Disc, _ findings: inout Findings) {
        let others = list.missing.isEmpty ? [:] : pathsInLowerCase(disc)
        for missing in list.missing {
            let name =
                missing.name.text.hasPrefix("./") ? String(missing.name.text.dropFirst(2)) : missing.name.text
            let other = others[folder(of: list) + name.lowercased()]
            findings.report(
                "\(list.path.escaped) names \(missing.name.escaped) in line \(missing.line), and no such file is in the image"
                    + (other.map { ": \($0.escaped) differs in capital and small letters only" } ?? ""),
                at: list.place(ofLine: missing.line),
                severity: list.format == .treeinfo ? .note : nil, about: "/" + missing.name.text)
        }
        if let first = list.unfollowed.first(where: { !$0.name.text.hasSuffix("boot.iso") }) {
            let text =
                "\(list.path.escaped) names \(first.name.escaped) in line \(first.line), to which no way leads in this tree"
            // A list most of whose lines can be followed has done its work.
            guard list.statements.count > list.unfollowed.count else { return findings.cannotDecide(text) }
            let others = list.unfollowed.count > 1 ? ", and \(list.unfollowed.count - 1) more like it" : ""
            findings.report(
                text + others, at: list.place(ofLine: first.line), severity: .note,
                about: "/" + first.name.text)
        }
    }

    /// The files of the image, where two are not told apart by their case alone.
    private static func pathsInLowerCase(_ disc: Disc) -> [String: DisplayName] {
        Dictionary(FileIndex(disc).files.map { ($0.path.text.lowercased(), $0.path) }) { first, _ in first }
    }

    /// The folder of a list in lower case, with a slash.
    private static func folder(of list: PayloadList) -> String {
        String(
            list.path.text.lowercased().prefix(
                through: list.path.text.lowercased().lastIndex(of: "/") ?? list.path.text.startIndex))
    }

    static var examples: [Example] {
        let sum = String(repeating: "0", count: 32)
        return [
            .fires(
                "a listed file is not there",
                ListedSpecimen.with(
                    list: "/MD5SUM.TXT", ListedSpecimen.lines(.md5) + "\(sum)  ./pool/gone.deb\n"), at: nil),
            .fires(
                "a name that differs in case only, in Rock Ridge",
                ListedSpecimen.with(
                    list: "/MD5SUM.TXT", ListedSpecimen.lines(.md5) + "\(sum)  ./README.txt\n"), at: nil,
                message:
                    "/md5sum.txt names ./README.txt in line 4, and no such file is in the image: /readme.txt differs in capital and small letters only"
            ),
            .fires(
                "a .treeinfo names a file that is elsewhere",
                ListedSpecimen.treeInfo(file: "images/pxeboot/vmlinuz", sum: sum + sum), at: nil,
                severity: .note),
            .fires(
                "a name that no plain tree can hold, among others that it holds",
                ListedSpecimen.sha1InPrimary("\(sum)00000000  ./pool/a rather long name~1.deb\n"), at: nil,
                severity: .note),
            .passes("all listed files are there", ListedSpecimen.md5),
            .passes(
                "names that the plain tree had to change",
                ListedSpecimen.sha1InPrimary(
                    "\(ListedSpecimen.sum(.sha1, of: "info\n"))  ./.disk/info.more.text\n",
                    file: "/_DISK/INFO_MOR.TEX",
                    "info\n")),
            .passes("names in another case, without Rock Ridge", ListedSpecimen.sha256InPrimary),
            .passes(
                "a .treeinfo lists the boot image made of the tree",
                ListedSpecimen.treeInfo(file: "docs/manual.txt")),
        ]
    }
}
