import Bytes
import DiscModel
import FileSystems
import Specimens

/// No two records of a directory have the same identifier (ECMA-119, 6.8.2 and 9.3).
enum NamesAreUnique: Rule {
    static let card = RuleCard(
        id: "dir-duplicate-id",
        title: "No two records of a directory have the same identifier",
        rationale: """
            Of two files with one name Linux opens the first, and 7-Zip, which extracts both, keeps the last. What is copied then depends on \
            the program. Versions of a file differ in their number; sections of a file belong together.
            """,
        remedy: "Look at both files; if the image came like this from its source, make it again.",
        severity: .error,
        clause: .ecma119("6.8.2, 9.3"))

    static func weigh(_ row: TreeDirectory, in _: Disc, _ findings: inout Findings) {
        let tree = row.tree
        RepeatedNames(compare: compareBytes, hash: \.hashValue).each(in: tree, row.index) { earlier, slot in
            findings.report(
                "the identifier \(tree.displayName(slot).escaped) is that of the record at offset \(tree.record(earlier).offset) as well",
                at: tree.place(ofRecord: slot))
        }
    }

    private static func compareBytes(_ first: ArraySlice<UInt8>, _ second: ArraySlice<UInt8>) -> Int {
        for (left, right) in zip(first, second) where left != right { return Int(left) - Int(right) }
        return first.count - second.count
    }

    static var examples: [Example] {
        [
            .fires("a record twice", .plain, at: "record:/README.TXT#2") {
                $0.duplicateRecord("record:/README.TXT")
            },
            .fires("a second \"..\"", .joliet, at: "svd:record:/docs/..#2") {
                $0.duplicateRecord("svd:record:/docs/..")
            },
            .passes("a file in two sections", .multiExtent),
            .passes("an associated file", .plain) {
                $0.duplicateRecord("record:/README.TXT")
                $0.set(DirectoryRecord.flags, of: "record:/README.TXT", 4)
            },
        ]
    }
}
