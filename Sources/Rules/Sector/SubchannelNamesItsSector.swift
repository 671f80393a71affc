import Bytes
import DiscModel
import SectorCodes
import Specimens
import Surveys

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
        let shifts = run.found.shifts
        let isKnown = shifts.values.reduce(0) { $0 + $1.count } == run.found.misplaced.count
        if isKnown {
            let runs = shifts.flatMap { shift, tally in tally.runs.map { (run: $0, shift: shift) } }
            for (run, shift) in runs.sorted(by: { $0.run.first < $1.run.first }) {
                findings.report(words(for: run, shift), at: run.place)
            }
        } else {
            for run in run.found.misplaced.runs {
                findings.report("\(run.inWords): sub-channel Q names another sector", at: run.place)
            }
        }
        if run.found.misplaced.isCut {
            findings.cannotDecide("only the first runs of such sectors are kept")
        }
    }

    /// The time that Q tells, where it should be, and how far away that is.
    private static func words(for run: RawSectorChecker.Run, _ shift: Int) -> String {
        let (first, last) = (run.first, run.first + run.count - 1)
        func time(_ lba: Int) -> String { MSF(lba: lba).map { "\($0)" } ?? "no time" }
        let told = run.count == 1 ? time(first + shift) : "\(time(first + shift)) to \(time(last + shift))"
        let own = run.count == 1 ? time(first) : "\(time(first)) to \(time(last))"
        return
            "\(run.inWords): sub-channel Q jumps \(UInt64(shift.magnitude).of("sector")) \(shift < 0 ? "back" : "ahead"): "
            + "it tells the time \(told), where \(own) belongs"
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
            .fires(
                "a jump back", in: .cloneCD(.mixed, withQ: true).with { $0.setQ(ofSector: 25, place: -126) },
                at: 51_200,
                message:
                    "sector 25: sub-channel Q jumps 151 sectors back: it tells the time 00:00:24, where 00:02:25 belongs"
            ),
            .passes("Q as a disc has it", in: .withQ()),
            .passes("in a file of its own", in: .cloneCD(.mixed, withQ: true)),
        ]
    }
}
