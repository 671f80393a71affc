import Bytes
import DiscModel
import FileSystems
import Specimens

/// ".." says where the parent lies (ECMA-119, 6.8.2.2).
enum DotDotNamesTheParent: Rule {
    private static let libisofs = Exemption(
        .libisofs, "libisofs writes the directory itself into \"..\" of the Joliet and the enhanced tree")
    private static let genisoimage = Exemption(
        .genisoimage,
        "genisoimage writes an empty directory that is its own parent where it left one out (too deep, or unreadable)"
    )

    static let card = RuleCard(
        id: "dir-dotdot-extent",
        title: "\"..\" gives the block of the parent directory",
        rationale: """
            Few readers use \"..\", so a wrong one stays unnoticed until one does. It shows that a directory was moved \
            after its records were written, or that a bit is wrong.
            """,
        remedy: "Nothing to do where readers keep the path themselves; otherwise make the image again.",
        severity: .warning,
        clause: .ecma119("6.8.2.2"),
        exemptions: [libisofs, genisoimage])

    static func weigh(_ head: DirectoryHead, in _: Disc, _ findings: inout Findings) {
        guard let dotDot = head.dotDot, let slot = head.second else { return }
        let target = dotDot.dataOffset(blockSize: head.tree.blockSize)
        let parent = head.tree.directories[head.parent]
        guard target != parent.offset else { return }
        let isItself = target == head.directory.offset
        findings.report(
            isItself
                ? "\"..\" names the directory itself, block \(dotDot.extent.read)"
                : "\"..\" names block \(dotDot.extent.read), the parent lies at block \(head.namingParent.extent.read)",
            expected: "block \(head.namingParent.extent.read)", actual: "block \(dotDot.extent.read)",
            at: head.dotDotPlace(slot, DirectoryRecord.extent),
            // An empty directory leads nobody astray, and genisoimage does not always leave its name.
            severity: isItself && head.tree.kind == .iso9660 && head.directory.slotCount == 2 ? .note : nil,
            causedBy: dotDot.halves ?? head.tree.halves(naming: head.parent),
            exempt: isItself ? habit(of: head) : nil)
    }

    /// Whose habit a ".." that names its own directory may be.
    private static func habit(of head: DirectoryHead) -> Exemption? {
        switch head.tree.kind {
        case .joliet, .enhanced: libisofs
        case .iso9660 where head.directory.slotCount == 2: genisoimage
        default: nil
        }
    }

    static var examples: [Example] {
        [
            .fires(
                "\"..\" of /DOCS names another block", .plain, at: "record:/DOCS/..", DirectoryRecord.extent
            ) {
                $0.set(DirectoryRecord.extent, of: "record:/DOCS/..", 99)
            },
            .fires(
                "\"..\" of an empty directory names itself, whoever made the image", .plain,
                at: "record:/EMPTYDIR/..", DirectoryRecord.extent, severity: .note
            ) {
                $0.set(DirectoryRecord.extent, of: "record:/EMPTYDIR/..", $0.block("dir:/EMPTYDIR"))
            },
            .fires("\"..\" of the root names /DOCS", .plain, at: "record:/..", DirectoryRecord.extent) {
                $0.set(DirectoryRecord.extent, of: "record:/..", $0.block("dir:/DOCS"))
            },
            .fires(
                "\"..\" of every Joliet directory names itself, whoever made the image", .joliet,
                at: "svd:record:/docs/..", DirectoryRecord.extent, severity: .note
            ) {
                for path in ["/docs", "/emptydir"] {
                    $0.set(DirectoryRecord.extent, of: "svd:record:\(path)/..", $0.block("svd:dir:\(path)"))
                }
            },
            .passes("a relocated directory, whose \"..\" is where it lies now", .relocation),
        ]
    }
}
