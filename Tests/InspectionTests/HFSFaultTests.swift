import Bytes
import FileSystems
import Inspection
import Rules
import Specimens
import Testing

/// One thing wrong in a volume of HFS or HFS+ is one finding, by the rule that knows it.
@Suite struct HFSFaultTests {
    struct Fault: Sendable, CustomTestStringConvertible {
        let specimen: Specimen
        let what: String
        let rule: String
        let change: @Sendable (inout Specimen) -> Void

        init(
            _ specimen: Specimen, _ what: String, _ rule: String,
            _ change: @escaping @Sendable (inout Specimen) -> Void = { _ in }
        ) {
            (self.specimen, self.what, self.rule, self.change) = (specimen, what, rule, change)
        }

        var testDescription: String { "\(rule): \(what)" }
    }

    @Test(arguments: header + trees + nodes + catalog + extents + others)
    func `one fault makes one finding`(_ fault: Fault) throws {
        let image = fault.specimen.with(fault.change)
        let result = try Inspection().inspect(MemorySource(image.bytes), named: "x.iso")
        let told = result.judgement.findings.filter { $0.counts && $0.severity >= .warning }
        #expect(told.map(\.rule.id) == [fault.rule], "\(told.map { "\($0.rule.id): \($0.message)" })")
    }

    /// What is worth knowing and wrong in no reader's eyes.
    @Test(arguments: [
        Fault(.hfsPlus, "blocks marked that nothing uses", "hfs-bitmap-leak") {
            $0.set8("hfs:bitmap", 5, 1)
            $0.set32BE("hfs:header", 48, $0.get32BE("hfs:header", 48) - 1)
        },
        Fault(.hfsPlus, "the blocks of another fork", "hfs-extent-shared") {
            $0.set32BE("hfs:record:/tune", 184, 3)
        },
        Fault(.hfsPlusRich, "compressed files", "hfs-compressed"),
        Fault(hybrid, "files that lie elsewhere in ISO 9660", "hfs-hybrid-extent"),
    ]) func `what is a note decides nothing`(_ fault: Fault) throws {
        let image = fault.specimen.with(fault.change)
        let result = try Inspection().inspect(MemorySource(image.bytes), named: "x.iso")
        let findings = result.judgement.findings.filter(\.counts)
        #expect(findings.contains { $0.rule.id == fault.rule && $0.severity == .note })
        let others = findings.filter { $0.severity >= .warning }
        #expect(others.isEmpty, "\(others.map(\.message))")
    }

    private static let hybrid = Specimen.plain.withApplePartitions([Specimen.hfsPlus.bytes])

    static let header: [Fault] = [
        Fault(.hfsPlus, "version 9", "hfs-header") { $0.set16BE("hfs:header", 2, 9) },
        Fault(.hfsPlus, "the version of HFSX", "hfs-header") { $0.set16BE("hfs:header", 2, 5) },
        Fault(.hfsPlus, "blocks of 3 bytes", "hfs-header") { $0.set32BE("hfs:header", 40, 3) },
        Fault(.hfsPlus, "no copy", "hfs-alternate-missing") {
            $0.fill("hfs:alternate", 0, count: 512, with: 0)
        },
        Fault(.hfsClassic, "no copy", "hfs-alternate-missing") {
            $0.fill("hfs:alternate", 0, count: 512, with: 0)
        },
        Fault(.hfsPlus, "other block count in the copy", "hfs-alternate-differs") {
            $0.set32BE("hfs:alternate", 44, 90)
        },
        Fault(.hfsClassic, "other date in the copy", "hfs-alternate-differs") {
            $0.set32BE("hfs:alternate", 2, 9)
        },
        Fault(.hfsPlus, "not unmounted", "hfs-not-unmounted") { $0.set32BE("hfs:header", 4, 0) },
        Fault(.hfsPlus, "mounted by Linux", "hfs-inconsistent") { $0.set32BE("hfs:header", 4, 0x800) },
        Fault(.hfsPlus, "one file more", "hfs-counts") { $0.set32BE("hfs:header", 32, 4) },
        Fault(.hfsClassic, "one folder more", "hfs-counts") { $0.set32BE("hfs:header", 88, 2) },
        Fault(.hfsClassic, "one file more in the root", "hfs-counts") { $0.set16BE("hfs:header", 12, 3) },
        Fault(.hfsClassic, "one folder more in the root", "hfs-counts") { $0.set16BE("hfs:header", 82, 2) },
        Fault(.hfsPlus, "next number in use", "hfs-next-id") { $0.set32BE("hfs:header", 64, 17) },
        Fault(.hfsPlus, "free blocks", "hfs-free-blocks") { $0.set32BE("hfs:header", 48, 5) },
        Fault(.hfsClassic, "blocks from the bitmap on", "hfs-bitmap-place") {
            $0.set16BE("hfs:header", 28, 3)
        },
        Fault(.hfsPlus, "cut", "hfs-volume-outside") { $0.truncate(to: 44 * .sector) },
        Fault(.hfsPlus, "cut within a sector", "hfs-volume-outside") { $0.truncate(to: 90_000) },
        Fault(.hfsPlus, "blocks in use free", "hfs-bitmap-used-free") { $0.set8("hfs:bitmap", 0, 0x7F) },
    ]

    static let trees: [Fault] = [
        Fault(.hfsPlus, "no header", "hfs-btree-header") { $0.set8("hfs:catalog", 8, 9) },
        Fault(.hfsClassic, "nodes of 513 bytes", "hfs-btree-header") { $0.set16BE("hfs:catalog", 32, 513) },
        Fault(.hfsPlus, "length of keys", "hfs-btree-key-form") { $0.set16BE("hfs:catalog", 34, 515) },
        Fault(.hfsPlus, "keys of the overflow file", "hfs-btree-key-form") {
            $0.set32BE("hfs:overflow", 52, 6)
        },
        Fault(.hfsPlusDeep, "levels", "hfs-btree-depth") { $0.set16BE("hfs:catalog", 14, 2) },
        Fault(.hfsPlusDeep, "level of the root", "hfs-btree-depth") { $0.set8($0.rootOfCatalog, 9, 2) },
        Fault(.hfsClassicDeep, "level of a leaf", "hfs-btree-depth") { $0.set8("hfs:leaf#3", 9, 2) },
        Fault(.hfsPlus, "one node more", "hfs-btree-total-nodes") { $0.set32BE("hfs:catalog", 36, 90) },
        Fault(.hfsPlus, "one record more", "hfs-btree-leaf-count") { $0.set32BE("hfs:catalog", 20, 99) },
        Fault(.hfsPlusSplit, "one record more in the overflow file", "hfs-btree-leaf-count") {
            $0.set32BE("hfs:overflow", 20, 2)
        },
        Fault(.hfsPlusRich, "one record more among the attributes", "hfs-btree-leaf-count") {
            $0.set32BE("hfs:attributes", 20, 9)
        },
        Fault(.hfsPlus, "first leaf", "hfs-btree-links") { $0.set32BE("hfs:catalog", 24, 2) },
        Fault(.hfsPlus, "last leaf", "hfs-btree-links-back") { $0.set32BE("hfs:catalog", 28, 1) },
        Fault(.hfsPlus, "free nodes", "hfs-btree-free-nodes") { $0.set32BE("hfs:catalog", 40, 7) },
        Fault(.hfsPlus, "root", "hfs-btree-links") { $0.set32BE("hfs:catalog", 16, 4_000) },
        Fault(.hfsPlus, "records of the header node", "hfs-btree-node") {
            $0.set16BE("hfs:catalog", 10, 1)
        },
        Fault(.hfsPlus, "nodes in use free", "hfs-btree-node-map") { $0.set8("hfs:catalog", 248, 0x80) },
    ]

    static let nodes: [Fault] = [
        Fault(.hfsPlus, "kind of a leaf", "hfs-btree-node") { $0.set8("hfs:leaf", 8, 0) },
        Fault(.hfsPlusDeep, "kind of an index", "hfs-btree-node") { $0.set8("hfs:index", 8, 0xFF) },
        Fault(.hfsPlusDeep, "kind of the root", "hfs-btree-node") { $0.set8($0.rootOfCatalog, 8, 2) },
        Fault(.hfsPlus, "offsets of a leaf", "hfs-btree-node") { $0.set16BE("hfs:leaf", 1_022, 600) },
        Fault(.hfsClassicDeep, "offsets of an index", "hfs-btree-node") { $0.set16BE("hfs:index", 510, 15) },
        Fault(.hfsPlus, "length of a key", "hfs-btree-node") { $0.set16BE("hfs:key:/tune", 0, 900) },
        Fault(.hfsPlus, "a link behind the end", "hfs-btree-links") { $0.set32BE("hfs:leaf", 0, 5_000) },
        Fault(.hfsPlus, "a link to itself", "hfs-btree-links") { $0.set32BE("hfs:leaf", 0, 1) },
        Fault(.hfsClassicDeep, "a link behind the last leaf", "hfs-btree-links") {
            $0.set32BE($0.lastLeaf, 0, 99)
        },
        Fault(.hfsPlus, "a link back", "hfs-btree-links-back") { $0.set32BE("hfs:leaf#2", 4, 9) },
        Fault(.hfsPlusDeep, "a link of an index", "hfs-btree-links-back") { $0.set32BE("hfs:index#2", 4, 9) },
        Fault(.hfsPlus, "an index that leads to a node twice", "hfs-btree-links") {
            let at = 2 + Int($0.get16BE("hfs:index-key#2", 0))
            $0.set32BE("hfs:index-key#2", at, 1)
        },
        Fault(.hfsClassicDeep, "a key of an index", "hfs-btree-index-key") {
            $0.set8("hfs:index-key#2", 17, 0x7A)
        },
        Fault(.hfsPlus, "a leaf that no index leads to", "hfs-btree-index-leaf") {
            $0.set16BE("hfs:index", 10, 1)
        },
    ]

    static let catalog: [Fault] = [
        Fault(.hfsPlus, "kind of a record", "hfs-catalog-record-type") {
            $0.set16BE("hfs:record:/tune", 0, 9)
        },
        Fault(.hfsPlus, "number of the root", "hfs-catalog-root") { $0.set32BE("hfs:record:/", 8, 99) },
        Fault(.hfsPlus, "folder of a file", "hfs-catalog-parent") {
            $0.set32BE("hfs:key:/docs/manual.txt", 2, 17)
        },
        Fault(.hfsPlus, "count of a folder", "hfs-catalog-valence") { $0.set32BE("hfs:record:/docs", 4, 9) },
        Fault(.hfsClassic, "count of the root", "hfs-catalog-valence") { $0.set16BE("hfs:record:/", 4, 9) },
        Fault(.hfsPlus, "number of another file", "hfs-catalog-id-twice") {
            $0.set32BE("hfs:record:/tune", 8, 17)
        },
        Fault(.hfsClassic, "number of another file", "hfs-catalog-id-twice") {
            $0.set32BE("hfs:record:/tune", 20, 17)
        },
        Fault(.hfsPlus, "folder in a thread", "hfs-catalog-thread") {
            $0.set32BE("hfs:thread:/docs", 4, 16)
        },
        Fault(.hfsPlus, "name in a thread", "hfs-catalog-thread") { $0.set8("hfs:thread:/tune", 11, 0x75) },
        Fault(.hfsClassic, "folder in a thread", "hfs-catalog-thread") {
            $0.set32BE("hfs:thread:/docs", 10, 16)
        },
        Fault(.hfs { $0.files[0].isThreaded = false }, "no thread", "hfs-catalog-thread"),
        Fault(.hfs { $0.strayThreads = [90] }, "a thread to nothing", "hfs-catalog-thread-orphan"),
        Fault(.hfsPlus, "a name that comes first", "hfs-btree-key-order") {
            $0.set8("hfs:key:/tune", 9, 0x61)
            $0.set8("hfs:thread:/tune", 11, 0x61)
        },
        Fault(.hfsX, "names that case tells apart", "hfs-btree-key-order") {
            $0.set8("hfs:key:/tune", 9, 0x54)
            $0.set8("hfs:thread:/tune", 11, 0x54)
        },
        Fault(.hfsPlusRich, "a name that leads nowhere", "hfs-hard-link") {
            $0.set32BE("hfs:record:/readme.txt", 44, 999)
        },
        Fault(.hfsPlusRich, "names of a file", "hfs-hard-link") {
            $0.set32BE("hfs:record:private/readme.txt", 44, 9)
        },
    ]

    static let extents: [Fault] = [
        Fault(.hfsPlus, "a file behind the end", "hfs-extent-outside") {
            $0.set32BE("hfs:record:/readme.txt", 104, 5_000)
        },
        Fault(.hfsClassic, "a file behind the end", "hfs-extent-outside") {
            $0.set16BE("hfs:record:/readme.txt", 74, 5_000)
        },
        Fault(.hfsPlus, "a file over another", "hfs-extent-overlap") {
            $0.set32BE("hfs:record:/tune", 104, 3)
        },
        Fault(.hfsPlus, "a file over the catalog", "hfs-extent-overlap") {
            $0.set32BE("hfs:record:/tune", 104, 12)
        },
        Fault(.hfsPlus, "a file over the header", "hfs-extent-overlap") {
            $0.set32BE("hfs:record:/readme.txt", 104, 1)
        },
        Fault(.hfsPlus, "bytes of a file", "hfs-fork-size") { $0.set32BE("hfs:record:/tune", 92, 9_000) },
        Fault(.hfsClassic, "bytes of a file", "hfs-fork-size") { $0.set32BE("hfs:record:/tune", 26, 9_000) },
        Fault(.hfsPlus, "blocks of a file", "hfs-fork-blocks") { $0.set32BE("hfs:record:/tune", 100, 9) },
        Fault(.hfsClassic, "blocks of a resource fork", "hfs-fork-blocks") {
            $0.set32BE("hfs:record:/tune", 40, 9_216)
        },
        Fault(.hfsPlusSplit, "where extents go on", "hfs-extents-start") {
            $0.set32BE("hfs:extents:19", 8, 99)
        },
        Fault(.hfsPlusSplit, "extents of no file", "hfs-extents-orphan") {
            $0.set32BE("hfs:extents:19", 4, 999)
        },
        Fault(.hfsClassicSplit, "extents of no file", "hfs-extents-orphan") {
            for name in ["hfs:extents:19", "hfs:extents:19#2", "hfs:extents:19#3"] {
                $0.set32BE(name, 2, 999)
            }
        },
    ]

    static let others: [Fault] = [
        Fault(.hfsWrapped, "where the inner volume is", "hfs-wrapper") {
            $0.set16BE("hfs:header", 126, $0.get16BE("hfs:header", 126) + 1)
        },
        Fault(.hfsWrapped, "how long the inner volume is", "hfs-wrapper") {
            $0.set16BE("hfs:header", 128, 9_000)
        },
        Fault(.hfsWrapped, "blocks not kept from others", "hfs-wrapper") {
            $0.set16BE("hfs:extents:5", 10, 1)
        },
        Fault(.hfsWrapped, "blocks of the inner volume", "hfs-volume-outside") {
            $0.set16BE("hfs:header", 128, 95)
        },
        Fault(.hfsPlusRich, "where the journal is", "hfs-journal") { $0.set32BE("hfs:header", 12, 5_000) },
        Fault(.hfsPlusRich, "signature of the journal", "hfs-journal") {
            $0.set8("hfs:data:/.journal", 0, 0x6A)
        },
        Fault(.hfsPlusRich, "a journal with changes", "hfs-journal-open") {
            $0.set32BE("hfs:data:/.journal", 20, 1_536)
        },
        Fault(.hfsPlusRich, "attribute of no file", "hfs-attribute-orphan") {
            $0.set32BE("hfs:attribute:/small", 4, 999)
        },
        Fault(.hfsPlusRich, "attribute of no kind", "hfs-attribute-type") {
            $0.set32BE("hfs:attribute:/small", 48, 9)
        },
    ]
}

extension Specimen {
    /// The landmark of the last node of the catalog, which is its root, and of its last leaf.
    fileprivate var rootOfCatalog: String { node(16) }
    fileprivate var lastLeaf: String { node(28) }

    private func node(_ field: Int) -> String {
        let at = offset("hfs:catalog") + Int(get32BE("hfs:catalog", field)) * Int(get16BE("hfs:catalog", 32))
        return landmarks.first { $0.value == at && !$0.key.contains("key") }?.key ?? ""
    }
}
