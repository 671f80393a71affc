import DiscModel
import FileSystems
import Specimens

/// Files carry no access control lists and no extended attributes (AAIP 2.0).
enum NoAttributesAreCarried: Rule {
    static let card = RuleCard(
        id: "aaip-acl-xattr-present",
        title: "Files carry no access lists and no extended attributes",
        rationale: """
            xorriso can store access control lists, extended attributes and its own checksums in AL entries. They matter \
            when the files are copied back as administrator, and they may say more about the author's machine than was meant.
            """,
        remedy: "Nothing, if they are meant; otherwise make the image with -acl off -xattr off.",
        severity: .note,
        clause: Clause("AAIP 2.0", "AL"))

    static func weigh(_ list: AttributeList, in _: Disc, _ findings: inout Findings) {
        guard list.fault == nil, let first = list.entries.first else { return }
        // The names that libisofs keeps for itself describe the image, not the file.
        let names = list.names.filter { !$0.hasPrefix("isofs.") }
        guard !names.isEmpty else { return }
        let shown = names.map { DisplayName($0).escaped }.joined(separator: ", ")
        findings.report("attributes are stored: \(shown)", at: list.tree.place(of: first, slot: list.slot))
    }

    static var examples: [Example] {
        [
            .fires("an access control list", .rockRidge, at: "susp:/README.TXT:AL") {
                $0.insertEntry(AttributeListsAreWhole.list([0, 0, 0, 1, 0x16]), into: "record:/README.TXT")
            },
            .passes("an attribute of libisofs itself", .rockRidge) {
                $0.insertEntry(
                    AttributeListsAreWhole.list([0, 3, 4] + Array("nt".utf8) + [0, 4, 1, 1, 1, 0xFF]),
                    into: "record:/README.TXT")
            },
        ]
    }
}
