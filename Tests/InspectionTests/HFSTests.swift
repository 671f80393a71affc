import Bytes
import DiscModel
import FileSystems
import Foundation
import Inspection
import Rules
import Specimens
import TestSupport
import Testing

/// Volumes of HFS and HFS+, read as they were forged, and by other programs.
@Suite struct HFSTests {
    @Test(arguments: [(512, 1_024), (1_024, 1_024), (512, 4_096), (2_048, 2_048), (4_096, 4_096)])
    func `every file is found with its content, and nothing is said`(_ block: Int, _ node: Int) throws {
        for kind in [HFSPlan.Kind.plus, .hfsx, .classic] {
            let specimen = Specimen.hfs { ($0.kind, $0.blockSize, $0.nodeSize) = (kind, block, node) }
            let (disc, plan) = (try quiet(specimen.bytes), HFSPlan())
            let files =
                plan.files.map { ("/\($0.name)", $0.bytes) }
                + plan.inFolder.map { ("/docs/\($0.name)", $0.bytes) }
            for (path, bytes) in files {
                #expect(try content(of: path, disc, specimen.bytes) == bytes, "\(path)")
            }
            #expect(disc.facts(HFSFacts.self)?.label.text == "Forged")
        }
    }

    @Test(arguments: [HFSPlan.Kind.plus, .classic])
    func `extents go on in the overflow file`(_ kind: HFSPlan.Kind) throws {
        let specimen = kind == .plus ? Specimen.hfsPlusSplit : .hfsClassicSplit
        let disc = try quiet(specimen.bytes)
        let expected = (0..<10_000).map { UInt8(truncatingIfNeeded: $0 &* 7) }
        #expect(try content(of: "/docs/manual.txt", disc, specimen.bytes) == expected)
    }

    @Test(arguments: [HFSPlan.Kind.plus, .classic])
    func `a catalog of three levels is read whole`(_ kind: HFSPlan.Kind) throws {
        let specimen = kind == .plus ? Specimen.hfsPlusDeep : .hfsClassicDeep
        let disc = try quiet(specimen.bytes)
        #expect(specimen.get16BE("hfs:catalog", 14) == 3)
        let count = specimen.landmarks.keys.count { $0.hasPrefix("hfs:data:/file number ") }
        let tree = try #require(disc.trees.first)
        #expect(tree.nodes.count == count + 3)
    }

    @Test func `names of a file, compressed files and attributes are known`() throws {
        let specimen = Specimen.hfsPlusRich
        let disc = try quiet(specimen.bytes)
        let text = HFSPlan().files[0].bytes
        for path in ["/readme.txt", "/read me too.txt"] {
            #expect(try content(of: path, disc, specimen.bytes) == text)
        }
        let facts = try #require(disc.facts(HFSFacts.self))
        let packed = facts.compressed.map { "\(facts.tree.path(of: $0.node).text) \($0.kind) \($0.size)" }
        #expect(packed == ["/large 4 90000", "/small 3 900"])
        let owned = facts.claims.filter { $0.kind == .extendedAttributes }.map(\.length)
        #expect(owned.count == 10 && owned.reduce(0, +) == 10_240)
        #expect(facts.header.isJournaled)
    }

    @Test func `case counts in a volume of HFSX that says so`() throws {
        #expect(try quiet(Specimen.hfsX.bytes).facts(HFSFacts.self)?.isCaseSensitive == true)
        #expect(try quiet(Specimen.hfsPlus.bytes).facts(HFSFacts.self)?.isCaseSensitive == false)
    }

    @Test func `the volume in a wrapper is the one that is read`() throws {
        let disc = try quiet(Specimen.hfsWrapped.bytes)
        let facts = try #require(disc.facts(HFSFacts.self))
        #expect(facts.isWrapped && facts.header.isPlus)
        #expect(try content(of: "/readme.txt", disc, Specimen.hfsWrapped.bytes) == HFSPlan().files[0].bytes)
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

    /// A volume in an Apple partition is read, and of a second one is said that it is not.
    @Test(arguments: [1, 2]) func `a further volume is not passed over`(_ count: Int) throws {
        let specimen = Specimen.plain.withApplePartitions(
            Array(repeating: Specimen.hfsPlus.bytes, count: count))
        let result = try Inspection().inspect(MemorySource(specimen.bytes), named: "x.iso")
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
        let tree = try #require(disc.trees.first { [.hfs, .hfsplus].contains($0.kind) })
        let node = try #require(tree.nodes.indices.first { tree.path(of: $0).text == path })
        return tree.extents(of: tree.nodes[node]).flatMap { bytes[Int($0.offset)..<Int($0.end)] }
    }
}
