import Bytes
import DiscModel
import FileSystems
import Specimens

/// Every number of PX is the same in both recordings (RRIP 1.12, 4.1.1).
enum AttributesHalvesAgree: Rule {
    static let card = RuleCard(
        id: "rr-px-both-endian",
        title: "Both recordings of each number in PX agree",
        rationale: """
            PX holds mode, links, owner, group and serial number. When its halves differ, a file has other permissions or \
            another owner for each kind of reader, and pycdlib refuses the image. Nobody reads the serial number twice, so there \
            it is a warning.
            """,
        remedy: "Make the image again; if it came over a network or from a disc, copy it again first.",
        severity: .error,
        clause: .rrip("4.1.1"))

    static var concerns: RecordTraits { .unequalAttributes }

    static func weigh(_ use: RecordSystemUse, in _: Disc, _ findings: inout Findings) {
        guard let attributes = use.attributes, !agree(attributes) else { return }
        guard let entry = use.first(.px), entry.length >= 36 else { return }
        func check(_ field: Field<BothEndian<UInt32>>, _ severity: Severity? = nil) {
            findings.reportHalves(field, of: entry, slot: use.slot, in: use.tree, severity: severity)
        }
        check(PosixAttributes.mode)
        check(PosixAttributes.links)
        check(PosixAttributes.user)
        check(PosixAttributes.group)
        if attributes.serial != nil { check(PosixAttributes.serial, .warning) }
    }

    private static func agree(_ attributes: PosixAttributes) -> Bool {
        attributes.mode.agrees && attributes.links.agrees && attributes.user.agrees && attributes.group.agrees
            && attributes.serial?.agrees ?? true
    }

    static var examples: [Example] {
        [
            .fires(
                "the big-endian half of the mode says set-user-id", .rockRidge, at: "susp:/README.TXT:PX",
                PosixAttributes.mode
            ) {
                $0.set(PosixAttributes.mode.big, of: "susp:/README.TXT:PX", 0o104755)
            },
            .fires(
                "one bit of the serial number flipped", .rockRidge, at: "susp:/README.TXT:PX",
                PosixAttributes.serial, severity: .warning
            ) {
                $0.set(PosixAttributes.serial.big, byte: 3, of: "susp:/README.TXT:PX", 0x80)
            },
            .passes("both halves agree", .rockRidge),
        ]
    }
}
