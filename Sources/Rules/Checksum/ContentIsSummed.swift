import Checksums
import Containers
import DiscModel
import Specimens

/// A container that packs its content in blocks records a digest of it.
enum ContentIsSummed: Rule {
    static let card = RuleCard(
        id: "checksum-not-stored", formerIDs: ["container-chd-no-digest", "container-ewf-no-digest"],
        title: "A container that packs its content records a digest of it",
        rationale: """
            A CSO, ZSO or DAX has no checksum of any kind; a DMG and an ISZ may lack theirs, a CHD has none where chdman did not compress it \
            (-c none), and an evidence file none where the acquisition was stopped, or was told not to compute one. Such a file may be intact as far \
            as every block can be unpacked, but nothing in it tells whether its content is still what it was.
            """,
        remedy:
            "Keep a list of checksums of the content beside it: isocheck applies what names the unpacked file. Of an evidence file, hold it against the record of the acquisition (--expect sha256:HEX).",
        severity: .note,
        clause: .practice("maxcso; MAME, chd.cpp; libewf, Hash section and Digest section"))

    static func weigh(_ packed: PackedContent, in disc: Disc, _ findings: inout Findings) {
        guard !disc.checksumStatements.contains(where: { $0.origin == .container }), packed.isSound else {
            return
        }
        let sums = packed.payload.hasSums ? "" : ", and no sum of each block"
        findings.report(
            "\(packed.name) records no digest of its content\(sums): it may be intact, but nothing in it tells whether the content is still what it was",
            at: packed.place)
    }

    static var examples: [Example] {
        [
            .fires("a CSO", in: .cso(Specimen.plain.bytes), at: "disc.cso: header"),
            .fires("a DAX", in: .dax(Specimen.plain.bytes), at: "disc.dax: header"),
            .fires(
                "an ISZ of the first version", in: .isz(Specimen.plain.bytes, hasSums: false),
                at: "disc.isz: header"),
            .fires(
                "a DMG without checksums", in: .dmg(Specimen.plain.bytes, hasSums: false),
                at: "disc.dmg: header"),
            .fires(
                "a CHD as chdman writes it without compression",
                in: .chd(Specimen.plain.bytes, hasSums: false),
                at: "disc.chd: header"),
            .fires(
                "an evidence file without a digest",
                in: .evidence(Specimen.plain.bytes) { $0.hasDigests = false }, at: "disc.E01: header"),
            .passes("an ISZ with a CRC-32", in: .isz(Specimen.plain.bytes)),
            .passes("a DMG", in: .dmg(Specimen.plain.bytes)),
            .passes("an ECM file with its EDC", in: .ecm(.plain)),
            .passes("a CHD with a SHA-1", in: .chd(Specimen.plain.bytes)),
            .passes("an evidence file with MD5 and SHA-1", in: .evidence(Specimen.plain.bytes)),
        ]
    }
}

/// A container that packs its content in blocks.
struct PackedContent: Weighable {
    let payload: StoredPayload
    let name: String
    /// Whether what would hold a digest is there.
    let isSound: Bool

    static func each(in disc: Disc, _ body: (PackedContent) -> Void) {
        guard let container = disc.facts(ContainerFacts.self), let payload = container.payload else { return }
        let evidence = container.ewf
        let isSound =
            container.unpacked.allSatisfy { $0.fault == nil }
            && evidence.map { !$0.hasDamagedDigest && $0.missing.isEmpty } ?? true
        body(
            PackedContent(
                payload: payload, name: DisplayName(container.fileName).escaped, isSound: isSound))
    }

    /// A place in its file; what it unpacks to is a file of its own in reports.
    var place: Place { Place(field: "\(name): header") }
}
