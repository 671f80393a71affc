import Bytes
import DiscModel
import FileSystems
import Specimens

/// PX and TF of "." and ".." are those of the directory that they name (RRIP 1.12, 4.1.1 and 4.1.6).
enum DotsRepeatTheDirectory: Rule {
    static let card = RuleCard(
        id: "rr-dot-differs",
        title: "\".\" and \"..\" have the attributes and times of the directory that they name",
        rationale: """
            Mode, owner and times of a directory stand in the record that names it, in its own \".\", and in the \"..\" of each \
            subdirectory. Linux takes those of \".\" for the root and those of the naming record for all others, other \
            systems those of \".\": where they differ, so do permissions and times.
            """,
        remedy: "Compare the image with its source; if that is the same, make it again.",
        severity: .note,
        profiles: Profile.pedants,
        clause: .rrip("4.1.1, 4.1.6"))

    static func weigh(_ head: DirectoryHead, in _: Disc, _ findings: inout Findings) {
        let tree = head.tree
        guard tree.sharing != nil else { return }
        if head.dot != nil, let slot = head.first, head.directory.slot >= 0 {
            compare(slot, with: Int(head.directory.slot), in: tree, &findings)
        }
        guard head.dotDot != nil, let slot = head.second, let own = record(of: head.parent, in: tree),
            // The true parent of a relocated directory is another one.
            tree.entry(slot, .pl) == nil
        else { return }
        // genisoimage leaves what it says about the parent of RR_MOVED empty: mode 0, dates of 1970.
        if let attributes = tree.entry(slot, .px), attributes[PosixAttributes.mode].read == 0 { return }
        compare(slot, with: own, in: tree, &findings)
    }

    /// Slot of the record that tells what a directory is: for the root, whose record in the descriptor has no system use
    /// area, its own ".".
    private static func record(of directory: Int, in tree: ISOTree) -> Int? {
        let slot = Int(tree.directories[directory].slot)
        return slot >= 0 ? slot : tree.slots(of: directory).first
    }

    private static func compare(
        _ slot: Int, with other: Int, in tree: ISOTree, _ findings: inout Findings
    ) {
        for signature in [SystemUseEntry.Signature.px, .tf] {
            guard let own = tree.entry(slot, signature), let model = tree.entry(other, signature),
                own.bytes != model.bytes
            else { continue }
            let isSelf = tree.record(slot).isSelf
            findings.report(
                "\(signature) of \"\(isSelf ? "." : "..")\" differs from that of the directory that it names",
                expected: JolietIsAnnounced.hex(model.bytes), actual: JolietIsAnnounced.hex(own.bytes),
                at: tree.place(of: own, slot: slot))
        }
    }

    static var examples: [Example] {
        [
            .fires("another mode in \".\"", .rockRidge, at: "susp:/DOCS/.:PX") {
                $0.set(PosixAttributes.mode.little, of: "susp:/DOCS/.:PX", 0o040_777)
                $0.set(PosixAttributes.mode.big, of: "susp:/DOCS/.:PX", 0o040_777)
            },
            .fires("another second in \"..\"", .rockRidge, at: "susp:/DOCS/..:TF") {
                $0.set8("susp:/DOCS/..:TF", 10, 59)
            },
            .passes("the same in all records", .rockRidge),
            .passes("a relocated directory", .relocation),
            .passes("no times in \"..\"", .rockRidge) { $0.removeEntry("susp:/DOCS/..:TF") },
        ]
    }
}
