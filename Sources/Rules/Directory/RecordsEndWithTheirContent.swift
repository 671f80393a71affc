import Bytes
import DiscModel
import FileSystems
import Specimens

/// A directory record has an even length and no more bytes than identifier and system use need (ECMA-119, 9.1.13).
enum RecordsEndWithTheirContent: Rule {
    static let card = RuleCard(
        id: "dir-record-surplus",
        title: "Directory records are of even length and end with what they hold",
        rationale: """
            Bytes behind the identifier belong to a system use area. Where nothing in them says what they are, neither SUSP \
            nor CD-XA nor Apple, the length of the record or of the identifier is damaged, or something is kept there. Old \
            programs wrote odd lengths.
            """,
        remedy: "Nothing to do for readers of today; look at the bytes if the origin of the image matters.",
        severity: .note,
        profiles: Profile.pedants,
        clause: .ecma119("9.1.1, 9.1.12, 9.1.13"))

    static func weigh(_ row: TreeRecord, in _: Disc, _ findings: inout Findings) {
        let length = Int(row.record.length)
        if length % 2 == 1 {
            findings.report(
                "the directory record is \(length.of("byte")) long", expected: "an even number",
                actual: "\(length)",
                at: row.place(DirectoryRecord.length))
        }
        let used = DirectoryRecord.fixedLength + Int(row.record.identifierLength)
        let needed = used + used % 2
        guard length > needed else { return }
        let surplus = surplus(of: row, from: needed)
        guard surplus > 0 else { return }
        findings.report(
            "nothing that is known explains the last \(surplus.of("byte")) of the record",
            expected: "\((length - surplus).of("byte"))", actual: "\(length.of("byte"))",
            at: row.place(length - surplus, surplus, "systemUse"))
    }

    /// Bytes of the system use area that nothing explains.
    private static func surplus(of row: TreeRecord, from start: Int) -> Int {
        let area = row.tree.systemUseArea(row.slot)
        guard row.tree.sharing == nil else {
            // One byte of padding is normal; what is not zero is a matter of SUSP.
            let unread = Int(row.tree.slots[row.slot].unreadCount)
            return unread > 1 && area.suffix(unread).allSatisfy({ $0 == 0 }) ? unread : 0
        }
        let isXA = area.count >= 14 && area.dropFirst(6).starts(with: [0x58, 0x41])
        // Apple: "AA" or "BA", then the length of the entry.
        let isApple = area.starts(with: [0x41, 0x41]) || area.starts(with: [0x42, 0x41])
        return isXA || isApple ? 0 : area.count
    }

    static var examples: [Example] {
        [
            .fires("an odd length", .plain, at: "record:/README.TXT") {
                $0.set(DirectoryRecord.length, of: "record:/README.TXT", 47)
            },
            .fires("two bytes too many", .plain, at: "record:/README.TXT", 46) {
                $0.set(DirectoryRecord.length, of: "record:/README.TXT", 48)
            },
            .passes("no system use area", .plain), .passes("system use entries", .everything),
        ]
    }
}
