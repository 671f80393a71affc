import Bytes
import DiscModel
import FileSystems
import Specimens

/// SP is seven bytes long, of version 1, and has the check bytes BE EF (SUSP 1.12, 5.3).
enum SharingIsMarked: Rule {
    static let card = RuleCard(
        id: "susp-sp-check-bytes",
        title: "SP has its check bytes BE EF, its length 7 and its version 1",
        rationale: """
            The check bytes tell an SP entry from bytes that look like one by chance. Linux, BSD, libisofs and pycdlib \
            refuse an SP without them and show the plain tree, without long names, links or permissions.
            """,
        remedy: "Make or copy the image again: an SP entry is always the same, so this one was damaged.",
        severity: .error,
        clause: .susp("5.3"))

    static func weigh(_ tree: ISOTree, in _: Disc, _ findings: inout Findings) {
        guard let sharing = tree.sharing else { return }
        let entry = [UInt8](tree.systemUseArea(0).dropFirst(sharing.start).prefix(7))
        guard entry.count == 7, entry[2...5] != [7, 1, 0xBE, 0xEF] else { return }
        findings.report(
            "the entry that announces all others (SP) has length \(entry[2]), version \(entry[3]) and check bytes \(entry[4..<6].hexadecimal(uppercase: true, separator: " "))",
            expected: "length 7, version 1, check bytes BE EF",
            at: tree.place(ofRecord: 0, field: "SP"))
    }

    static var examples: [Example] {
        [
            .fires("one bit of BE flipped", .rockRidge, at: "dir:/") {
                $0.set(SharingEntry.check, byte: 0, of: "susp:/.:SP", 0xBC)
            },
            .fires("one bit of the version flipped", .rockRidge, at: "dir:/") {
                $0.set(SystemUseEntry.version, of: "susp:/.:SP", 3)
            },
            .passes("SP as it should be", .rockRidge),
        ]
    }
}
