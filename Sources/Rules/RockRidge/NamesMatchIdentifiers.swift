import Bytes
import DiscModel
import FileSystems
import Specimens

/// The identifier of a record can be derived from its Rock Ridge name.
enum NamesMatchIdentifiers: Rule {
    static let card = RuleCard(
        id: "rr-name-vs-iso",
        title: "The identifier of a record is derived from its Rock Ridge name",
        rationale: """
            Programs make the identifier of the name: upper case, cut, with underscores and digits. When the two have nothing \
            in common, plain readers show the file under a name that says something else: the author chose it, somebody \
            changed one of the two, or one is damaged.
            """,
        remedy: "Compare both names with the content of the file.",
        severity: .note, confidence: .firm, profiles: Profile.examiners,
        clause: .practice("identifiers are derived from names"))

    static func weigh(_ row: RockRidgeTree, in _: Disc, _ findings: inout Findings) {
        let tree = row.tree
        for directory in tree.directories.indices {
            var rivals = Rivals(tree: tree, directory: directory)
            // The name of the record before, if another section of its file follows.
            var section: ArraySlice<UInt8>?
            for slot in tree.slots(of: directory) {
                let record = tree.record(slot)
                guard !record.isSelf, !record.isParent, let entry = tree.entry(slot, .nm) else { continue }
                let isWhole = entry[SystemUseEntry.flags] == 0
                let name = isWhole ? entry.bytes.dropFirst(5) : (tree.rockRidgeName(slot) ?? [])[...]
                if let section, section != name {
                    findings.report(
                        "two sections of a file have the names \(shown(section)) and \(shown(name))",
                        at: tree.place(of: entry, slot: slot))
                }
                section = record.flags.contains(.multiExtent) ? name : nil
                guard !isDerived(tree, slot, name, &rivals) else { continue }
                findings.report(
                    "the identifier \(tree.displayName(slot).escaped) is not made of the name \(shown(name))",
                    at: tree.place(of: entry, slot: slot))
            }
        }
    }

    private static func isDerived(
        _ tree: ISOTree, _ slot: Int, _ name: ArraySlice<UInt8>, _ rivals: inout Rivals
    ) -> Bool {
        let identifier = tree.identifier(slot)
        switch NameDerivation(identifier, of: name) {
        case .derived: return true
        case .counted(let length): return rivals.has(name, length)
        // The names of relocated directories and of the one that holds them are free.
        case .foreign: return tree.entry(slot, .re) != nil || identifier.elementsEqual("RR_MOVED".utf8)
        }
    }

    private static func shown(_ name: ArraySlice<UInt8>) -> String {
        DisplayName(utf8: [UInt8](name)).escaped
    }

    /// How many names of a directory become equal when cut to a length; counted only where a name asks for it.
    private struct Rivals {
        let tree: ISOTree
        let directory: Int
        private var counts: [Int: [UInt64: Int]] = [:]
        /// Lengths for which a hostile directory may make us count; behind it, names are taken to have rivals.
        private static let lengths = 8

        init(tree: ISOTree, directory: Int) {
            self.tree = tree
            self.directory = directory
        }

        mutating func has(_ name: ArraySlice<UInt8>, _ length: Int) -> Bool {
            if counts[length] == nil {
                guard counts.count < Self.lengths else { return true }
                var count: [UInt64: Int] = [:]
                for slot in tree.slots(of: directory) {
                    guard let other = tree.rockRidgeName(slot) else { continue }
                    count[NameDerivation.cutHash(other[...], length: length), default: 0] += 1
                }
                counts[length] = count
            }
            return (counts[length]?[NameDerivation.cutHash(name, length: length)] ?? 0) > 1
        }
    }

    static var examples: [Example] {
        [
            .fires("another name", .rockRidge, at: "susp:/README.TXT:NM") {
                $0.replaceEntry(
                    "susp:/README.TXT:NM", with: Specimen.systemUseEntry("NM", [0] + Array("other".utf8)))
            },
            .fires("one bit of the identifier flipped", .rockRidge, at: "susp:/README.TXT:NM") {
                $0.set8("record:/README.TXT", 34, 0x47)
            },
            .fires(
                "one bit of a small letter of the identifier flipped", .rockRidge, at: "susp:/README.TXT:NM"
            ) {
                $0.set("record:/README.TXT", 33, Array("readmE".utf8))
            },
            .fires("another name for the second section of a file", .everything, at: "susp:/BIG.DAT#2:NM") {
                $0.set8("susp:/BIG.DAT#2:NM", 5, 0x42)
            },
            .fires("a digit without a rival", .rockRidge, at: "susp:/DOCS:NM") {
                $0.set8("record:/DOCS", 36, 0x33)
            },
            .passes("readme.txt for README.TXT", .rockRidge),
            .passes(
                "two names that are equal when cut",
                Specimen {
                    $0.rockRidge = true
                    $0.files = [
                        .init("/MDRAID09.MOD", name: "mdraid09.mod", .bytes([1])),
                        .init("/MDRAID00.MOD", name: "mdraid09_be.mod", .bytes([2])),
                    ]
                }),
        ]
    }
}
