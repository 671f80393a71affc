import Bytes
import DiscModel
import FileSystems
import Specimens

/// LEN_SKP of SP leads to the entries of the records (SUSP 1.12, 5.3).
enum SkipLengthFits: Rule {
    static let card = RuleCard(
        id: "susp-len-skip",
        title: "The skip length of SP leads to the entries of all records",
        rationale: """
            LEN_SKP is the number of bytes that stand before the entries in every system use area but the first: 0, or \
            14 on discs with CD-ROM XA attributes. With a wrong number Linux, bsdtar and xorriso read every area from the \
            middle of an entry, and names, links and permissions of the whole tree are lost or misread.
            """,
        remedy:
            "Make or copy the image again: a single byte in the root directory decides about all records.",
        severity: .error,
        clause: .susp("5.3"))

    /// Records with an area that are looked at before the rule gives up.
    private static let sample = 16

    static func weigh(_ tree: ISOTree, in _: Disc, _ findings: inout Findings) {
        guard let sharing = tree.sharing else { return }
        let others = tree.slots.indices.dropFirst().lazy.filter { tree.systemUseArea($0).count >= 4 }
        let looked = others.prefix(sample)
        guard !looked.isEmpty, !looked.contains(where: { isEntry(tree.systemUseArea($0), at: sharing.skip) })
        else { return }
        for start in [0, 14] where start != sharing.skip {
            guard looked.contains(where: { isEntry(tree.systemUseArea($0), at: start) }) else { continue }
            findings.report(
                "the entry that announces all others (SP) says to skip \(sharing.skip.of("byte")), while the entries begin at byte \(start)",
                expected: "\(start)", actual: "\(sharing.skip)",
                at: tree.place(ofFirst: .sp, in: 0, SharingEntry.skip.any))
            return
        }
    }

    /// Whether an entry with a plausible header stands at a byte of an area.
    private static func isEntry(_ area: ArraySlice<UInt8>, at: Int) -> Bool {
        let rest = area.dropFirst(at)
        guard rest.count >= 4 else { return false }
        let start = rest.startIndex
        let signature = SystemUseEntry.Signature(rest[start], rest[start + 1])
        return rest[start + 2] >= 4 && Int(rest[start + 2]) <= rest.count
            && SystemUseEntry.Signature.known.contains(signature)
    }

    static var examples: [Example] {
        [
            .fires("a skip of 14 without CD-ROM XA attributes", .rockRidge, at: "susp:/.:SP", 6) {
                $0.set(SharingEntry.skip, of: "susp:/.:SP", 14)
            },
            .fires("one bit of the skip flipped", .rockRidge, at: "susp:/.:SP", 6) {
                $0.set(SharingEntry.skip, of: "susp:/.:SP", 1)
            },
            .fires("a skip behind the end of every area", .rockRidge, at: "susp:/.:SP", 6) {
                $0.set(SharingEntry.skip, of: "susp:/.:SP", 255)
            },
            .passes("no skip", .rockRidge),
        ]
    }
}
