import Bytes
import DiscModel
import SectorCodes
import Specimens
import Surveys

/// A copy protection is named, so that nobody takes what it did to the disc for damage.
enum ProtectionIsNamed: Rule {
    static let card = RuleCard(
        id: "protection-traces",
        title: "The disc carries no copy protection",
        rationale: """
            Copy protections make sectors that no drive reads, sub-channels that contradict themselves, or measure what no image holds. A dump of \
            such a disc is good with what others would call damage, and must not be repaired or thrown away for it. Only names and patterns are \
            looked at; the program that asks for them is not.
            """,
        remedy:
            "Compare the dump with a second one of the same disc, or with a list (--dat); do not correct its sectors or its sub-channel.",
        severity: .note,
        confidence: .heuristic,
        clause: .practice("Redump's guides; files that publishers put on their discs"))

    static func weigh(_ disc: ProtectedDisc, in _: Disc, _ findings: inout Findings) {
        for found in disc.found {
            let paths = found.paths.prefix(shown).map(\.escaped).joined(separator: ", ")
            let more = found.paths.count > shown ? " and \(found.paths.count - shown) more" : ""
            let means = found.protection.means.map(\.inWords).joined(separator: ", and ")
            findings.report(
                "\(paths)\(more) \(found.paths.count == 1 ? "has the name of a file" : "have the names of files") of \(found.protection.name), a copy protection \(means)",
                at: found.paths.first.map { Place(path: $0) })
        }
        for (what, pattern) in disc.libCrypt {
            findings.report(
                "\(what) of \(pattern.count) sectors of \(pattern.minutes) is another than that of a disc, in pairs five sectors apart: that is LibCrypt, the copy protection of PlayStation discs",
                at: nil)
        }
    }

    private static let shown = 3
    /// The first four pairs of sectors that LibCrypt changes, from the time 03:08:05 on.
    private static let libCrypt = [13_955, 13_960, 14_081, 14_086, 14_335, 14_340, 14_429, 14_434]

    /// A disc with an SBI file beside it.
    private static func sheet(keeping sectors: [Int]) -> Wrapped {
        Wrapped.cue(.plain).with { files in
            files.siblings["disc.sbi"] = sectors.reduce(Array("SBI\0".utf8)) { bytes, sector in
                guard let time = MSF(lba: sector)?.bcd else { return bytes }
                // The time, a kind, and the time that Q has there.
                return bytes + [time.minute, time.second, time.frame, 3]
                    + [time.minute ^ 4, time.second, time.frame]
            }
        }
    }

    static var examples: [Example] {
        func disc(_ names: String...) -> Specimen {
            Specimen { $0.files = names.map { .init("/\($0)", .bytes(Array("MZ".utf8))) } }
        }
        return [
            .fires(
                "the loader of SafeDisc", disc("00000001.TMP", "GAME.EXE", "SECDRV.SYS"), at: nil,
                message:
                    "/00000001.TMP;1, /SECDRV.SYS;1 have the names of files of SafeDisc, a copy protection with sectors that are bad on purpose"
            ),
            .fires("a library of SecuROM", disc("CMS16.DLL", "GAME.EXE"), at: nil),
            .fires("sectors of LibCrypt in an SBI file", in: sheet(keeping: libCrypt), at: nil as Int?),
            .passes("the driver of SafeDisc alone, which updates of Windows have, too", disc("SECDRV.SYS")),
            .passes("another program", disc("GAME.EXE")),
            .passes("an SBI file of other sectors", in: sheet(keeping: libCrypt.map { $0 - 13_000 })),
        ]
    }
}

extension CopyProtection.Means {
    /// As it follows "a copy protection".
    fileprivate var inWords: String {
        switch self {
        case .badSectors: "with sectors that are bad on purpose"
        case .subchannel: "with a sub-channel Q that is wrong on purpose"
        case .twinSectors: "with sectors of the same address, of which an image holds one"
        case .timing: "that measures where sectors lie on the disc, which no image holds"
        }
    }
}

/// A disc and the protections that it seems to have.
struct ProtectedDisc: Weighable {
    let found: [FoundProtection]
    let libCrypt: [(what: String, pattern: LibCrypt)]

    static func each(in disc: Disc, _ body: (ProtectedDisc) -> Void) {
        body(ProtectedDisc(found: FoundProtection.all(on: disc), libCrypt: LibCrypt.all(on: disc)))
    }
}
