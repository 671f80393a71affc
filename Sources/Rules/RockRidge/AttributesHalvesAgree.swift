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
            another owner for each kind of reader: one may see a program that runs as root where the other sees plain data.
            """,
        remedy: "Make the image again; if it came over a network or from a disc, copy it again first.",
        severity: .error,
        clause: .rrip("4.1.1"))

    static var concerns: RecordTraits { .unequalAttributes }

    static func weigh(_ use: RecordSystemUse, in _: Disc, _ findings: inout Findings) {
        guard let attributes = use.attributes, !agree(attributes) else { return }
        guard let entry = use.first(.px), entry.length >= 36 else { return }
        func check(_ number: BothEndian<UInt32>, _ at: Int, _ field: String) {
            findings.reportHalves(number, at: at, field, of: entry, slot: use.slot, in: use.tree)
        }
        check(attributes.mode, 4, "mode")
        check(attributes.links, 12, "links")
        check(attributes.user, 20, "user")
        check(attributes.group, 28, "group")
        if let serial = attributes.serial { check(serial, 36, "serial") }
    }

    private static func agree(_ attributes: PosixAttributes) -> Bool {
        attributes.mode.agrees && attributes.links.agrees && attributes.user.agrees && attributes.group.agrees
            && attributes.serial?.agrees ?? true
    }

    static var examples: [Example] {
        [
            .fires(
                "the big-endian half of the mode says set-user-id", .rockRidge, at: "susp:/README.TXT:PX", 4
            ) {
                $0.set32BE("susp:/README.TXT:PX", 8, 0o104755)
            },
            .fires("one bit of the serial number flipped", .rockRidge, at: "susp:/README.TXT:PX", 36) {
                $0.set8("susp:/README.TXT:PX", 43, 0x80)
            },
            .passes("both halves agree", .rockRidge),
        ]
    }
}
