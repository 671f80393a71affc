import DiscModel
import FileSystems
import Specimens

/// Notes files that only another session or volume of the image leads to.
enum OlderFilesAreKept: Rule {
    static let card = RuleCard(
        id: "session-orphan-files",
        title: "Every file of the other sessions is also in the active one",
        rationale: """
            Deleting a file from a multi-session disc only leaves it out of the next directory. Its data stays, and the \
            older session still names it.
            """,
        remedy:
            "Look at the older session (mount -o sbsector, xorriso -load) for what was deleted or replaced.",
        severity: .note,
        profiles: Profile.examiners,
        clause: .practice("multi-session discs"),
        needs: .content)

    static func weigh(_ disc: Disc, in _: Disc, _ findings: inout Findings) {
        for volume in disc.furtherVolumes?.volumes ?? [] where volume.sharedFiles < volume.files {
            findings.report(
                "\(volume.files - volume.sharedFiles) of \(volume.files.of("extent")) of the volume at LBA \(volume.start) "
                    + "belong to no file of the active tree",
                at: volume.place)
        }
    }

    static var examples: [Example] {
        [
            .fires("a file was deleted from the tree of sector 16", .plain, at: "padding", 370_688) {
                $0.addSession()
                $0.removeRecord("record:/README.TXT")
            },
            .passes("the same files", .plain) { $0.addSession() },
        ]
    }
}
