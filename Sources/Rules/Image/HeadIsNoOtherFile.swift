import Bytes
import DiscModel
import FileSystems
import Specimens

/// The image does not start like a file of another kind.
enum HeadIsNoOtherFile: Rule {
    static let card = RuleCard(
        id: "image-polyglot-head",
        title: "The image does not start like a program, script, document or archive",
        rationale: """
            The first 32 KiB of an image are free, so a file can be an image and a program or document at once. Boot code \
            for EFI starts with MZ and some hybrids with a script line, with a partition table beside it; anything else \
            that starts like another file may run or open as such when its name is changed.
            """,
        remedy:
            "Do not open the file with other programs than those for images; find out who made it and why.",
        severity: .warning,
        confidence: .heuristic,
        clause: .ecma119("6.2.1"))

    /// Marks that make a file of another kind; those of boot code for which a partition table is the reason.
    private static let files: [SystemAreaMark: Bool] = [
        .executable: true, .script: true, .elf: false, .pdf: false, .zip: false, .gzip: false, .xz: false,
        .png: false, .jpeg: false, .gif: false, .rar: false, .sevenZip: false, .ole: false,
    ]

    static func weigh(_ area: SystemAreaFacts, in disc: Disc, _ findings: inout Findings) {
        for signature in area.signatures {
            guard let boots = files[signature.mark] else { continue }
            let isHybrid = area.signatures.contains { $0.mark == .mbr || $0.mark == .gpt }
            findings.report(
                "the image starts like \(signature.mark.rawValue.withArticle)",
                actual: signature.mark.rawValue,
                at: signature.place,
                severity: boots && isHybrid ? .note : nil)
        }
    }

    static var examples: [Example] {
        [
            .fires("a ZIP archive", .plain, at: "system-area") {
                $0.set("system-area", [0x50, 0x4B, 0x03, 0x04])
            },
            .fires("EFI boot code of a hybrid", .plain, at: "system-area", severity: .note) {
                $0.set("system-area", [0x4D, 0x5A])
                $0.set(MasterBootRecord.signature, of: "system-area", MasterBootRecord.signed)
            },
            .passes("boot code of isohybrid", .plain) {
                $0.set("system-area", [0x33, 0xED, 0x90, 0x90])
                $0.set(MasterBootRecord.signature, of: "system-area", MasterBootRecord.signed)
            },
        ]
    }
}

extension String {
    /// With "a" or "an" as it is spoken; names that need no article keep none.
    var withArticle: String {
        if hasSuffix("data") { return self }
        if hasPrefix("MS-") || hasPrefix("ELF") || hasPrefix("RAR") || hasPrefix("OLE") {
            return "an \(self)"
        }
        return "a \(self)"
    }
}
