import Bytes
import DiscModel
import SectorCodes
import Sectors
import Specimens
import Surveys

/// No sector of a track is missing, stands there twice or in the place of another (ECMA-130, 14.2).
enum SectorsFollowEachOther: Rule {
    static let card = RuleCard(
        id: "sector-sequence",
        title: "No sector is missing or too many within a track",
        rationale: """
            Each header names the place of its sector. Where headers stop counting one by one, sectors were lost or put in when the disc \
            was read. All that lies behind is not where directories and programs look for it: what reads the image by block \
            numbers, as Linux, Windows and every burning program do, finds the bytes of other sectors in every file.
            """,
        remedy:
            "Read the disc again, also in another drive. Converting does not help: the data is not where it belongs.",
        severity: .error,
        clause: Clause("ECMA-130", "14.2"),
        needs: .content)

    static func weigh(_ trouble: SectorTrouble, in disc: Disc, _ findings: inout Findings) {
        guard trouble.condition == .unexpectedAddress, let runs = trouble.stretch.headerRuns else { return }
        var index: FileIndex?
        func files(in sectors: Range<Int>) -> [DisplayName] {
            let known = index ?? FileIndex(disc)
            index = known
            return known.files(in: sectors.inBytes).map { known.files[$0].path }
        }
        for jump in runs.jumps {
            let hurt = jump.run.shift == runs.base ? [] : files(in: jump.run.range)
            let way = "headers jump from LBA \(jump.from) to \(jump.to)"
            let number = UInt64(jump.missing.magnitude).of("sector")
            let what =
                jump.missing > 0
                ? "\(number) \(jump.missing == 1 ? "is" : "are") missing behind LBA \(jump.from) (\(way))"
                : "\(number) \(jump.missing == -1 ? "stands" : "stand") there too many from LBA \(jump.run.first) on (\(way))"
            let owners = SectorOwners(.init(first: jump.run.first, count: jump.run.count), of: disc)
            findings.report(
                "\(what): \(Self.damage(to: hurt, jump, runs))", at: owners.place,
                severity: hurt.isEmpty && owners.isNobody ? .warning : nil)
        }
        for (one, other) in runs.exchanges { report(one, other, disc, files, &findings) }
        guard trouble.stretch.extent.layout.form == .mode1 else { return }
        for run in runs.strays {
            let owners = SectorOwners(.init(first: run.first, count: run.count), of: disc)
            let place = run.first + run.shift
            let named = run.count == 1 ? "LBA \(place)" : "LBA \(place)-\(place + run.count - 1)"
            findings.report(
                "\(RawSectorChecker.Run(first: run.first, count: run.count).inWords): \(run.count == 1 ? "its header names" : "their headers name") \(named), so that other sectors than those that belong there stand in \(owners.inWords)",
                at: owners.place, severity: owners.isNobody ? .warning : nil)
        }
    }

    /// Two runs of sectors that stand in each other's place.
    private static func report(
        _ one: HeaderRuns.Run, _ other: HeaderRuns.Run, _ disc: Disc, _ files: (Range<Int>) -> [DisplayName],
        _ findings: inout Findings
    ) {
        let sectors = [one, other].map { RawSectorChecker.Run(first: $0.first, count: $0.count) }
        let owners = sectors.map { SectorOwners($0, of: disc) }
        var hurt = files(one.range)
        hurt += files(other.range).filter { !hurt.contains($0) }
        let names =
            hurt.isEmpty
            ? "no file is in them"
            : "\(hurt.count.of("file")) \(hurt.count == 1 ? "is" : "are") damaged: \(hurt.prefix(3).map(\.escaped).joined(separator: ", "))\(hurt.count > 3 ? " and others" : "")"
        findings.report(
            "\(sectors[0].inWords) and \(sectors[1].inWords) stand in each other's place, as their headers say: \(names)",
            at: owners[0].place, severity: owners.allSatisfy(\.isNobody) ? .warning : nil)
    }

    private static func damage(to files: [DisplayName], _ jump: HeaderRuns.Jump, _ runs: HeaderRuns) -> String
    {
        if jump.run.shift == runs.base { return "what follows is in its place again" }
        guard let first = files.first else { return "no file lies behind" }
        let verb = files.count == 1 ? "is" : "are"
        let more = files.count == 1 ? first.escaped : "first \(first.escaped)"
        return "\(UInt64(files.count).of("file")) behind it \(verb) damaged, \(more)"
    }

    private static func exchanged(_ one: Int, _ other: Int) -> Wrapped {
        .raw(.plain).with { wrapped in
            for byte in 0..<2352 { wrapped.bytes.swapAt(2352 * one + byte, 2352 * other + byte) }
        }
    }

    static var examples: [Example] {
        [
            .fires(
                "a sector lost", in: .raw(.plain).with { $0.bytes.removeSubrange(2352 * 21..<2352 * 22) },
                at: 43_008),
            .fires(
                "a sector twice",
                in: .raw(.plain).with {
                    $0.bytes.insert(contentsOf: $0.bytes[2352 * 21..<2352 * 22], at: 2352 * 22)
                }, at: 45_056),
            .fires(
                "a sector twice, the next one lost",
                in: .raw(.plain).with {
                    $0.bytes.replaceSubrange(2352 * 21..<2352 * 22, with: $0.bytes[2352 * 20..<2352 * 21])
                }, at: 43_008),
            .fires(
                "two sectors in each other's place", in: exchanged(21, 22), at: 43_008,
                message:
                    "sector 21 and sector 22 stand in each other's place, as their headers say: no file is in them"
            ),
            .fires("two sectors far apart in each other's place", in: exchanged(21, 40), at: 43_008),
            .passes("raw sectors as they were written", in: .raw(.plain)),
            .passes("the same of CD-ROM XA", in: .raw(WrappedDisc(Specimen.plain.bytes, xa: true))),
            .passes("headers that all count from elsewhere", in: HeadersNameTheirSector.shifted(by: -150)),
        ]
    }
}

extension CodedStretch {
    /// Its sectors by what their headers count; nil where they all count up one by one.
    var headerRuns: HeaderRuns? { HeaderRuns(found, from: Int(clamping: extent.first.number)) }
}

extension Range<Int> {
    /// The bytes of sectors as a volume counts them.
    var inBytes: Range<UInt64> {
        let start = UInt64(clamping: lowerBound).times(.sector)
        return start..<Swift.max(start, UInt64(clamping: upperBound).times(.sector))
    }
}
