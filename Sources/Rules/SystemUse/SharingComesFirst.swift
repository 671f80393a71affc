import Bytes
import DiscModel
import FileSystems
import Specimens

/// SP is the very first entry of the first record of the root, or follows the 14 bytes of CD-ROM XA (SUSP 1.12, 5.3).
enum SharingComesFirst: Rule {
    static let card = RuleCard(
        id: "susp-sp-not-first",
        title: "SP is the first entry of the root's first record",
        rationale: """
            SP tells how many bytes to skip in every other area, so it must be found before anything else is understood: \
            readers look at the first bytes, and at byte 14 for discs with CD-ROM XA attributes. Elsewhere it is not \
            seen, and Rock Ridge is lost.
            """,
        remedy: "Make the image again with a program that writes SP first.",
        severity: .warning,
        clause: .susp("5.3"))

    static func weigh(_ tree: ISOTree, in _: Disc, _ findings: inout Findings) {
        guard !tree.slots.isEmpty, let position = position(in: tree) else { return }
        findings.report(
            "the entry that announces all others (SP) stands \(position.of("byte")) into the system use area of the root's first record",
            expected: "byte 0, or byte 14 behind CD-ROM XA attributes", actual: "byte \(position)",
            at: tree.place(ofRecord: 0, field: "SP"))
    }

    /// Where SP stands, unless it is a proper place.
    private static func position(in tree: ISOTree) -> Int? {
        guard let sharing = tree.sharing else { return UnsharedEntries(tree)?.spPosition }
        let area = [UInt8](tree.systemUseArea(0))
        return sharing.start == 14 && !area.has("XA", at: 6) ? 14 : nil
    }

    static var examples: [Example] {
        [
            .fires("a PD entry before SP", .rockRidge, at: "dir:/") {
                $0.insertEntry(Specimen.systemUseEntry("PD", [0, 0]), before: "susp:/.:SP")
            },
            .passes("SP first", .rockRidge),
            .passes("SP behind CD-ROM XA attributes", .rockRidge) {
                $0.insertEntry([0, 0, 0, 0, 0x8D, 0x55, 0x58, 0x41, 0, 0, 0, 0, 0, 0], before: "susp:/.:SP")
                $0.set(SharingEntry.skip, of: "susp:/.:SP", 14)
            },
        ]
    }
}
