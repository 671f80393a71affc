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
        func isOutside(_ end: UInt64) -> Bool { end > declared && end <= disc.size }
        let tables = tree.pathTables.count { isOutside($0.sector.offset.adding(UInt64($0.recordedSize))) }
        let slots = tree.slots.indices.filter { slot in
            let record = tree.record(slot)
            return record.dataLength.read > 0 && !record.isSelf && !record.isParent
                && isOutside(record.dataExtent(blockSize: tree.blockSize).end)
        }
        guard tables + slots.count > 0 else { return }
        let first = slots.first.map { ", first \(tree.path(ofRecord: $0).escaped)" } ?? ""
        let what = [
            tables > 0 ? UInt64(tables).of("path table") : nil,
            slots.isEmpty ? nil : "\(UInt64(slots.count).of("extent")) of files and directories\(first)",
        ].compactMap(\.self)
        findings.report(
            "the declared volume ends before \(what.joined(separator: " and "))",
            expected: "a volume of \((disc.size + 2047) / 2048) sectors", actual: "\(declared / 2048)",
            at: descriptor.place(80, 8, "volumeSpaceSize"),
            causedBy: descriptor.causeInHalves(of: "volumeSpaceSize"))
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
