import Bytes
import DiscModel
import FileSystems
import Specimens

/// Rock Ridge entries are announced by an SP entry in the first record of the root (SUSP 1.12, 5.3).
enum SharingIsAnnounced: Rule {
    static let card = RuleCard(
        id: "susp-sp-missing",
        title: "An SP entry announces the use of system use areas",
        rationale: """
            A reader looks for SP in the first record of the root directory and ignores all Rock Ridge entries without \
            it: long names, links, permissions and relocated directories vanish, and what is shown is the plain tree. \
            Linux guesses; BSD, GRUB and xorriso do not.
            """,
        remedy:
            "Make the image again; if only SP was lost, the record of \".\" in the root directory is damaged.",
        severity: .warning,
        clause: .susp("5.3"))

    static func weigh(_ tree: ISOTree, in _: Disc, _ findings: inout Findings) {
        guard let found = UnsharedEntries(tree), found.spPosition == nil else { return }
        findings.report(
            "the first record of the root lacks the entry that announces all others (SP), while a record has \(found.signature)",
            expected: "SP", actual: "\(found.signature) without SP",
            at: tree.place(ofRecord: found.slot, field: "systemUse"))
    }

    static var examples: [Example] {
        [
            .fires("SP taken out", .rockRidge, at: "dir:/") { $0.removeEntry("susp:/.:SP") },
            .fires("one bit of the signature flipped", .rockRidge, at: "dir:/") {
                $0.set(SystemUseEntry.signatureField, byte: 0, of: "susp:/.:SP", 0x52)
            },
            .passes("Rock Ridge with SP", .rockRidge), .passes("no system use at all", .plain),
        ]
    }
}
