import Checksums
import Containers
import Digests
import DiscModel
import Specimens
import Surveys

/// The metadata of a CHD, which tell of its tracks, are those that were summed.
enum CHDMetadataIsWhole: Rule {
    static let card = RuleCard(
        id: "container-chd-metadata",
        title: "The metadata of a CHD are as they were summed",
        rationale: """
            The metadata of a CHD tell where the tracks of a CD begin and what they are. The overall SHA-1 in the header covers them together \
            with the content, and identifies the disc in lists of MAME and Redump. chdman verify tells of an error where it is wrong.
            """,
        remedy:
            "Download or copy the file again; chdman verify --fix writes new sums over damaged data, too.",
        severity: .error,
        clause: .practice("MAME, chd.cpp"))

    static func weigh(_ chd: CHDSubject, in disc: Disc, _ findings: inout Findings) {
        let name = chd.name
        if let fault = chd.facts.metadataFault {
            return findings.report(
                "the list of metadata in \(name) \(fault)", at: chd.place("metadata"))
        }
        guard let raw = chd.facts.raw, let overall = chd.facts.overall else { return }
        let expected = chd.facts.overall(of: raw)
        guard overall != expected, !CHDDataHolds.differs(disc) else { return }
        findings.report(
            "the overall SHA-1 in the header of \(name) is not that of its content and its metadata: one of them was changed or damaged",
            expected: expected.hex, actual: overall.hex, at: chd.place("header"))
    }

    static var examples: [Example] {
        [
            .fires(
                "a letter of a track differs",
                in: .chd(.plain).with { $0.replace("PGSUB:NONE", with: "PGSUB:NONF") },
                at: "disc.chd: header"),
            .fires(
                "the list leads out of the file",
                in: .chd(.mixed).with { $0.set(CHDMetadataHead.next, of: "metadata 3", 1 << 40) },
                at: "disc.chd: metadata"),
            .fires(
                "the list leads back to its beginning",
                in: .chd(.mixed).with { $0.set(CHDMetadataHead.next, of: "metadata 3", 124) },
                at: "disc.chd: metadata",
                message: "the list of metadata in disc.chd leads in circles at byte 124"),
            .fires(
                "a bit of the overall SHA-1 of version 4 differs",
                in: .chd(.mixed, version: 4).with { $0.bytes[CHDOldHeader.overallSHA1] ^= 1 },
                at: "disc.chd: header"),
            .passes("metadata of three tracks", in: .chd(.mixed)),
            .passes("metadata of version 3, which no digest covers", in: .chd(.mixed, version: 3)),
            .passes("no metadata", in: .chd(Specimen.plain.bytes)),
        ]
    }
}
