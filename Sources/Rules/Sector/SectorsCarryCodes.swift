import Bytes
import DiscModel
import SectorCodes
import Specimens
import Surveys

/// Sectors carry the error codes that protect them (ECMA-130, 14.3 and 14.5).
enum SectorsCarryCodes: Rule {
    static let card = RuleCard(
        id: "sector-unprotected",
        title: "Sectors carry the error codes that protect them",
        rationale: """
            Some programs that make raw images leave out the codes, all of them (Dreamcast and PlayStation tools, ISO-to-BIN \
            converters) or only the one that detects errors. The data is readable as it is, but nothing tells whether it is \
            right, and programs and drives that check the codes call the sectors bad.
            """,
        remedy: """
            Nothing is known to be damaged, and there is nothing to correct. isocheck convert makes a plain ISO; a program that \
            computes EDC and ECC anew makes a protected raw image.
            """,
        severity: .warning,
        clause: Clause("ECMA-130", "14.3 and 14.5"),
        needs: .content)

    static func weigh(_ trouble: SectorTrouble, in disc: Disc, _ findings: inout Findings) {
        let what: String
        switch trouble.condition {
        case .codesAbsent: what = "without error codes: their fields are blank although there is data"
        case .edcUnwritten:
            what = "without error detection code: it is zero, and the correction codes agree with that"
        default: return
        }
        let count = trouble.tally.count
        guard count > 0, let first = trouble.tally.runs.first else { return }
        guard count.times(2) < trouble.withData else {
            let last = trouble.tally.runs.last ?? first
            let place = Place(
                lba: LBA(clamping: first.first),
                count: UInt64(clamping: last.first + last.count - first.first),
                field: "sectors")
            return findings.report(
                "\(trouble.howManyWithData) \(count == 1 ? "was" : "were") written \(what)", at: place)
        }
        let isOne = count == 1
        let others =
            "; the other sectors have theirs, so \(isOne ? "this one was" : "these were") put in or filled up later"
        findings.weigh(trouble, trouble.condition, in: disc, "written \(what)\(others)")
    }

    /// Raw sectors, of which some have no codes.
    private static func bare(_ sectors: Range<Int>, xa: Bool = false, keepingParity: Bool = false) -> Wrapped
    {
        Wrapped.raw(WrappedDisc(Specimen.plain.bytes, xa: xa)).with { files in
            for sector in sectors {
                files.leaveOutCodes(ofSector: sector, xa: xa, keepingParity: keepingParity)
            }
        }
    }

    private static var count: Int { Specimen.plain.bytes.count / .sector }

    static var examples: [Example] {
        [
            .fires("a program that writes no codes", in: bare(0..<count), at: 0),
            .fires("the same of CD-ROM XA", in: bare(0..<count, xa: true), at: 0),
            .fires(
                "no EDC, and P and Q computed with that", in: bare(0..<count, xa: true, keepingParity: true),
                at: 0),
            .fires("the same of Mode 1", in: bare(0..<count, keepingParity: true), at: 0),
            .fires("one sector among others", in: bare(25..<26), at: 51_200),
            .passes("raw sectors as they were written", in: .raw(.plain)),
            .passes("the same of CD-ROM XA", in: .raw(WrappedDisc(Specimen.plain.bytes, xa: true))),
            .passes(
                "zeros in Mode 2, whose codes are zeros",
                in: SectorsAreWritten.zeroed(.raw(WrappedDisc(Specimen.plain.bytes, xa: true)))),
        ]
    }
}
