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

    static func weigh(_ row: TreeDirectory, in disc: Disc, _ findings: inout Findings) {
        let tree = row.tree
        RepeatedNames(compare: compareBytes, hash: \.hashValue).each(in: tree, row.index) { earlier, slot in
            let names = [slot, earlier].map { nameElsewhere(of: $0, in: tree, disc) }
            // Of two records, that one is wrong whose file is called otherwise elsewhere.
            let misfits = names.map { $0?.misfit ?? 0 }
            let isEarlier = misfits[1] > misfits[0]
            let (wrong, other) = isEarlier ? (earlier, slot) : (slot, earlier)
            let name = misfits[0] == misfits[1] ? nil : names[isEarlier ? 1 : 0]?.words
            findings.report(
                "the identifier \(tree.displayName(slot).escaped) is that of the record at offset \(tree.record(other).offset) as well\(name.map { "; \($0)" } ?? "")",
                at: tree.place(ofRecord: wrong))
        }
    }

    /// What a file is called elsewhere, and how badly its identifier fits that name.
    private static func nameElsewhere(of slot: Int, in tree: ISOTree, _ disc: Disc) -> (
        misfit: Int, words: String
    )? {
        let identifier = tree.identifier(slot)
        func misfit(_ name: [UInt8]) -> Int {
            switch NameDerivation(identifier, of: name[...]) {
            case .derived: 0
            case .counted: 1
            case .foreign: 2
            }
        }
        if let name = tree.rockRidgeName(slot), !name.isEmpty {
            return (misfit(name), "its Rock Ridge name is \(DisplayName(utf8: name).escaped)")
        }
        guard tree.kind == .iso9660, let joliet = disc.iso?.isoTree(.joliet),
            let twin = joliet.twin(of: tree.record(slot))
        else { return nil }
        let name = String(decoding: JolietName.units(joliet.identifier(twin)).withoutVersion, as: UTF16.self)
        return (misfit(Array(name.utf8)), "its Joliet name is \(joliet.displayName(twin).escaped)")
    }

    private static func compareBytes(_ first: ArraySlice<UInt8>, _ second: ArraySlice<UInt8>) -> Int {
        for (left, right) in zip(first, second) where left != right { return Int(left) - Int(right) }
        return first.count - second.count
    }

    private static let several = Specimen {
        $0.rockRidge = true
        $0.files = [.init("/A.DAT", .bytes([1])), .init("/B.DAT", .bytes([2]))]
    }
    private static let severalInJoliet = Specimen {
        $0.joliet = true
        $0.files = [.init("/A.DAT", .bytes([1])), .init("/B.DAT", .bytes([2]))]
    }

    static var examples: [Example] {
        [
            .fires("a record twice", .plain, at: "record:/README.TXT#2") {
                $0.duplicateRecord("record:/README.TXT")
            },
            .fires("a second \"..\"", .joliet, at: "svd:record:/docs/..#2") {
                $0.duplicateRecord("svd:record:/docs/..")
            },
            .fires(
                "by its Rock Ridge name the earlier one is wrong", several, at: "record:/A.DAT",
                message:
                    "the identifier B.DAT;1 is that of the record at offset 41324 as well; its Rock Ridge name is a.dat"
            ) {
                $0.set8("record:/A.DAT", 33, 0x42)
            },
            .fires("by its Joliet name the earlier one is wrong", severalInJoliet, at: "record:/A.DAT") {
                $0.set8("record:/A.DAT", 33, 0x42)
            },
            .fires("by its Joliet name the later one is wrong", severalInJoliet, at: "record:/B.DAT") {
                $0.set8("record:/B.DAT", 33, 0x41)
            },
            .passes("a file in two sections", .multiExtent),
            .passes("an associated file", .plain) {
                $0.duplicateRecord("record:/README.TXT")
                $0.set(DirectoryRecord.flags, of: "record:/README.TXT", 4)
            },
        ]
    }
}

extension ISOTree {
    /// The only record that names the bytes that a record of another tree names.
    fileprivate func twin(of record: DirectoryRecord) -> Int? {
        guard !record.isDirectory, record.dataLength.read > 0 else { return nil }
        let twins = slots.indices.lazy.filter { slot in
            let other = self.record(slot)
            return other.extent == record.extent && other.dataLength == record.dataLength
        }.prefix(2)
        return twins.count == 1 ? twins.first : nil
    }
}
