import DiscModel
import SectorCodes
import Specimens

/// Tracks begin where sub-channel Q has them begin (IEC 60908, 17.5.1).
enum SubchannelTracksAgree: Rule {
    static let card = RuleCard(
        id: "sector-subchannel-tracks",
        title: "Tracks begin where sub-channel Q has them begin",
        rationale: """
            Players show the time that Q tells, and go to the track that the table of contents names. Where \
            the two differ, the descriptor of the image was changed, or written from something else.
            """,
        remedy: "Trust the sub-channel, and correct the descriptor.",
        severity: .warning,
        clause: Clause("IEC 60908", "17.5.1"),
        needs: .content)

    static func weigh(_ told: SubchannelTold, in disc: Disc, _ findings: inout Findings) {
        for track in told.layout.tracks {
            guard let number = UInt8(exactly: track.number), let start = told.starts[number],
                Int64(start) != track.start
            else { continue }
            findings.report(
                "track \(track.number) does not begin where sub-channel Q says",
                expected: "sector \(start)", actual: "sector \(track.start)",
                at: Place(lba: track.sectors.lowerBound, count: 1, field: "track \(track.number)"))
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
            .passes("tracks as they are", in: .cloneCD(.mixed, withQ: true)),
        ]
    }
}
