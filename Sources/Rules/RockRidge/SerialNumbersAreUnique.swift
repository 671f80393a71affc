import Bytes
import DiscModel
import FileSystems
import Specimens

/// Two records with one serial number are the same file (RRIP 1.12, 4.1.1).
enum SerialNumbersAreUnique: Rule {
    static let card = RuleCard(
        id: "rr-ino-duplicate",
        title: "Records with the same serial number are the same file",
        rationale: """
            The serial number in PX says which records are hard links of one file. Programs that copy trees trust it: cp -a, \
            rsync -H and tar write the content of the first for all others, so files with equal numbers and different data \
            are lost in the copy.
            """,
        remedy: "Make the image again with a program that numbers files properly.",
        severity: .warning,
        clause: .rrip("4.1.1"))

    private struct File {
        let serial: UInt32
        let offset: UInt64
        let node: Int
    }

    static func weigh(_ tree: RockRidgeTree, in _: Disc, _ findings: inout Findings) {
        guard tree.tree.traits.contains(.longAttributes) else { return }
        var files: [File] = []
        let view = tree.view
        for (index, node) in view.nodes.enumerated() where node.kind == .file && node.size > 0 {
            guard let slot = tree.slot(of: index), let extent = view.extents(of: node).first,
                let entry = tree.tree.entry(slot, .px), entry.length >= 44,
                entry[PosixAttributes.serial].read != 0
            else { continue }
            files.append(File(serial: entry[PosixAttributes.serial].read, offset: extent.offset, node: index))
        }
        files.sort { $0.serial != $1.serial ? $0.serial < $1.serial : $0.offset < $1.offset }
        for (before, file) in zip(files, files.dropFirst())
        where file.serial == before.serial && file.offset != before.offset {
            findings.report(
                "serial number \(file.serial) also belongs to a file with other data, at offset \(before.offset)",
                expected: "one file for each number", at: tree.place(file.node, field: "PX/serial"))
        }
    }

    static var examples: [Example] {
        [
            .fires("two files with one number", .rockRidge, at: "record:/DOCS/MANUAL.TXT") {
                $0.set(PosixAttributes.serial, of: "susp:/README.TXT:PX", 77)
                $0.set(PosixAttributes.serial, of: "susp:/DOCS/MANUAL.TXT:PX", 77)
            },
            .passes("a number for each file", .rockRidge),
            .passes("two names of one file", .rockRidge) {
                $0.set(PosixAttributes.serial, of: "susp:/README.TXT:PX", 77)
                $0.set(PosixAttributes.serial, of: "susp:/DOCS/MANUAL.TXT:PX", 77)
                $0.set(DirectoryRecord.extent, of: "record:/README.TXT", $0.block("data:/DOCS/MANUAL.TXT"))
            },
        ]
    }
}
