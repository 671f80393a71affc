import Bytes
import DiscModel
import SectorCodes
import Sectors
import Specimens
import Surveys

/// The header of a sector names the place that the sector is at (ECMA-130, 14.2).
enum HeadersNameTheirSector: Rule {
    static let card = RuleCard(
        id: "sector-header-msf",
        title: "The header of a sector names the place that the sector is at",
        rationale: """
            The address in the header is the LBA plus 150, in minutes, seconds and frames. \
            Another address means that the header was damaged, or that the sectors were taken from another disc or another \
            place of it. A drive finds a burned sector by its header.
            """,
        remedy: """
            Where single headers are wrong, read the disc again. Where all headers of a track are off by the same distance nothing is \
            lost: isocheck convert makes a plain ISO, which has no headers.
            """,
        severity: .warning,
        clause: Clause("ECMA-130", "14.2"),
        needs: .content)

    static func weigh(_ trouble: SectorTrouble, in disc: Disc, _ findings: inout Findings) {
        guard trouble.condition == .unexpectedAddress, trouble.tally.count > 0 else { return }
        let shifts = trouble.stretch.found.shifts
        let known = shifts.values.reduce(0) { $0 + $1.count }
        guard known == trouble.tally.count, shifts.values.allSatisfy({ !$0.isCut }) else {
            return findings.weigh(trouble, .unexpectedAddress, in: disc, "the header names another place")
        }
        // Where sectors are missing or too many, another rule tells it.
        let headers = trouble.stretch.headerRuns
        let isMode1 = trouble.stretch.extent.layout.form == .mode1
        let told =
            (headers?.jumps.map(\.run.range) ?? []) + (isMode1 ? headers?.strays.map(\.range) ?? [] : [])
            + (headers?.exchanges.flatMap { [$0.one.range, $0.other.range] } ?? [])
        // One cause moves all sectors behind it by the same distance.
        let runs = shifts.flatMap { shift, tally in tally.runs.map { (run: $0, shift: shift) } }
        for (run, shift) in runs.sorted(by: { $0.run.first < $1.run.first }) {
            let distance = "\(UInt64(shift.magnitude).of("sector")) \(shift < 0 ? "before" : "behind")"
            let owners = SectorOwners(run, of: disc)
            if told.contains(where: { $0.overlaps(run.first..<run.first + run.count) }) { continue }
            guard run.count == Int(clamping: trouble.stretch.found.count) else {
                let whose =
                    run.count == 1
                    ? "header names a place \(distance) its" : "headers name places \(distance) their"
                findings.report("\(run.inWords): the \(whose) own, in \(owners.inWords)", at: owners.place)
                continue
            }
            // What a writer forgets to add, or what was cut off before the first sector.
            let why =
                shift == -150
                ? "they count from 00:00:00 on, and not from 00:02:00" : "all by the same distance"
            let place = Place(
                lba: LBA(clamping: run.first), count: UInt64(clamping: run.count), field: "headers")
            findings.report(
                "the headers of \(trouble.howMany) name places \(distance) their own: \(why)", at: place)
        }
    }

    /// A sheet that has the sectors begin at 0, over sectors of Mode 2, whose codes leave the header out.
    static func shifted(by sectors: Int) -> Wrapped {
        Wrapped.cue(WrappedDisc(Specimen.plain.bytes, xa: true), mode: "MODE2/2352").with { files in
            for sector in 0..<Specimen.plain.bytes.count / .sector {
                guard let place = MSF(lba: sector + sectors) else { continue }
                files.siblings["disc.bin"]?.replaceSubrange(
                    sector * 2352 + 12..<sector * 2352 + 16, with: SectorHeader(msf: place, mode: 2).bytes)
            }
        }
    }

    static var examples: [Example] {
        [
            .fires(
                "the header of a sector of Mode 2, which no code protects",
                in: .raw(WrappedDisc(Specimen.plain.bytes, xa: true)).with { $0.bytes[2352 * 21 + 14] ^= 1 },
                at: 43_008),
            .fires("addresses that count from 00:00:00", in: shifted(by: -150), at: 0),
            .fires(
                "the same sectors without a sheet, in which the descriptors tell where the disc begins",
                in: Wrapped(name: "disc.bin", bytes: shifted(by: -150).siblings["disc.bin"] ?? []), at: 0),
            .passes("raw sectors as they were written", in: .raw(.plain)),
            .passes("the same of CD-ROM XA", in: .raw(WrappedDisc(Specimen.plain.bytes, xa: true))),
        ]
    }
}
