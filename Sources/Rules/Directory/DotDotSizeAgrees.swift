import Bytes
import DiscModel
import FileSystems
import Specimens

/// ".." says how long the parent is (ECMA-119, 6.8.2.2).
enum DotDotSizeAgrees: Rule {
    static let card = RuleCard(
        id: "dir-dotdot-size",
        title: "\"..\" gives the size of the parent directory",
        rationale: """
            Several programs write the size of the directory itself, or of one sector, into its \"..\". No reader is known \
            to use it, but it is a redundant number that tells of changes.
            """,
        remedy: "Nothing to do for readers; a program that writes images should record the true size.",
        severity: .note,
        profiles: Profile.pedants,
        clause: .ecma119("6.8.2.2, 9.1.4"))

    static func weigh(_ head: DirectoryHead, in _: Disc, _ findings: inout Findings) {
        guard let dotDot = head.dotDot, let slot = head.second else { return }
        let expected = head.namingParent.dataLength.read
        // A ".." that names something else has the size of something else.
        guard dotDot.dataLength.read != expected,
            dotDot.dataOffset(blockSize: head.tree.blockSize) == head.tree.directories[head.parent].offset
        else { return }
        findings.report(
            "\"..\" says \(dotDot.dataLength.read.of("byte")), the parent has \(expected)",
            expected: "\(expected)",
            actual: "\(dotDot.dataLength.read)",
            at: head.dotDotPlace(slot, DirectoryRecord.dataLength),
            causedBy: dotDot.halves ?? head.tree.halves(naming: head.parent))
    }

    static var examples: [Example] {
        [
            .fires(
                "\"..\" of /DOCS has another size", .plain, at: "record:/DOCS/..", DirectoryRecord.dataLength
            ) {
                $0.set(DirectoryRecord.dataLength, of: "record:/DOCS/..", 4_096)
            },
            .passes("equal sizes", .everything),
        ]
    }
}
