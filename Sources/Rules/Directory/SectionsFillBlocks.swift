import Bytes
import DiscModel
import FileSystems
import Specimens

/// Only the last section may end inside a block (ECMA-119, 6.4.4).
enum SectionsFillBlocks: Rule {
    static let card = RuleCard(
        id: "dir-multi-extent-nonfinal-size",
        title: "Each section but the last fills its blocks",
        rationale: """
            Readers join the blocks of the sections. A section that ends inside a block puts the bytes behind its end into the \
            file, and everything after them is shifted. Linux maps the wrong data without a word.
            """,
        remedy: "Compare the file with its source; the image has to be made again.",
        severity: .error,
        clause: .ecma119("6.4.4, 6.5.1"))

    static func weigh(_ file: FileSections, in _: Disc, _ findings: inout Findings) {
        for slot in file.slots.dropLast() {
            let size = UInt64(file.tree.record(slot).dataLength.read)
            guard size % file.tree.blockSize != 0 else { continue }
            findings.report(
                "section \(slot - file.slots.lowerBound + 1) of \(file.slots.count) is \(size.of("byte")) long",
                expected: "a multiple of \(file.tree.blockSize)", actual: "\(size)",
                at: file.tree.place(ofRecord: slot, DirectoryRecord.dataLength))
        }
    }

    static var examples: [Example] {
        [
            .fires(
                "a first section of 4,000 bytes", .multiExtent, at: "record:/BIG.DAT",
                DirectoryRecord.dataLength
            ) {
                $0.set(DirectoryRecord.dataLength, of: "record:/BIG.DAT", 4_000)
            },
            .passes("a first section of two blocks", .multiExtent),
        ]
    }
}
