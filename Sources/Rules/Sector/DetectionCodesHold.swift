import Bytes
import DiscModel
import SectorCodes
import Specimens

/// The error detection code of a sector is that of its data, also where the correction codes say that the data is right (ECMA-130, 14.3).
enum DetectionCodesHold: Rule {
    static let card = RuleCard(
        id: "sector-edc-false",
        title: "The error detection code of a sector is the one of its data",
        rationale: """
            Beside the error detection code (EDC) a sector carries correction codes (P and Q), which count data and EDC. Where they \
            tell that only the EDC is wrong, the data is what was recorded. Where they hold with the wrong EDC, no scratch and no \
            bad read did that: a program computed the EDC wrongly, or changed the data and made only P and Q anew. Nothing then \
            tells whether the data is right, and a drive that reads a disc with such a sector calls it unreadable.
            """,
        remedy: """
            Reading the disc again does not help where P and Q hold. isocheck convert makes a plain ISO, which has no codes; a program \
            such as edcre computes EDC and ECC anew. Where nobody meant to change the files named, compare them with another copy.
            """,
        severity: .warning,
        clause: Clause("ECMA-130", "14.3 and annex A"),
        needs: .content)

    static func weigh(_ trouble: SectorTrouble, in disc: Disc, _ findings: inout Findings) {
        findings.weigh(
            trouble, .badEDC, in: disc,
            "a wrong error detection code over good data: the correction codes hold with the data and tell what the code should be"
        )
        guard trouble.condition == .foreignEDC, trouble.tally.count > 0 else { return }
        guard trouble.tally.count.times(2) >= trouble.withData, let first = trouble.tally.runs.first else {
            return findings.weigh(
                trouble, .foreignEDC, in: disc,
                "the error detection code is not that of the data, but the correction codes agree with both: no read error, but bytes that were changed with new correction codes, or a code that was computed wrongly"
            )
        }
        let last = trouble.tally.runs.last ?? first
        findings.report(
            "\(trouble.howManyWithData) have an error detection code that is not that of their data, while the correction codes agree with both: the program that wrote them computes it wrongly",
            at: Place(
                lba: LBA(clamping: first.first),
                count: UInt64(clamping: last.first + last.count - first.first),
                field: "sectors"))
    }

    static var examples: [Example] {
        [
            .fires(
                "a bit of the code",
                in: .raw(.plain).with { $0.spoilEDC(ofSector: 25, renewingParity: false) },
                at: 51_200,
                message:
                    "sector 25: a wrong error detection code over good data: the correction codes hold with the data and tell what the code should be, in /DOCS/MANUAL.TXT;1"
            ),
            .fires(
                "the same, with correction codes that were made anew",
                in: .raw(.plain).with { $0.spoilEDC(ofSector: 25, renewingParity: true) }, at: 51_200),
            .fires(
                "a program that computes the code wrongly",
                in: .raw(.plain).with { files in
                    for sector in 0..<Specimen.plain.bytes.count / .sector {
                        files.spoilEDC(ofSector: sector, renewingParity: true)
                    }
                }, at: 0),
            .passes("raw sectors as they were written", in: .raw(.plain)),
            .passes(
                "wrong data, which the correction codes know",
                in: .raw(.plain).with { $0.bytes[2352 * 25 + 900] ^= 4 }),
        ]
    }
}
