import DiscModel
import FileSystems
import Specimens

/// No name leads out of the directory it stands in.
enum NamesDoNotClimb: Rule {
    static let card = RuleCard(
        id: "dir-name-traversal",
        title: "No name leads out of its directory",
        rationale: """
            A name such as \"..\", \"../../etc/passwd\" or \"C:\\file\" makes a careless program write outside of the place \
            to which it copies. No mastering program makes such names by accident.
            """,
        remedy: "Do not unpack this image with a program that is not known to refuse such names.",
        severity: .error,
        clause: .practice("names are joined to paths"))

    static func weigh(_ disc: Disc, in _: Disc, _ findings: inout Findings) {
        disc.eachName(in: Set(TreeKind.allCases), with: .mayClimb) { name, tree, node in
            guard let why = fault(of: name) else { return }
            let path = disc.trees[tree].path(of: node).escaped
            findings.report("the last name of \(path) \(why)", at: disc.place(ofNode: node, in: tree))
        }
    }

    private static func fault(of name: NodeName) -> String? {
        // Nearly every name ends here.
        guard name[0] == 0x2E || name[1] == 0x3A || name.mayHoldSeparator else { return nil }
        let first = name[0]
        if isSeparator(first) { return "begins with a separator" }
        if name[1] == 0x3A, first | 0x20 >= 0x61, first | 0x20 <= 0x7A { return "begins with a drive letter" }
        // Steps of the path that the name makes: only dots are of interest.
        let end = name.countWithoutVersion
        var dots = 0
        var others = 0
        for index in 0...end {
            guard index == end || isSeparator(name[index]) else {
                if name[index] == 0x2E { dots += 1 } else { others += 1 }
                continue
            }
            if others == 0, dots == 2 { return "is or holds \"..\"" }
            if others == 0, dots == 1, end == 1 { return "is \".\"" }
            (dots, others) = (0, 0)
        }
        return nil
    }

    private static func isSeparator(_ character: UInt8) -> Bool { character == 0x2F || character == 0x5C }

    static var examples: [Example] {
        [
            .fires("\"..\" in dots", .plain, at: "record:/DOCS") {
                $0.renameRecord("record:/DOCS", to: Array("..".utf8))
            },
            .fires("a file two levels up", .joliet, at: "svd:record:/readme.txt") {
                $0.renameRecord(
                    "svd:record:/readme.txt",
                    to: "../../passwd;1".utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 255)] })
            },
            .fires("a drive letter", .rockRidge, at: "record:/README.TXT") {
                $0.replaceEntry(
                    "susp:/README.TXT:NM", with: Specimen.systemUseEntry("NM", [0] + Array("C:file".utf8)))
            },
            .passes("a name that begins with two dots", .rockRidge) {
                $0.replaceEntry(
                    "susp:/README.TXT:NM", with: Specimen.systemUseEntry("NM", [0] + Array("..rc".utf8)))
            },
        ]
    }
}
