import Bytes
import DiscModel
import SectorCodes
import Specimens

/// Tracks begin where sub-channel Q has them begin (IEC 60908, 17.5.1).
enum SubchannelTracksAgree: Rule {
    static let card = RuleCard(
        id: "sector-subchannel-tracks",
        title: "Tracks are and begin where sub-channel Q has them",
        rationale: """
            Players show the time that Q tells, and go to the track that the table of contents names. Where \
            the two differ, the descriptor of the image was changed, or written from something else.
            """,
        remedy: """
            Where a track begins elsewhere, trust the sub-channel, and correct the descriptor. Where single sectors name another \
            track, compare with another copy: they were read badly, or are so on purpose (copy protection).
            """,
        severity: .warning,
        clause: Clause("IEC 60908", "17.5.1"),
        needs: .content)

    static func weigh(_ told: SubchannelTold, in disc: Disc, _ findings: inout Findings) {
        weighNumbers(told, &findings)
        for track in told.layout.tracks {
            guard let number = UInt8(exactly: track.number), let start = told.starts[number],
                LBA(clamping: start) != track.start
            else { continue }
            findings.report(
                "track \(track.number) does not begin where sub-channel Q says",
                expected: "sector \(start)", actual: "sector \(track.start)",
                at: Place(lba: track.sectors.lowerBound, count: 1, field: "track \(track.number)"))
        }
    }

    /// Numbers of tracks that the table of contents does not have, or that stand in the midst of another track.
    private static func weighNumbers(_ told: SubchannelTold, _ findings: inout Findings) {
        let tracks = told.layout.tracks
        guard let first = tracks.map(\.number).min(), let last = tracks.map(\.number).max() else { return }
        let have = first == last ? "track \(first) alone" : "tracks \(first) to \(last)"
        for (number, runs) in told.tracks.sorted(by: { $0.key < $1.key }) {
            guard tracks.contains(where: { $0.number == Int(number) }) else {
                for run in runs {
                    findings.report(
                        "\(run.inWords): sub-channel Q names track \(number), which the table of contents does not have (it has \(have))",
                        at: run.place)
                }
                continue
            }
            for run in runs {
                guard let track = tracks.first(where: { $0.isFarInside(run) }), track.number != Int(number)
                else { continue }
                findings.report(
                    "\(run.inWords): sub-channel Q names track \(number) in the midst of track \(track.number)",
                    at: run.place)
            }
        }
    }

    static var examples: [Example] {
        [
            .fires(
                "a second track moved in the descriptor",
                in: .cloneCD(.mixed, withQ: true).with { files in
                    let start = WrappedDisc.mixed.tracks[1].start
                    files.replace("PLBA=\(start)", with: "PLBA=\(start + 10)")
                    files.replace("INDEX 1=\(start)", with: "INDEX 1=\(start + 10)")
                }, at: 536_576),
            .fires(
                "a track that is not there",
                in: .cloneCD(.mixed, withQ: true).with { $0.setQ(ofSector: 25, track: 5) },
                at: 51_200),
            .passes("tracks as they are", in: .cloneCD(.mixed, withQ: true)),
        ]
    }
}

extension DiscLayout.Track {
    /// Whether a run lies in the track, and not near its ends, where two tables may differ by a pregap.
    fileprivate func isFarInside(_ run: RawSectorChecker.Run) -> Bool {
        let margin: Int64 = 300
        let first = LBA(clamping: run.first)
        return first - start >= margin && end - (first + run.count) >= margin
    }
}
