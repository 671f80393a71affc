import Bytes
import DiscModel
import FileSystems
import Specimens

/// The pointers of a descriptor lead to its path tables (ECMA-119, 8.4.14 and 8.4.16).
enum PathTablesAreThere: Rule {
    static let card = RuleCard(
        id: "path-table-astray",
        title: "The pointers to path tables L and M lead to these tables",
        rationale: """
            Windows, old systems and boot programs go to the block that the descriptor names and read a path table there, without \
            asking whether it is one. Where the table is blank, stands elsewhere or is the other of the two, they find no \
            directory, or a wrong one, while Linux shows nothing odd.
            """,
        remedy: "Copy the image again; if the fault stays, make it again.",
        severity: .error,
        clause: .ecma119("8.4.14, 8.4.16, 9.4"))

    static func weigh(_ tree: ISOTree, in disc: Disc, _ findings: inout Findings) {
        guard let root = tree.directories.first, tree.slots(of: 0).count > 1, let left = tree.mainTable(.l)
        else { return }
        let block = UInt32(clamping: root.offset / tree.blockSize)
        let right = tree.mainTable(.m)
        let tables = [left, right].compactMap(\.self)
        let wrong = tables.filter { table in
            // Of those that lie nowhere in the volume, another rule speaks.
            table.isWhole && table.recordedSize > 0 && !table.beginsWithRoot(at: block)
                && table.record.offset >= disc.iso?.endOfDescriptors ?? 0
        }
        guard !wrong.isEmpty else { return }
        if let right, wrong.count == 2, left.record.offset != right.record.offset,
            left.inOtherOrder.beginsWithRoot(at: block), right.inOtherOrder.beginsWithRoot(at: block)
        {
            let (first, second) = (tree.block(of: left), tree.block(of: right))
            findings.report(
                "path tables L and M are exchanged: block \(first), where the \(tree.descriptor.name) has table L, holds the numbers most significant byte first, as table M, and block \(second) holds table L",
                expected: "table L in block \(second)", actual: "block \(first)",
                at: tree.descriptor.place(VolumeDescriptor.typeLPathTable))
            return
        }
        for table in wrong { report(table, tree, block, disc, &findings) }
    }

    private static func report(
        _ table: PathTable, _ tree: ISOTree, _ root: UInt32, _ disc: Disc, _ findings: inout Findings
    ) {
        let named = tree.block(of: table)
        let other = tree.mainTable(table.order == .l ? .m : .l)
        let witness =
            other.flatMap { $0.beginsWithRoot(at: root) ? $0 : nil }
            .map { "; \($0.name) in block \(tree.block(of: $0)) is whole" } ?? ""
        if let found = tree.tablesElsewhere.first(where: { $0.order == table.order }) {
            let there = standing(at: table, in: disc) ?? "no such table stands"
            findings.report(
                "the \(tree.descriptor.name) leads to block \(named) for \(table.name), where \(there); the table lies in block \(tree.block(of: found))",
                expected: "block \(tree.block(of: found))", actual: "block \(named)",
                at: place(ofPointerTo: table, tree))
        } else if let filler = table.record.bytes.first, table.record.bytes.isFilled(with: filler) {
            let words = filler == 0 ? "zeros" : "bytes \(String(filler, radix: 16, uppercase: true))"
            findings.report(
                "\(table.name) in block \(named) is blank: all \(words)\(witness)",
                expected: other.map { "\($0.records.count.of("record"))" }, actual: words,
                at: Place(
                    offset: table.record.offset, length: UInt64(table.recordedSize), tree: tree.kind,
                    field: "pathTable[\(table.order.rawValue)]"))
        } else if !isDamagedTable(table, root) {
            let there = standing(at: table, in: disc) ?? "no table stands"
            findings.report(
                "the \(tree.descriptor.name) leads to block \(named) for \(table.name), where \(there)\(witness)",
                expected: "a record of the root in block \(root)", actual: "none",
                at: place(ofPointerTo: table, tree))
        }
    }

    /// Whether something of the record of the root is there, so that it is a table with a fault in it.
    private static func isDamagedTable(_ table: PathTable, _ root: UInt32) -> Bool {
        guard let first = table.records.first else { return false }
        return first.identifier.elementsEqual([0]) || first.extent == root || first.parent == 1
            || table.records.count > 1 && table.consumed == table.record.bytes.count
    }

    private static func place(ofPointerTo table: PathTable, _ tree: ISOTree) -> Place {
        table.order == .l
            ? tree.descriptor.place(VolumeDescriptor.typeLPathTable)
            : tree.descriptor.place(VolumeDescriptor.typeMPathTable)
    }

    /// What else owns the first byte of the place to which a pointer leads.
    private static func standing(at table: PathTable, in disc: Disc) -> String? {
        let start = table.record.offset
        let span = disc.map.spans(in: start..<start + 1).first {
            $0.owner.isFile || disc.kind(of: $0.owner) != .pathTable
        }
        return span.map { "the \(disc.words(for: $0)) lies" }
    }

    static var examples: [Example] {
        [
            .fires("the pointer to L leads into a file", .plain, at: "pvd", VolumeDescriptor.typeLPathTable) {
                $0.set(VolumeDescriptor.typeLPathTable, of: "pvd", $0.block("data:/DOCS/MANUAL.TXT"))
            },
            .fires("the pointer to M leads to L", .plain, at: "pvd", VolumeDescriptor.typeMPathTable) {
                $0.set(VolumeDescriptor.typeMPathTable, of: "pvd", $0.block("path-table-l"))
            },
            .fires("the pointers are exchanged", .joliet, at: "pvd", VolumeDescriptor.typeLPathTable) {
                $0.set(VolumeDescriptor.typeLPathTable, of: "pvd", $0.block("path-table-m"))
                $0.set(VolumeDescriptor.typeMPathTable, of: "pvd", $0.block("path-table-l"))
            },
            .fires("table L is blank", .plain, at: "path-table-l") {
                $0.fill("path-table-l", count: .sector, with: 0)
            },
            .passes("a table with a wrong record", .plain) {
                $0.set(PathTableRecord.extent, of: "path-table-l[2]", 99)
            },
            .passes("both tables where they are", .joliet),
        ]
    }
}

extension PathTable {
    /// The same bytes, read as a table of the other kind.
    fileprivate var inOtherOrder: PathTable {
        PathTable(
            order: order == .l ? .m : .l, isOptional: isOptional, record, recordedSize: recordedSize)
    }
}

extension ISOTree {
    /// The block in which a path table begins.
    fileprivate func block(of table: PathTable) -> UInt64 { table.record.offset / blockSize }
}
