import DiscModel
import SectorCodes
import Specimens

/// Sub-channel Q names the sector that it goes with (IEC 60908, 17.5.1).
enum SubchannelNamesItsSector: Rule {
    static let card = RuleCard(
        id: "sector-subchannel-position",
        title: "Sub-channel Q names the sector that it goes with",
        rationale: """
            Its absolute time is the LBA plus 150, as in the header of data sectors; audio has no other mark. \
            Another time that holds its check means that the sub-channel was read from a neighbour, or that \
            sectors were lost or doubled.
            """,
        remedy:
            "Read the disc again, in a drive that hands out the sub-channel of the sector it was asked for.",
        severity: .warning,
        clause: Clause("IEC 60908", "17.5.1"),
        needs: .content)

    static func weigh(_ run: SubchannelRun, in disc: Disc, _ findings: inout Findings) {
        for run in run.found.misplaced.runs {
            findings.report("\(run.inWords): sub-channel Q names another sector", at: run.place)
        }
        if run.found.misplaced.isCut {
            findings.cannotDecide("only the first runs of such sectors are kept")
        }
    }

    static var examples: [Example] {
        [
            .fires(
                "the Q of the next sector",
                in: .withQ { files, subchannel in
                    let other = files.bytes[subchannel(26)..<subchannel(26) + 96]
                    files.bytes.replaceSubrange(subchannel(25)..<subchannel(25) + 96, with: other)
                }, at: 51_200),
            .fires(
                "one lost in a file of its own",
                in: .cloneCD(.plain, withQ: true).with {
                    $0.siblings["disc.sub"]?.removeSubrange(960..<1056)
                }, at: 20_480),
            .passes("Q as a disc has it", in: .withQ()),
            .passes("in a file of its own", in: .cloneCD(.mixed, withQ: true)),
        ]
    }
}
