import Bytes
import DiscModel
import FileSystems
import Specimens

/// Files of BDMV have copies.
enum BDBackupsAreThere: Rule {
    static let card = RuleCard(
        id: "bd-backup-missing",
        title: "Files of BDMV have copies in BACKUP",
        rationale: """
            A scratch in an index, a playlist or what is told of a clip is harmless as long as the copy in BACKUP is there. Without it titles \
            are lost with the file. AVCHD of cameras often has none.
            """,
        remedy: """
            Copy index.bdmv, MovieObject.bdmv, PLAYLIST and CLIPINF into BACKUP, and make the image again.
            """,
        severity: .warning,
        clause: .bluRay("BACKUP"))

    static func weigh(_ disc: BluRayFacts, in _: Disc, _ findings: inout Findings) {
        let severity: Severity? = disc.isAVCHD ? .note : nil
        let lonely = disc.pairs.filter { $0.file != nil && $0.copy == nil }
        guard lonely.count < disc.pairs.count || !disc.hasBackup else {
            return findings.report(
                "\(disc.name)/BACKUP is empty", at: disc.directory, severity: severity,
                about: disc.name + "/BACKUP")
        }
        guard disc.hasBackup else {
            return findings.report(
                "\(disc.name) has no BACKUP", at: disc.directory, severity: severity,
                about: disc.name + "/BACKUP")
        }
        for pair in lonely {
            guard let file = pair.file else { continue }
            findings.report(
                "\(file.path.escaped) has no copy in \(disc.name)/BACKUP", at: file.place, severity: severity)
        }
    }

    static var examples: [Example] {
        [
            .fires(
                "a copy that is not there", .bdWithout("BACKUP/PLAYLIST/00001.mpls"),
                at: "udf:data:/BDMV/PLAYLIST/00001.mpls"),
            .fires("none at all", .bluRay { $0.removeAll { $0.path.contains("BACKUP") } }, at: nil),
            .passes("a copy of each", .bluRay),
        ]
    }
}
