import Bytes
import DiscModel
import FileSystems
import Specimens

/// BDMV has its index, its movie objects, playlists, clips and streams.
enum BDFilesAreThere: Rule {
    static let card = RuleCard(
        id: "bd-missing",
        title: "BDMV has index, movie objects, playlists, clips and streams",
        rationale: """
            A player begins with index.bdmv, which leads to movie objects, those to playlists, and those to clips. Without one of them \
            nothing is played; libbluray (VLC, Kodi) takes the copy in BACKUP, set-top players may not.
            """,
        remedy: """
            Copy the disc again. A file of which a copy is in BACKUP can be had from there.
            """,
        severity: .error,
        clause: .bluRay("directory structure"))

    static func weigh(_ disc: BluRayFacts, in _: Disc, _ findings: inout Findings) {
        for kind in [BDFileKind.index, .movieObjects] where disc.pair(kind)?.file == nil {
            let copy = disc.pair(kind)?.copy
            findings.report(
                "\(disc.path(kind)) is not there\(copy.map { ", but its copy \($0.path.escaped)" } ?? "")",
                at: copy?.place ?? disc.directory, about: disc.path(kind))
        }
        if !disc.pairs.contains(where: { $0.kind == .playlist }) {
            findings.report(
                "\(disc.name) has no playlists", at: disc.directory, about: disc.name + "/PLAYLIST")
        }
        if disc.streams.isEmpty {
            findings.report("\(disc.name) has no streams", at: disc.directory, about: disc.name + "/STREAM")
        }
        for pair in disc.pairs where pair.kind == .playlist && pair.file == nil {
            guard let copy = pair.copy else { continue }
            findings.report(
                "\(disc.path(pair.kind, pair.number)) is not there, but its copy \(copy.path.escaped)",
                at: copy.place, about: disc.path(pair.kind, pair.number))
        }
    }

    static var examples: [Example] {
        [
            .fires(
                "no index", .bdWithout("BDMV/index.bdmv"), at: "udf:data:/BDMV/BACKUP/index.bdmv"),
            .fires("no playlists", .bdWithout("1.mpls", "2.mpls"), at: nil),
            .fires(
                "a playlist of which the copy is left", .bdWithout("BDMV/PLAYLIST/00002.mpls"),
                at: "udf:data:/BDMV/BACKUP/PLAYLIST/00002.mpls"),
            .passes("all of them", .bluRay),
        ]
    }
}
