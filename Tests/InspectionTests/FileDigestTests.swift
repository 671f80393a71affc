import Bytes
import Checksums
import Digests
import DiscModel
import FileSystems
import Inspection
import Specimens
import Testing

/// Digests of files whose bytes do not lie as one pass would like them.
@Suite struct FileDigestTests {
    private func digests(_ bytes: [UInt8], tree kind: TreeKind = .iso9660) throws -> [String: (
        Digest?, [UInt8]
    )] {
        var inspection = Inspection(quick: true)
        inspection.digests = []
        inspection.fileDigests = [.sha256]
        let disc = try inspection.examine(MemorySource(bytes), named: "image.iso").disc
        let tree = try #require(disc.tree(kind))
        var found: [String: (Digest?, [UInt8])] = [:]
        for node in tree.nodes.indices where tree.nodes[node].kind == .file {
            let extents = tree.extents(of: tree.nodes[node])
            let content = extents.flatMap { bytes[Int($0.offset)..<Int($0.end)] }
            let outcome = disc.outcome(of: DigestRequest(.sha256, ofFile: extents))
            found[tree.path(of: node).text] = (outcome?.digest, content)
        }
        return found
    }

    private func check(_ image: Specimen, of path: String? = nil) throws {
        let found = try digests(image.bytes)
        #expect(!found.isEmpty)
        for (path, (digest, content)) in found {
            #expect(digest == RunningDigest.digest(.sha256, of: content), "\(path)")
        }
    }

    @Test func `files in order`() throws { try check(.everything) }

    @Test func `sections in falling order`() throws {
        try check(
            Specimen.multiExtent.with {
                let first = $0.block("data:/BIG.DAT")
                let second = $0.block("data:/BIG.DAT#2")
                $0.set(DirectoryRecord.extent, of: "record:/BIG.DAT", second)
                $0.set(DirectoryRecord.dataLength, of: "record:/BIG.DAT", 2048)
                $0.set(DirectoryRecord.extent, of: "record:/BIG.DAT#2", first)
            })
    }

    @Test func `thirty files that overlap one another`() throws {
        let image = Specimen { plan in
            for index in 0..<30 {
                let content = (0..<60_000).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ index &+ $0 >> 8) }
                plan.files.append(.init("/F\(index).DAT", .bytes(content)))
            }
        }
        try check(
            image.with {
                let first = $0.block("data:/F0.DAT")
                for index in 0..<30 { $0.setBoth32("record:/F\(index).DAT", 2, first + UInt32(index)) }
            })
    }
}
