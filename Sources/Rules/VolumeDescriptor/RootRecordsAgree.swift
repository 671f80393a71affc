import Bytes
import DiscModel
import FileSystems
import Specimens

/// The root directory's own first record repeats the one in the descriptor (ECMA-119, 6.8.2.2 and 8.4.18).
enum RootRecordsAgree: Rule {
    static let card = RuleCard(
        id: "pvd-root-vs-dot",
        title: "The root record of the descriptor and the root's own \".\" say the same",
        rationale: """
            Linux and isoinfo take place and length of the root from the descriptor, xorriso takes the length from the \
            directory itself. If the two differ, one of them misses files or reads on into something else. Flags and volume \
            number lead no reader astray.
            """,
        remedy:
            "Copy the image again; if the fault stays, make it again. Where only one of two lengths is a whole number of sectors, trust that one.",
        severity: .error,
        clause: .ecma119("6.8.2.2, 8.4.18"))

    static func weigh(_ tree: ISOTree, in disc: Disc, _ findings: inout Findings) {
        guard let roots = RootRecords(tree) else { return }
        for difference in roots.differences {
            let field = difference.field.inside(VolumeDescriptor.rootDirectoryRecord)
            findings.report(
                "the root has \(difference.field.name.spelledOut) \(difference.inDescriptor) in the descriptor and "
                    + "\(difference.inDirectory) in the directory itself",
                expected: difference.inDirectory, actual: difference.inDescriptor,
                at: tree.descriptor.place(field), severity: difference.severity,
                causedBy: tree.descriptor.causeInHalves(of: field.name) ?? roots.dot.halves
                    ?? (difference.field.name == DirectoryRecord.extent.name && isShifted(roots, disc)
                        ? ImageTruncated.self : nil))
        }
    }

    /// Whether the root stands as many blocks before its place as the image is too short: they are missing before it.
    private static func isShifted(_ roots: RootRecords, _ disc: Disc) -> Bool {
        guard let declared = disc.iso?.declaredSize, declared > disc.size else { return false }
        let (own, named) = (UInt64(roots.dot.extent.read), UInt64(roots.inDescriptor.extent.read))
        return own > named && (own - named).times(.sector) == declared - disc.size
    }

    static var examples: [Example] {
        [
            .fires("the descriptor tells a longer root", .plain, at: "pvd:root", DirectoryRecord.dataLength) {
                $0.set(DirectoryRecord.dataLength, of: "pvd:root", 4096)
            },
            .fires(
                "the interleave gap differs in Joliet", .joliet, at: "svd:root",
                DirectoryRecord.interleaveGap, severity: .warning
            ) {
                $0.set(DirectoryRecord.interleaveGap, of: "svd:root", 1)
            },
            .fires(
                "hidden in the descriptor alone", .plain, at: "pvd:root", DirectoryRecord.flags,
                severity: .note
            ) {
                $0.set(DirectoryRecord.flags, of: "pvd:root", 3)
            },
            .passes("equal in all trees", .everything),
        ]
    }
}
