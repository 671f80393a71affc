import Bytes
import DiscModel
import FileSystems
import Foundation
import Inspection
import Rules
import Specimens
import TestSupport
import Testing

/// Volumes of HFS+, read as they were forged, and of HFS by other programs.
@Suite struct HFSTests {
    @Test(arguments: [(512, 1_024), (1_024, 1_024), (512, 4_096), (2_048, 2_048), (4_096, 4_096)])
    func `every file is found with its content, and nothing is said`(_ block: Int, _ node: Int) throws {
        let plan = HFSPlan()
        let specimen = Specimen.hfs { ($0.blockSize, $0.nodeSize) = (block, node) }
        let disc = try quiet(specimen.bytes)
        let files =
            plan.files.map { ("/\($0.name)", $0.bytes) }
            + plan.inFolder.map { ("/docs/\($0.name)", $0.bytes) }
        for (path, bytes) in files {
            #expect(try content(of: path, disc, specimen.bytes) == bytes, "\(path)")
        }
        #expect(disc.facts(HFSFacts.self)?.label.text == "Forged")
    }

    @Test func `extents go on in the overflow file`() throws {
        let bytes = Specimen.hfsPlusSplit.bytes
        let disc = try quiet(bytes)
        let expected = (0..<10_000).map { UInt8(truncatingIfNeeded: $0 &* 7) }
        #expect(try content(of: "/docs/manual.txt", disc, bytes) == expected)
    }

    @Test(arguments: [
        "udf-hfs/genisoimage-hfs", "udf-hfs/genisoimage-hfs-partition-map", "xorriso/xorriso-hfsplus",
    ])
    func `the files of a hybrid are files of all its trees`(_ name: String) throws {
        let image = CorpusImage(url: Repository.corpus.appending(path: "images/\(name).sparse"))
        let disc = try quiet(image.bytes())
        let files = FileList(of: disc).entries.filter { $0.kind == .file && $0.size > 0 }
        let own: Set<TreeKind> = [.hfs, .hfsplus]
        let shared = files.filter { $0.trees.contains(.iso9660) }
        #expect(!shared.isEmpty)
        #expect(shared.allSatisfy { !own.isDisjoint(with: $0.trees) })
    }

    /// Links of a tree that lead anywhere, and nodes of every size.
    @Test func `every number in the header of the catalog may be anything`() throws {
        let sound = Specimen.hfsPlus
        for at in 14..<60 {
            for value in [0, 1, 2, 0x7F, 0x80, 0xFF] as [UInt8] {
                let image = sound.with { $0.set8("hfs:catalog", at, value) }
                _ = try Inspection().inspect(MemorySource(image.bytes), named: "x.iso")
            }
        }
    }

    /// A volume in an Apple partition is read, and of a second one is said that it is not.
    @Test(arguments: [1, 2]) func `a further volume is not passed over`(_ count: Int) throws {
        let volume = Specimen.hfsPlus.bytes
        let start = Specimen.plain.bytes.count
        var image = Specimen.plain.bytes
        func put(_ block: Int, _ signature: String, _ numbers: [UInt32], _ name: String, _ type: String) {
            let fields = numbers.flatMap { number in
                (0..<4).map { UInt8(truncatingIfNeeded: number >> (24 - 8 * $0)) }
            }
            let words = [name, type].flatMap {
                Array($0.utf8) + [UInt8](repeating: 0, count: 32 - $0.utf8.count)
            }
            image.replaceSubrange(block * 512..<block * 512 + 2, with: Array(signature.utf8))
            guard !numbers.isEmpty else {
                return image.replaceSubrange(block * 512 + 2..<block * 512 + 4, with: [2, 0])
            }
            image.replaceSubrange(block * 512 + 4..<block * 512 + 16, with: fields)
            image.replaceSubrange(block * 512 + 16..<block * 512 + 80, with: words)
        }
        put(0, "ER", [], "", "")
        let entries = UInt32(count + 1)
        put(1, "PM", [entries, 1, entries], "Apple", "Apple_partition_map")
        for number in 0..<count {
            let first = UInt32((start + number * volume.count) / 512)
            put(2 + number, "PM", [entries, first, UInt32(volume.count / 512)], "Volume", "Apple_HFS")
            image += volume
        }
        let result = try Inspection().inspect(MemorySource(image), named: "x.iso")
        #expect(result.disc.tree(.hfsplus)?.nodes.count ?? 0 > 1)
        #expect(result.disc.unreadFileSystems == (count > 1 ? ["another HFS volume"] : []))
    }

    private func quiet(_ bytes: [UInt8]) throws -> Disc {
        let result = try Inspection().inspect(MemorySource(bytes), named: "x.iso")
        let told = result.judgement.findings.filter { $0.counts && $0.severity >= .warning }
        #expect(told.isEmpty, "\(told.map(\.message))")
        return result.disc
    }

    private func content(of path: String, _ disc: Disc, _ bytes: [UInt8]) throws -> [UInt8] {
        let tree = try #require(disc.trees.first { $0.kind == .hfsplus })
        let node = try #require(tree.nodes.indices.first { tree.path(of: $0).text == path })
        return tree.extents(of: tree.nodes[node]).flatMap { bytes[Int($0.offset)..<Int($0.end)] }
    }
}
