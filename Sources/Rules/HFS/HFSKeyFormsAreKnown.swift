import Bytes
import DiscModel
import FileSystems
import Specimens

/// A tree says how its keys are stored.
enum HFSKeyFormsAreKnown: HFSFaultRule {
    static let card = RuleCard(
        id: "hfs-btree-key-form",
        title: "A tree says how its keys are stored",
        rationale: """
            A tree says how long its longest key is, and how lengths are recorded, and there is one right answer for \
            each tree. Linux mounts no volume whose catalog or overflow file gives another.
            """,
        remedy: """
            Copy the image again and compare it with another copy; if the fault stays, copy the files that can be \
            read to a new volume, or repair a copy with fsck.hfsplus.
            """,
        severity: .error,
        clause: .tn1150("B-Trees"))

    static let kinds: Set<HFSFault.Kind> = [.keyForm]

    static func words(_ fault: HFSFault) -> String {
        "the header of the \(subject(fault).dropFirst(4)) has \(fault.recorded) for its keys, which have \(fault.found)"
    }

    static var examples: [Example] {
        [
            .fires("a longest key of 20 bytes", .hfsPlus, at: "hfs:catalog", 34) {
                $0.set16BE("hfs:catalog", 34, 20)
            },
            .fires("lengths of keys of one byte", .hfsPlus, at: "hfs:catalog", 52) {
                $0.set32BE("hfs:catalog", 52, 4)
            },
            .fires("names compared in a way that there is not", .hfsX, at: "hfs:catalog", 51) {
                $0.set8("hfs:catalog", 51, 7)
            },
            .passes("a volume that tells case apart", .hfsX),
        ]
    }
}
