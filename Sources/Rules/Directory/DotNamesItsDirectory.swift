import Bytes
import DiscModel
import FileSystems
import Specimens

/// "." says where its directory lies and how long it is, as the record in the parent does (ECMA-119, 6.8.2.2).
enum DotNamesItsDirectory: Rule {
    static let card = RuleCard(
        id: "dir-dot-extent",
        title: "\".\" gives the block and size of its own directory",
        rationale: """
            The place of a directory is recorded in its parent and in itself. Where they differ, the directory was moved or \
            copied without being corrected. Linux, isoinfo, 7-Zip and libarchive go by the record of the parent and are not \
            led astray; xorriso takes the size from \".\". Old programs that append sessions left wrong sizes.
            """,
        remedy: "Compare the image with its source; if that is the same, make it again.",
        severity: .warning,
        clause: .ecma119("6.8.2.2"))

    static func weigh(_ head: DirectoryHead, in _: Disc, _ findings: inout Findings) {
        // The root has no parent; its descriptor is held against it by the rules about descriptors.
        guard let dot = head.dot, let slot = head.first, head.directory.slot >= 0 else { return }
        let naming = head.naming
        if dot.dataOffset(blockSize: head.tree.blockSize) != head.directory.offset
            || dot.extendedAttributeLength != naming.extendedAttributeLength
        {
            findings.report(
                "\".\" names block \(dot.extent.read), the directory lies at block \(naming.extent.read)",
                expected: words(naming), actual: words(dot),
                at: head.dotPlace(slot, DirectoryRecord.start),
                causedBy: dot.halves ?? naming.halves)
        }
        if dot.dataLength.read != naming.dataLength.read {
            findings.report(
                "\".\" says \(dot.dataLength.read.of("byte")), the record in the parent \(naming.dataLength.read)",
                expected: "\(naming.dataLength.read)", actual: "\(dot.dataLength.read)",
                at: head.dotPlace(slot, DirectoryRecord.dataLength),
                causedBy: dot.halves ?? naming.halves)
        }
    }

    private static func words(_ record: DirectoryRecord) -> String {
        let attributes = record.extendedAttributeLength
        return "block \(record.extent.read)"
            + (attributes == 0 ? "" : " and \(attributes.of("block")) of attributes")
    }

    static var examples: [Example] {
        [
            .fires(
                "\".\" of /DOCS names another block", .plain, at: "record:/DOCS/.",
                DirectoryRecord.extendedAttributeLength
            ) {
                $0.set(DirectoryRecord.extent, of: "record:/DOCS/.", 99)
            },
            .fires(
                "\".\" of /DOCS has another size", .joliet, at: "svd:record:/docs/.",
                DirectoryRecord.dataLength
            ) {
                $0.set(DirectoryRecord.dataLength, of: "svd:record:/docs/.", 4_096)
            },
            .passes("\".\" is right everywhere", .everything),
        ]
    }
}
