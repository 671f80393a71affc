import Bytes
import Checksums
import Digests
import DiscModel
import Foundation
import Inspection
import Rules
import TestSupport
import Testing

/// Lists and listed files that are stored in another form than the one they were listed in.
@Suite struct CompressedListTests {
    private static let longText = Array(repeatElement("all work and no play\n", count: 20_000).joined().utf8)

    private static func tree() throws -> TemporaryFolder {
        let folder = try TemporaryFolder()
        let files = [
            "long.txt": longText, "zeros.bin": [UInt8](repeating: 0, count: 300_001), "short.txt": [0x41],
            ".disk/info": Array("Debian".utf8), "a.name.with.dots.text": Array("dots".utf8),
        ]
        for (path, bytes) in files { try folder.write("tree/\(path)", bytes) }
        let lines = files.keys.sorted().map { path in
            "\(RunningDigest.digest(.md5, of: files[path] ?? []).hex)  ./\(path)\n"
        }
        // Long enough that it is stored compressed itself.
        let comment = repeatElement("# a comment that compresses well\n", count: 500).joined()
        try folder.write("tree/md5sum.txt", Array((comment + lines.joined()).utf8))
        return folder
    }

    private static func packed(_ version: String) throws -> [UInt8] {
        let folder = try tree()
        let made = try Tool("xorriso")?.run([
            "-zisofs", version, "-outdev", "stdio:" + folder.path("image.iso"), "-map", folder.path("tree"),
            "/",
            "-set_filter_r", "--zisofs", "/", "--",
        ])
        #expect(made?.status == 0)
        return try folder.read("image.iso")
    }

    private static func group(_ bytes: [UInt8]) throws -> (ChecksumGroup, [Finding]) {
        let result = try Inspection().inspect(MemorySource(bytes), named: "image.iso")
        let group = try #require(ChecksumGroup.all(of: result.disc).first { $0.list != nil })
        return (group, result.judgement.findings.filter { $0.rule.id.hasPrefix("payload-") })
    }

    @Test(
        .needs("xorriso"),
        arguments: [
            "level=9:block_size=32k", "level=9:version_2=on:block_size_v2=64k",
            "level=9:version_2=on:block_size_v2=1m",
        ])
    func `what xorriso compressed has the sums of what it was`(_ version: String) throws {
        let image = try Self.packed(version)
        let (group, findings) = try Self.group(image)
        #expect(group.verified == 5 && group.mismatched == 0 && group.open == 0)
        #expect(findings.isEmpty)
    }

    @Test(.needs("xorriso")) func `a compressed file that cannot be unpacked is a finding`() throws {
        var image = try Self.packed("level=9:block_size=32k")
        let disc = try Inspection(quick: true).examine(MemorySource(image), named: "image.iso").disc
        let tree = try #require(disc.tree(.rockridge))
        let node = try #require(tree.nodes.indices.first { tree.path(of: $0).text == "/long.txt" })
        let extent = try #require(tree.extents(of: tree.nodes[node]).first)
        image[Int(extent.end) - 40] ^= 0x10
        let (group, findings) = try Self.group(image)
        #expect(group.verified == 4 && group.mismatched == 1)
        #expect(findings.map(\.rule.id) == ["payload-list-verify"])
        #expect(findings.first?.message.contains("cannot be unpacked") == true)
    }

    /// genisoimage writes _DISK/INFO and A_NAME_W.TEX; both can be found again.
    @Test(.needs("genisoimage")) func `names that a plain tree had to change are found`() throws {
        let folder = try Self.tree()
        let made = try Tool("genisoimage")?.run([
            "-quiet", "-o", folder.path("image.iso"), folder.path("tree"),
        ])
        #expect(made?.status == 0)
        let (group, findings) = try Self.group(try folder.read("image.iso"))
        #expect(group.verified == 5 && group.mismatched == 0 && group.open == 0)
        #expect(findings.isEmpty)
    }

    /// Two names that were cut to the same eight letters are not guessed at.
    @Test(.needs("genisoimage")) func `a name that could be two files is noted, and the others verify`()
        throws
    {
        let folder = try Self.tree()
        try folder.write("tree/same-beginning-1.txt", [1])
        try folder.write("tree/same-beginning-2.txt", [2])
        let sum = RunningDigest.digest(.md5, of: [1]).hex
        try folder.write(
            "tree/md5sum.txt",
            try folder.read("tree/md5sum.txt") + Array("\(sum)  ./same-beginning-1.txt\n".utf8))
        let made = try Tool("genisoimage")?.run([
            "-quiet", "-o", folder.path("image.iso"), folder.path("tree"),
        ])
        #expect(made?.status == 0)
        let (group, findings) = try Self.group(try folder.read("image.iso"))
        #expect(group.verified == 5 && group.mismatched == 0)
        #expect(findings.contains { $0.rule.id == "payload-list-missing-file" && $0.severity == .note })
        #expect(!findings.contains { $0.severity == .error })
    }
}
