import Bytes
import DiscModel
import FileSystems
import Specimens

/// A Joliet name has an even number of bytes.
enum JolietNamesAreEven: Rule {
    static let card = RuleCard(
        id: "joliet-odd-name-length",
        title: "Joliet names have an even number of bytes",
        rationale: """
            Each character takes two bytes. With an odd length the last one is cut, and readers that copy the name character \
            by character run one byte too far; libcdio has crashed on such names.
            """,
        remedy: "Make or copy the image again.",
        severity: .error,
        clause: .joliet("File Identifier"))

    static var concerns: RecordTraits { .unusualIdentifier }

    static func weigh(_ name: JolietName, in _: Disc, _ findings: inout Findings) {
        guard name.traits.contains(.odd) else { return }
        findings.report(
            "the name \(name.display) has \(name.bytes.count.of("byte"))", expected: "an even number",
            actual: "\(name.bytes.count)",
            at: name.tree.place(ofRecord: name.slot, DirectoryRecord.identifierLength))
    }

    static var examples: [Example] {
        [
            .fires(
                "half a character more, and padding that is not zero", .joliet, at: "svd:record:/readme.txt",
                DirectoryRecord.identifierLength
            ) {
                $0.set(DirectoryRecord.identifierLength, of: "svd:record:/readme.txt", 25)
                $0.set8("svd:record:/readme.txt", 57, 0x31)
            },
            .passes("two bytes for each character", .joliet),
        ]
    }
}
