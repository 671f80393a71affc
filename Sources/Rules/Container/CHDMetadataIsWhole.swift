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

    static func weigh(_ container: ContainerFacts, in disc: Disc, _ findings: inout Findings) {
        guard let chd = container.chd else { return }
        let name = DisplayName(container.fileName).escaped
        if let fault = chd.metadataFault {
            return findings.report(
                "the list of metadata in \(name) \(fault)", at: container.placeInCHD("metadata"))
        }
        guard let raw = chd.raw, let overall = chd.overall else { return }
        let expected = chd.overall(of: raw)
        guard overall != expected, !CHDDataHolds.differs(disc) else { return }
        findings.report(
            "the overall SHA-1 in the header of \(name) is not that of its content and its metadata: one of them was changed or damaged",
            expected: expected.hex, actual: overall.hex, at: container.placeInCHD("header"))
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
            .passes("metadata of three tracks", in: .chd(.mixed)),
            .passes("no metadata", in: .chd(Specimen.plain.bytes)),
        ]
    }
}
