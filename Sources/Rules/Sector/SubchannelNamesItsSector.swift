import Bytes
import Containers
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
        if let lost = LostSubchannels(of: disc) {
            findings.report(
                "\(lost.words): it begins with that of sector \(lost.sectors), and all stand \(lost.sectors.of("sector")) too early beside the image",
                at: Place(offset: 0, length: lost.sectors.times(.sector), field: "sub-channel"),
                remedy:
                    "Copy the SUB file again, or put \((lost.sectors.times(96)).of("byte")) of zeros before it; the image itself is not touched by this."
            )
            return
        }
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
            .fires(
                "a file of sub-channels that lost its beginning",
                in: .cloneCD(.plain, withQ: true).with { $0.siblings["disc.sub"]?.removeFirst(2 * 96) },
                at: 0,
                message:
                    "the sub-channels of the first 2 sectors are missing in disc.sub: it begins with that of sector 2, and all stand 2 sectors too early beside the image"
            ),
            .passes("Q as a disc has it", in: .withQ()),
            .passes("in a file of its own", in: .cloneCD(.mixed, withQ: true)),
        ]
    }
}

/// A file of sub-channels that is shorter than it should be by so many sectors as all of them jump ahead: its beginning was lost.
struct LostSubchannels {
    let sectors: UInt64
    private let file: String

    var words: String {
        sectors == 1
            ? "the sub-channel of the first sector is missing in \(file)"
            : "the sub-channels of the first \(sectors) sectors are missing in \(file)"
    }

    init?(of disc: Disc) {
        guard let container = disc.facts(ContainerFacts.self),
            let length = container.agreements.first(where: Self.isLength), length.actual > length.recorded,
            (length.actual - length.recorded) % 96 == 0,
            let name = container.files.last?.name
        else { return nil }
        let lost = (length.actual - length.recorded) / 96
        let found = (disc.facts(SubchannelFacts.self)?.stretches ?? []).map(\.found)
        guard !found.isEmpty,
            found.allSatisfy({ one in
                one.shifts.count == 1 && one.shifts[Int(lost)] != nil
            }), found.first?.misplaced.runs.first?.first == 0
        else { return nil }
        sectors = UInt64(lost)
        file = DisplayName(name).escaped
    }

    /// Whether it is the length of a file of sub-channels beside that of its image.
    static func isLength(_ agreement: Agreement) -> Bool {
        agreement.what == "length of the SUB file" && !agreement.holds
    }
}
