import Bytes
import DiscModel
import FileSystems
import Specimens

/// Both path tables are there, behind the descriptors and inside the volume (ECMA-119, 8.4.14 to 8.4.17).
enum PathTablesLieInTheVolume: Rule {
    static let card = RuleCard(
        id: "path-table-location",
        title: "Path tables lie between the descriptors and the end of the volume",
        rationale: """
            Windows, old systems and boot programs find directories through the path table. A table at block 0, among the \
            descriptors or behind the end cannot be read there, while Linux, which never looks at it, shows nothing odd.
            """,
        remedy: "Make the image again, or copy it again if it was cut.",
        severity: .error,
        clause: .ecma119("8.4.14, 8.4.16"))

    static func weigh(_ tree: ISOTree, in disc: Disc, _ findings: inout Findings) {
        let descriptor = tree.descriptor
        if descriptor.typeLPathTable == 0 {
            findings.report(
                "the \(descriptor.name) names no path table L", expected: "a block behind the descriptors",
                actual: "block 0", at: descriptor.place(VolumeDescriptor.typeLPathTable))
        }
        let first = disc.iso?.endOfDescriptors ?? 0
        let isTooLong = reportSize(tree, disc, &findings)
        for table in tree.pathTables {
            let start = table.record.offset
            let end = start.adding(UInt64(table.recordedSize))
            let place = descriptor.place(location(of: table))
            // A later session may share the tables of the one before it (discs for the Dreamcast do).
            let isShared = start < disc.startOffset && start >= 18 * .sector
            if start < first, !isShared {
                findings.report(
                    "\(table.name) begins at offset \(start), inside the system area or the descriptors",
                    expected: "offset \(first) or later", actual: "offset \(start)", at: place)
            } else if isTooLong, start < disc.size {
                continue
            } else if end > disc.size {
                let declared = disc.iso?.declaredSize ?? 0
                findings.report(
                    "\(table.name) ends at offset \(end), behind the end of the image",
                    expected: "\(disc.size) or less", actual: "\(end)", at: place,
                    causedBy: declared > disc.size && end <= declared ? ImageTruncated.self : nil)
            } else if end > tree.declaredEnd, descriptor.volumeSpaceSize.agrees {
                findings.report(
                    "\(table.name) ends at offset \(end), behind the end of the volume",
                    expected: "\(tree.declaredEnd) or less", actual: "\(end)", at: place,
                    causedBy: VolumeIncludesItsTree.self)
            }
        }
    }

    /// Reports a size of which neither table has room in the image, once and where it stands.
    private static func reportSize(_ tree: ISOTree, _ disc: Disc, _ findings: inout Findings) -> Bool {
        let size = tree.descriptor.pathTableSize
        guard let left = tree.mainTable(.l), let right = tree.mainTable(.m), size.agrees,
            UInt64(size.read) > disc.size, (disc.iso?.declaredSize ?? 0) <= disc.size,
            max(left.record.offset, right.record.offset) < disc.size
        else { return false }
        // Both tables end in zeros behind the same records, or nothing tells their length.
        let known = left.consumed == right.consumed && left.consumed > 0 ? left.consumed : nil
        findings.report(
            "the \(tree.descriptor.name) gives its path tables a size of \(size.read.of("byte")), and the whole image has \(disc.size)",
            expected: known.map { "\($0.of("byte"))" } ?? "\(disc.size.of("byte")) or less",
            actual: "\(size.read.of("byte"))",
            at: tree.descriptor.place(VolumeDescriptor.pathTableSize))
        return true
    }

    /// The field that leads to a table.
    private static func location(of table: PathTable) -> AnyField {
        switch (table.order, table.isOptional) {
        case (.l, false): VolumeDescriptor.typeLPathTable.any
        case (.l, true): VolumeDescriptor.optionalTypeLPathTable.any
        case (.m, false): VolumeDescriptor.typeMPathTable.any
        case (.m, true): VolumeDescriptor.optionalTypeMPathTable.any
        }
    }

    static var examples: [Example] {
        [
            .fires("no path table L", .plain, at: "pvd", VolumeDescriptor.typeLPathTable) {
                $0.set(VolumeDescriptor.typeLPathTable, of: "pvd", 0)
            },
            .fires("path table M on the descriptor", .plain, at: "pvd", VolumeDescriptor.typeMPathTable) {
                $0.set(VolumeDescriptor.typeMPathTable, of: "pvd", 16)
            },
            .fires("path table L behind the end", .plain, at: "pvd", VolumeDescriptor.typeLPathTable) {
                $0.set(VolumeDescriptor.typeLPathTable, of: "pvd", 1_000_000)
            },
            .fires(
                "a size greater than the image", .joliet, at: "pvd", VolumeDescriptor.pathTableSize
            ) {
                $0.set(VolumeDescriptor.pathTableSize, of: "pvd", .max)
            },
            .passes("both tables behind the descriptors", .joliet),
        ]
    }
}
