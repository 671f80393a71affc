import DiscModel
import FileSystems
import Specimens

/// All entries of a tree are of one version of Rock Ridge (RRIP 1.12, 4.1.1 and 4.3).
enum VersionsAgree: Rule {
    static let card = RuleCard(
        id: "rr-version-mixed",
        title: "All Rock Ridge entries are of one version",
        rationale: """
            PX has 36 bytes and an index entry RR in the versions named RRIP_1991A, and 44 bytes and no RR in the version named \
            IEEE_P1282. Most readers take both at once; pycdlib refuses an image that mixes them, as mkisofs and bsdtar \
            have long done.
            """,
        remedy:
            "Nothing; choose a mastering program that keeps to one version if pycdlib must read the image.",
        severity: .note,
        clause: .rrip("4.1.1, 4.3"))

    static func weigh(_ tree: RockRidgeTree, in _: Disc, _ findings: inout Findings) {
        let firstOf = (
            short: first(in: tree.tree, with: .shortAttributes, length: 36),
            long: first(in: tree.tree, with: .longAttributes, length: 44)
        )
        if let short = firstOf.short, let long = firstOf.long {
            return findings.report(
                "the entry with mode and owner (PX) has 36 bytes in one record and 44 in another",
                at: tree.tree.place(ofFirst: .px, in: max(short, long)))
        }
        let names = ExtensionReference.all(in: tree.tree).map { DisplayName(utf8: $0.identifier).text }
        if let long = firstOf.long, names.contains("RRIP_1991A") {
            findings.report(
                "the entry with mode and owner (PX) has 44 bytes, while the extension is named (ER) as RRIP_1991A",
                expected: "36 bytes",
                at: tree.tree.place(ofFirst: .px, in: long))
        } else if let short = firstOf.short, names.contains(where: { $0.hasPrefix("IEEE_") }) {
            findings.report(
                "the entry with mode and owner (PX) has 36 bytes, while the extension is named (ER) as IEEE_P1282",
                expected: "44 bytes",
                at: tree.tree.place(ofFirst: .px, in: short))
        } else if firstOf.long != nil,
            let index = tree.tree.slots(having: .rr).first
        {
            findings.report(
                "RR of version 1.09 stands beside PX of version 1.12",
                at: tree.tree.place(ofFirst: .rr, in: index))
        }
    }

    /// The first record with a PX of a length.
    private static func first(in tree: ISOTree, with traits: RecordTraits, length: Int) -> Int? {
        guard tree.traits.contains(traits) else { return nil }
        return tree.slots.indices.first { slot in
            tree.slots[slot].traits.contains(traits) && tree.entry(slot, .px)?.length == length
        }
    }

    static var examples: [Example] {
        [
            .fires("one PX of 36 bytes", .rockRidge, at: "susp:/README.TXT:PX") {
                let short = Specimen.systemUseEntry("PX", Array($0.entry("susp:/README.TXT:PX")[4..<36]))
                $0.replaceEntry("susp:/README.TXT:PX", with: short)
            },
            .fires("RRIP_1991A with PX of 44 bytes", .rockRidge, at: "susp:/.:PX") {
                $0.set("susp:/.:ER", 8, Array("RRIP_1991A".utf8))
            },
            .passes("RRIP 1.12 throughout", .rockRidge),
        ]
    }
}
