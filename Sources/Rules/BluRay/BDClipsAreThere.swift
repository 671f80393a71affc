import Bytes
import DiscModel
import FileSystems
import Specimens

/// The clips that playlists play are there.
enum BDClipsAreThere: Rule {
    static let card = RuleCard(
        id: "bd-clip-missing",
        title: "The clips that playlists play are there",
        rationale: """
            A playlist names clips by number: each is a stream, nnnnn.m2ts, and what is told of it, nnnnn.clpi. Where one is missing, players \
            refuse the title or stop when they come to it.
            """,
        remedy: """
            Copy the disc again; if it was authored so, author it again. What is told of a clip may be in BACKUP.
            """,
        severity: .error,
        clause: .bluRay("PlayItem"))

    static func weigh(_ disc: BluRayFacts, in _: Disc, _ findings: inout Findings) {
        var told: Set<Int> = []
        for pair in disc.pairs where pair.kind == .playlist {
            guard let list = pair.best else { continue }
            for (number, place) in list.clips {
                let missing = missing(number, disc)
                guard !missing.isEmpty, told.insert(number).inserted else { continue }
                findings.report(
                    """
                    \(list.file.path.escaped) plays clip \(disc.name(number)), and \(missing.joined(separator: " and ")) \
                    \(missing.count == 1 ? "is" : "are") not there
                    """,
                    at: place, about: missing.first)
            }
        }
        // Without its stream, what is told of a clip leads nowhere; players that come there by no playlist do not care.
        for pair in disc.pairs where pair.kind == .clip && !told.contains(pair.number) {
            guard let file = pair.file, disc.stream(pair.number) == nil else { continue }
            findings.report(
                "\(file.path.escaped) tells of \(disc.streamPath(pair.number)), which is not there",
                at: file.place, severity: .warning, about: disc.streamPath(pair.number))
        }
    }

    private static func missing(_ number: Int, _ disc: BluRayFacts) -> [String] {
        let hasClip = disc.pair(.clip, number)?.file != nil
        return (hasClip ? [] : [disc.path(.clip, number)])
            + (disc.stream(number) == nil ? [disc.streamPath(number)] : [])
    }

    static var examples: [Example] {
        [
            .fires(
                "no stream", .bdWithout("STREAM/00001.m2ts"), at: "udf:data:/BDMV/PLAYLIST/00001.mpls", 70,
                message:
                    "/BDMV/PLAYLIST/00001.mpls plays clip 00001, and /BDMV/STREAM/00001.m2ts is not there"),
            .fires(
                "nothing told of a clip", .bdWithout("BDMV/CLIPINF/00002.clpi"),
                at: "udf:data:/BDMV/PLAYLIST/00002.mpls", 70),
            .fires(
                "a stream that no playlist plays",
                .bdWithout("PLAYLIST/00002.mpls", "STREAM/00002.m2ts"),
                at: "udf:data:/BDMV/CLIPINF/00002.clpi", severity: .warning),
            .passes("all clips", .bluRay),
        ]
    }
}

extension BluRayFacts {
    /// The five digits of a clip.
    fileprivate func name(_ number: Int) -> String { String(String(100_000 + number).suffix(5)) }
}
