import Bytes
public import DiscModel
public import FileSystems
import Specimens

/// Path tables, directories and files of a tree lie inside the volume that its descriptor declares (ECMA-119, 6.2, 8.4.8).
public enum VolumeIncludesItsTree: Rule {
    public static let card = RuleCard(
        id: "pvd-vss-excludes-tree",
        title: "Everything a tree points to lies inside the declared volume",
        rationale: """
            Programs that copy or burn as many blocks as the descriptor declares leave out what lies behind, and the copy \
            is cut although the image is whole. Easy CD Creator declared too little on many genuine discs.
            """,
        remedy: "Copy the whole file, never just the declared volume; make the image again if you can.",
        severity: .warning,
        clause: .ecma119("6.2, 8.4.8"))

    public static func weigh(_ tree: ISOTree, in disc: Disc, _ findings: inout Findings) {
        let descriptor = tree.descriptor
        let declared = descriptor.declaredBytes
        // Too small for anything has its own rule; a session counted from its own start includes its tree.
        guard declared > 18 * 2048, declared < disc.size, !SessionStart.isRelative(tree, in: disc) else {
            return
        }
        let cause = descriptor.causeInHalves(of: "volumeSpaceSize")
        func check(_ what: String, _ end: UInt64, _ place: @autoclosure () -> Place) {
            guard end > declared, end <= disc.size else { return }
            findings.report(
                "\(what) ends at byte \(end), behind the end of the declared volume",
                expected: "at most \(declared) bytes", actual: "\(end)", at: place(), causedBy: cause)
        }
        for table in tree.pathTables {
            let end = table.sector.offset.adding(UInt64(table.sector.bytes.count))
            check(table.name, end, table.sector.place(0, table.sector.bytes.count, field: table.name))
        }
        for slot in tree.slots.indices {
            let record = tree.record(slot)
            guard record.dataLength.read > 0, !record.isParent else { continue }
            check(
                "the extent", record.dataExtent(blockSize: tree.blockSize).end,
                tree.place(ofRecord: slot, 2, 8, field: "extent"))
        }
    }

    public static var fires: [Example] {
        [
            Example("a volume that ends before the last file", Specimen { $0.padding = 0 }) {
                $0.setBoth32("pvd", 80, $0.block("data:/DOCS/MANUAL.TXT") + 1)
            }
        ]
    }

    public static var staysSilent: [Example] {
        [
            Example("the volume ends with the last file", .plain) {
                $0.setBoth32("pvd", 80, $0.block("padding"))
            },
            Example("an empty file at a block behind it", .plain) {
                $0.setBoth32("pvd", 80, $0.block("padding"))
                $0.setBoth32("record:/DOCS/EMPTY.DAT", 2, $0.block("padding") + 5)
            },
        ]
    }
}
