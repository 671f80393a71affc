import Bytes
import DiscModel
import FileSystems
import Specimens

/// Notes an image whose sector 16 and whose last session show different files.
enum NewestSessionIsActive: Rule {
    static let card = RuleCard(
        id: "session-active-choice",
        title: "The descriptors in sector 16 are those of the newest session",
        rationale: """
            On a disc, Linux and most drives start from the last session in the table of contents; from an image file \
            programs start at sector 16. If both lead to different trees, the disc shows other files than its image.
            """,
        remedy: "Tell the program which session to show (mount -o sbsector), or merge the sessions.",
        severity: .note,
        clause: .ecma119("6.7.1"),
        needs: .content)

    static func weigh(_ disc: Disc, in _: Disc, _ findings: inout Findings) {
        guard let primary = disc.iso?.primary,
            let last = disc.furtherVolumes?.volumes.last(where: { $0.reading == .image }),
            last.primary.rootRecord.extent.read != primary.rootRecord.extent.read
        else { return }
        findings.report(
            "the session at LBA \(last.start) has its root in block \(last.primary.rootRecord.extent.read), sector 16 names another",
            expected: "block \(last.primary.rootRecord.extent.read)",
            actual: "block \(primary.rootRecord.extent.read)",
            at: primary.place(VolumeDescriptor.root(DirectoryRecord.extent)))
    }

    static var examples: [Example] {
        [
            .fires(
                "a session was added, sector 16 not changed", .plain, at: "pvd:root", DirectoryRecord.extent
            ) {
                $0.addSession()
            },
            .passes("sector 16 was changed as well", .plain) {
                let start = $0.addSession()
                $0.set(DirectoryRecord.extent, of: "pvd:root", start + 18)
            },
        ]
    }
}
