import Bytes
import DiscModel
import FileSystems
import Specimens

/// The identifier of a directory record is as long as the record says (ECMA-119, 9.1.10).
enum IdentifiersHaveTheirLength: Rule {
    static let card = RuleCard(
        id: "dir-identifier-length",
        title: "Identifiers are as long as their records say",
        rationale: """
            Readers take as many bytes for the name as the record says, and what follows for Rock Ridge. With a wrong length \
            the name is cut or ends in bytes that are none, and its Rock Ridge name and rights are lost; with one that is longer than \
            the record, many readers give up the whole directory. isocheck read on with the length that was meant.
            """,
        remedy: "Copy the image again; if the fault stays, make it again.",
        severity: .error, confidence: .firm,
        clause: .ecma119("9.1.10"))

    static func weigh(_ tree: ISOTree, in disc: Disc, _ findings: inout Findings) {
        guard !disc.sharesDirectories(tree) else { return }
        for mended in tree.mendedIdentifiers {
            findings.report(
                "the identifier \(tree.displayName(mended.slot).escaped) has \(Int(mended.meant).of("byte")), \(mended.evidence), and not the \(mended.recorded) that its record says",
                expected: "\(mended.meant)", actual: "\(mended.recorded)",
                at: tree.place(ofRecord: mended.slot, DirectoryRecord.identifierLength))
        }
    }

    static var examples: [Example] {
        let field = DirectoryRecord.identifierLength
        return [
            .fires("nine bytes too many, before Rock Ridge", .rockRidge, at: "record:/README.TXT", field) {
                $0.set(field, of: "record:/README.TXT", 21)
            },
            .fires("three too few, before Rock Ridge", .rockRidge, at: "record:/README.TXT", field) {
                $0.set(field, of: "record:/README.TXT", 9)
            },
            .fires("longer than the record", .plain, at: "record:/README.TXT", field) {
                $0.set(field, of: "record:/README.TXT", 200)
            },
            .fires("the version number cut off", .plain, at: "record:/README.TXT", field) {
                $0.set(field, of: "record:/README.TXT", 10)
            },
            .fires("a directory's name cut off", .plain, at: "record:/EMPTYDIR", field) {
                $0.set(field, of: "record:/EMPTYDIR", 5)
            },
            .fires("half of a Joliet name", .joliet, at: "svd:record:/readme.txt", field) {
                $0.set(field, of: "svd:record:/readme.txt", 10)
            },
            .fires("no name at all", .rockRidge, at: "record:/DOCS", field) {
                $0.set(field, of: "record:/DOCS", 0)
            },
            .passes("all as long as they say", .everything),
            .fires("a byte of padding too many", .plain, at: "record:/README.TXT", field) {
                $0.set(field, of: "record:/README.TXT", 13)
            },
            .passes("padding that is not zero", .plain) {
                $0.renameRecord("record:/README.TXT", to: Array("README".utf8))
                $0.set8("record:/README.TXT", 39, 0x20)
            },
        ]
    }
}
