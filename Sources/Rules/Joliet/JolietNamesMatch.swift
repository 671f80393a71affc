import DiscModel
import FileSystems
import Specimens

/// A file has the same name in the primary and in the Joliet tree.
enum JolietNamesMatch: Rule {
    static let card = RuleCard(
        id: "joliet-name-vs-rr",
        title: "A file has the same name in both trees",
        rationale: """
            Linux shows the Rock Ridge name and Windows the Joliet name of the same bytes. They may be cut or adapted to what \
            Joliet allows; names that have nothing in common were given on purpose, or one of them is damaged. A name that was \
            cut so that it lost its ending is a file that Windows cannot open by a click, which is a warning in the profile \
            release.
            """,
        remedy: "Compare both names with the content of the file.",
        severity: .warning, confidence: .firm,
        clause: .practice("both trees show the same files"))

    static func weigh(_ pair: TreePair, in _: Disc, _ findings: inout Findings) {
        guard pair.other.kind == .joliet else { return }
        let isRockRidge = pair.left.kind == .rockridge
        // What is literally the same in the order of the trees needs no second look.
        for (one, other) in isRockRidge ? pair.alignment.unlike[...] : pair.alignment.pairs.dropFirst() {
            let name = pair.left.nameBytes(of: pair.left.nodes[one])
            let joliet = pair.right.nameBytes(of: pair.right.nodes[other])
            let relation =
                isRockRidge ? NameRelation(joliet, rockRidge: name) : NameRelation(joliet, identifier: name)
            guard relation != .same else { continue }
            if relation == .shorn {
                findings.report(
                    "the name \(DisplayName(utf8: [UInt8](name)).escaped) was cut for Joliet and lost its ending: it is \(DisplayName(utf16BigEndian: [UInt8](joliet)).escaped) there",
                    at: pair.rightPlace(other, 33, joliet.count, field: "fileIdentifier"),
                    severity: findings.note(warningIn: [.release]))
                continue
            }
            if relation == .bytewise {
                findings.report(
                    "the name \(DisplayName(utf8: [UInt8](name)).escaped) is \(DisplayName(utf16BigEndian: [UInt8](joliet)).escaped) in the Joliet tree, one character for each byte of its UTF-8, and Windows shows it so",
                    at: pair.rightPlace(other, 33, joliet.count, field: "fileIdentifier"),
                    severity: findings.note(warningIn: [.release, .forensic]),
                    remedy:
                        "Make the image again and tell the program that the names are UTF-8 (-input-charset utf-8)."
                )
                continue
            }
            if relation == .adapted {
                findings.report(
                    "the name is \(DisplayName(utf16BigEndian: [UInt8](joliet)).escaped) in the Joliet tree and \(DisplayName(utf8: [UInt8](name)).escaped) in the \(pair.leftName) tree",
                    at: pair.rightPlace(other, 33, joliet.count, field: "fileIdentifier"), severity: .note)
                continue
            }
            let ruling = NameArbitration(pair, one, other)
            guard !ruling.isSame else { continue }
            if ruling.wrong == .left {
                findings.report(
                    ruling.words(pair), expected: ruling.right, actual: ruling.left,
                    at: pair.place(ofName: one))
                continue
            }
            // Without Rock Ridge the primary name is short, and programs differ in how they make it.
            findings.report(
                ruling.words(pair), expected: ruling.wrong == nil ? nil : ruling.left,
                actual: ruling.wrong == nil ? nil : ruling.right,
                at: pair.rightPlace(other, 33, joliet.count, field: "fileIdentifier"),
                severity: ruling.wrong == nil && !isRockRidge ? .note : nil)
        }
    }

    private static let both = Specimen {
        $0.joliet = true
        $0.rockRidge = true
    }

    static var examples: [Example] {
        [
            .fires("one bit of the Joliet name flipped", both, at: "svd:record:/readme.txt", 33) {
                $0.set8("svd:record:/readme.txt", 34, 0x73)
            },
            .fires("one bit of the Rock Ridge name flipped", both, at: "susp:/DOCS/MANUAL.TXT:NM") {
                $0.set8("susp:/DOCS/MANUAL.TXT:NM", 5, 0x6C)
            },
            .fires(
                "another name than the short one", .joliet, at: "svd:record:/readme.txt", 33, severity: .note
            ) {
                $0.set8("svd:record:/readme.txt", 34, 0x73)
            },
            .fires(
                "a long name, cut to what Joliet allows", .everything, at: "svd:record:/..", 67,
                severity: .note),
            .fires(
                "a Joliet name with its bytes exchanged", .joliet, at: "svd:record:/readme.txt", 33
            ) {
                $0.set("svd:record:/readme.txt", 33, Array("readme.txt;1".utf8).flatMap { [$0, 0] })
            },
            .fires(
                "a Joliet name that begins with one byte for each character", both,
                at: "svd:record:/readme.txt", 33
            ) {
                $0.set("svd:record:/readme.txt", 33, Array("readme.txt".utf8))
            },
            .fires(
                "a Joliet name with one character for each byte of UTF-8", both,
                at: "svd:record:/readme.txt", 33, severity: .note
            ) {
                $0.replaceEntry(
                    "susp:/README.TXT:NM",
                    with: Specimen.systemUseEntry("NM", [0] + Array("grün.txt".utf8)))
                $0.renameRecord(
                    "svd:record:/readme.txt", to: Array("grün.txt".utf8).flatMap { [0, $0] })
            },
            .passes("the same names", both),
            .passes("a Rock Ridge name in code page 437", both) {
                $0.replaceEntry(
                    "susp:/README.TXT:NM",
                    with: Specimen.systemUseEntry(
                        "NM", [0] + Array("gr".utf8) + [0x81, 0x6E] + Array(".txt".utf8)))
                $0.renameRecord(
                    "svd:record:/readme.txt",
                    to: Array("grün.txt".utf16).flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] })
            },
            .passes("readme.txt for README.TXT", .joliet),
            .passes("README.txt for readme.TXT", .joliet) {
                $0.renameRecord("record:/README.TXT", to: Array("readme.TXT;1".utf8))
                $0.renameRecord(
                    "svd:record:/readme.txt",
                    to: Array("README.txt;1".utf16).flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] })
            },
            .passes(
                "a name in Japanese",
                Specimen {
                    $0.joliet = true
                    $0.rockRidge = true
                    $0.files = [.init("/A.TXT", name: "日本語.txt", .bytes([1]))]
                }),
        ]
    }
}
