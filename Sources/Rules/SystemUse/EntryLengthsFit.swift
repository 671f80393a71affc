import Bytes
import DiscModel
import FileSystems
import Specimens

/// Each system use area is a chain of entries that ends where the area ends (SUSP 1.12, 4.1).
enum EntryLengthsFit: Rule {
    static let card = RuleCard(
        id: "susp-entry-length",
        title: "System use entries fill their area one behind the other",
        rationale: """
            Every entry says how long it is. A length below 4 or beyond the area ends the reading: what stands behind \
            it is lost to Linux and bsdtar, and unguarded readers have run over the end of their buffer. Zeros to the end of an area, and \
            up to three bytes that cannot hold an entry, are normal.
            """,
        remedy:
            "Make or copy the image again; on an image of unknown origin suspect an attack on its reader.",
        severity: .error,
        clause: .susp("4.1"))

    static var concerns: RecordTraits { [.unusualLength, .unreadSystemUse] }

    static func weigh(_ use: RecordSystemUse, in _: Disc, _ findings: inout Findings) {
        if use.tree.slots[use.slot].unreadCount >= 4 { weighRest(use, &findings) }
        guard !use.kinds.isDisjoint(with: ofOneLength) else { return }
        for entry in use.entries {
            guard let length = length(of: EntryKinds(entry.signature)), entry.length != length else {
                continue
            }
            findings.report(
                "\(entry.signature) is \(entry.length.of("byte")) long", expected: "\(length.of("byte"))",
                actual: "\(entry.length.of("byte"))", at: use.place(entry, SystemUseEntry.length))
        }
    }

    private static func weighRest(_ use: RecordSystemUse, _ findings: inout Findings) {
        let rest = use.tree.malformedSystemUse(use.slot)
        guard rest.bytes.contains(where: { $0 != 0 }) else { return }
        let length = rest.bytes.dropFirst(2).first ?? 0
        findings.report(
            "the system use area holds \(rest.bytes.count.of("byte")) that cannot be an entry: the length at the start is \(length)",
            expected: "a length from 4 to \(rest.bytes.count)", actual: "\(length)",
            at: Place(
                offset: rest.offset, length: UInt64(rest.bytes.count), tree: use.tree.kind,
                path: use.tree.path(ofRecord: use.slot), field: "systemUse"))
    }

    /// Entries of which every one is equally long, and that no other rule measures.
    private static let ofOneLength: EntryKinds = [.ce, .st, .es, .rr, .cl, .pl, .re]

    private static func length(of kind: EntryKinds) -> Int? {
        switch kind {
        case .ce: 28
        case .st, .re: 4
        case .es, .rr: 5
        case .cl, .pl: 12
        default: nil
        }
    }

    static var examples: [Example] {
        [
            .fires("PX longer than its area", .rockRidge, at: "susp:/README.TXT:PX") {
                $0.set(SystemUseEntry.length, of: "susp:/README.TXT:PX", 172)
            },
            .fires("NM of length 0", .rockRidge, at: "susp:/README.TXT:NM") {
                $0.set(SystemUseEntry.length, of: "susp:/README.TXT:NM", 0)
            },
            .fires(
                "CL four bytes too long", .relocation, at: "susp:/DEEP/L3/L4/L5/L6/L7/L8/L9:NM",
                SystemUseEntry.flags
            ) {
                $0.set(SystemUseEntry.length, of: "susp:/DEEP/L3/L4/L5/L6/L7/L8/L9:CL", 16)
            },
            .passes("areas with a pad byte at the end", .rockRidge),
            .passes("zeros behind the last entry", .rockRidge) { $0.removeEntry("susp:/README.TXT:NM") },
        ]
    }
}
