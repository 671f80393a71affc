import Bytes
import DiscModel
import SectorCodes
import Sectors
import Specimens

/// Sub-channel Q holds its check (IEC 60908, 17.5.1).
enum SubchannelChecksHold: Rule {
    static let card = RuleCard(
        id: "sector-subchannel-crc",
        title: "Sub-channel Q holds its check",
        rationale: """
            Q carries sixteen bits of check and no correction, so that a dump of a used disc has a few \
            sectors whose Q is wrong; so have discs that are protected that way on purpose. The data of the \
            sectors is not touched by it. Many of them mean a bad read.
            """,
        remedy: "Read the sub-channel again, or leave it out; a copy of a protected disc needs it as it is.",
        severity: .warning,
        clause: Clause("IEC 60908", "17.5.1"),
        needs: .content)

    /// Of this many sectors one may be wrong before it is more than a habit of drives.
    private static let usual: UInt64 = 100

    static func weigh(_ run: SubchannelRun, in disc: Disc, _ findings: inout Findings) {
        let found = run.found
        guard found.unknown == 0 else {
            let first = run.stored.first
            return findings.report(
                "the sub-channel of \(found.unknown.of("sector")) from \(first) on holds no Q: it was packed, or is noise",
                at: Place(lba: first, count: found.count, field: "sub-channel"), severity: .note)
        }
        let isUsual =
            found.damaged.count.times(usual) <= found.count
            || found.damaged.count > 0 && LibCrypt.inSubchannel(of: disc) != nil
        for run in found.damaged.runs {
            findings.report(
                "\(run.inWords): sub-channel Q does not hold its check", at: run.place,
                severity: isUsual ? .note : nil)
        }
        // Where most have none, nobody read it.
        if found.empty.times(2) < found.count {
            let isUsual = found.empty.times(usual) <= found.count
            for run in found.blank.runs {
                findings.report(
                    "\(run.inWords): the sub-channel is zero, while the other sectors have Q in theirs: it was not read there, or was blanked",
                    at: run.place, severity: isUsual ? .note : nil)
            }
        }
        if found.damaged.isCut || found.blank.isCut {
            findings.cannotDecide("only the first runs of such sectors are kept")
        }
    }

    static var examples: [Example] {
        [
            .fires(
                "a bit of Q of one sector", in: .withQ { $0.bytes[$1(25) + 9] ^= 0x40 }, at: 51_200,
                severity: .note),
            .fires(
                "noise",
                in: .withQ { files, subchannel in
                    for sector in 0..<files.bytes.count / 2448 {
                        let start = subchannel(sector)
                        for byte in 0..<96 { files.bytes[start + byte] ^= UInt8(byte * 37 & 0x7F) }
                    }
                }, at: 0, severity: .note),
            .fires(
                "some sub-channels that were not read",
                in: .withQ { files, subchannel in
                    for sector in 25..<45 {
                        let start = subchannel(sector)
                        files.bytes.replaceSubrange(start..<start + 96, with: repeatElement(0, count: 96))
                    }
                }, at: 51_200, severity: .warning,
                message:
                    "sectors 25-44: the sub-channel is zero, while the other sectors have Q in theirs: it was not read there, or was blanked"
            ),
            .passes("Q as a disc has it", in: .withQ()),
            .passes("in a file of its own", in: .cloneCD(.mixed, withQ: true)),
            .passes("alone, in sixteen bytes", in: .raw(.plain, subchannel: 16, withQ: true)),
            .passes("a sub-channel that nobody read", in: .raw(.plain, subchannel: 96)),
        ]
    }
}
