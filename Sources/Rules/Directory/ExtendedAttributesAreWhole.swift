import Bytes
import DiscModel
import FileSystems
import Specimens

/// An extended attribute record is one where it is announced (ECMA-119, 9.5).
enum ExtendedAttributesAreWhole: Rule {
    static let card = RuleCard(
        id: "dir-xattr-length",
        title: "Extended attribute records are where they are announced, and are whole",
        rationale: """
            The record takes blocks in front of the data of a file, so a wrong length of it shifts the whole file. Discs made \
            on VMS, CD-i and old Kodak discs have them; elsewhere the byte is mostly a flipped bit.
            """,
        remedy: "Check that the file begins as it should; if not, compare the image with its source.",
        severity: .error,
        clause: .ecma119("9.1.2, 9.5"))

    static func weigh(_ tree: ISOTree, in _: Disc, _ findings: inout Findings) {
        for attributes in tree.extendedAttributes {
            let place = tree.place(ofRecord: attributes.slot, DirectoryRecord.extendedAttributeLength)
            if let fault = fault(in: attributes) {
                findings.report(
                    "the record announces \(attributes.blocks.of("block")) of extended attributes, where \(fault)",
                    at: place)
            } else {
                findings.report(
                    "the file has an extended attribute record of \(attributes.blocks.of("block"))",
                    at: place,
                    severity: .note)
            }
        }
    }

    /// What shows that the bytes are no extended attribute record.
    private static func fault(in attributes: ExtendedAttributes) -> String? {
        // Fixed fields up to 9.5.19; the image may end before.
        guard attributes.record.count >= 250 else { return nil }
        let version = attributes[ExtendedAttributes.version]
        if version != 1 { return "the version at byte 180 is \(version) instead of 1" }
        let pairs = [
            ("owner", ExtendedAttributes.owner), ("group", ExtendedAttributes.group),
            ("record length", ExtendedAttributes.recordLength),
            ("length of the application use", ExtendedAttributes.applicationUseLength),
        ]
        for (name, field) in pairs {
            let number = attributes[field]
            if !number.agrees { return "the \(name) is recorded as \(number.little) and \(number.big)" }
        }
        return nil
    }

    static var examples: [Example] {
        [
            .fires(
                "a length without a record", .plain, at: "record:/DOCS/MANUAL.TXT",
                DirectoryRecord.extendedAttributeLength
            ) {
                $0.set(DirectoryRecord.extendedAttributeLength, of: "record:/DOCS/MANUAL.TXT", 1)
            },
            .fires(
                "a record in front of a file", .plain, at: "record:/DOCS/MANUAL.TXT",
                DirectoryRecord.extendedAttributeLength, severity: .note
            ) {
                $0.set(DirectoryRecord.extendedAttributeLength, of: "record:/DOCS/MANUAL.TXT", 1)
                $0.fill("data:/DOCS/MANUAL.TXT", count: 250, with: 0)
                $0.set8("data:/DOCS/MANUAL.TXT", 180, 1)
            },
            .passes("no extended attributes", .everything),
        ]
    }
}
