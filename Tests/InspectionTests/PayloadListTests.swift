import Bytes
import Checksums
import DiscModel
import Foundation
import Inspection
import Rules
import TestSupport
import Testing

/// Lists of checksums among the files of images that other people's programs make.
@Suite struct PayloadListTests {
    private func inspect(_ bytes: [UInt8]) throws -> Inspection.Result {
        try Inspection(profile: .pedantic, placeLimit: 0).inspect(MemorySource(bytes), named: "image.iso")
    }

    private func findings(_ result: Inspection.Result) -> [Finding] {
        result.judgement.findings.filter { $0.rule.id.hasPrefix("payload-") }
    }

    /// The paths that a rule names, those in notes included.
    private func paths(_ result: Inspection.Result, _ rule: String) -> Set<String> {
        Set(
            result.judgement.findings.filter { $0.rule.id == rule }.flatMap(\.places).compactMap(\.path?.text)
        )
    }

    /// Programs that make images, as far as they are installed.
    static let masters = ["xorriso", "genisoimage"].filter { Tool($0) != nil }

    @Test(arguments: masters) func `a Debian-style tree is verified`(_ master: String) throws {
        var dice = RandomBytes.seeded()
        let tree = try ListedTree.debian(&dice, with: master)
        let result = try inspect(try tree.folder.read("image.iso"))
        #expect(findings(result).isEmpty, "\(findings(result).map(\.message))")
        let group = try #require(ChecksumGroup.all(of: result.disc).first { $0.list?.text == "/md5sum.txt" })
        // isolinux.bin was patched after it was listed; one file is listed twice.
        #expect(group.verified == tree.files.count && group.mismatched == 0 && group.open == 1)
    }

    @Test(arguments: masters) func `a Fedora-style tree is verified`(_ master: String) throws {
        var dice = RandomBytes.seeded()
        let tree = try ListedTree.fedora(&dice, with: master)
        let result = try inspect(try tree.folder.read("image.iso"))
        #expect(findings(result).isEmpty, "\(findings(result).map(\.message))")
        let group = try #require(ChecksumGroup.all(of: result.disc).first { $0.list?.text == "/.treeinfo" })
        #expect(group.verified == tree.files.count && group.mismatched == 0 && group.open == 0)
    }

    @Test(arguments: masters) func `one bit in a file names that file`(_ master: String) throws {
        var dice = RandomBytes.seeded()
        for tree in [try ListedTree.debian(&dice, with: master), try ListedTree.fedora(&dice, with: master)] {
            let good = try tree.folder.read("image.iso")
            let disc = try Inspection(quick: true).examine(MemorySource(good), named: "image.iso").disc
            let view = try #require(disc.tree(.rockridge))
            let files = view.nodes.indices.filter { node in
                view.nodes[node].size > 0
                    && tree.files.keys.contains(String(view.path(of: node).text.dropFirst()))
                    && !view.path(of: node).text.hasSuffix("isolinux.bin")
            }
            for _ in 0..<25 {
                let node = try #require(files.randomElement(using: &dice))
                let extent = try #require(view.extents(of: view.nodes[node]).first)
                var bad = good
                let at = Int(extent.offset) + Int.random(in: 0..<Int(extent.length), using: &dice)
                bad[at] ^= 1 << UInt8.random(in: 0..<8, using: &dice)
                let named = paths(try inspect(bad), "payload-list-verify")
                #expect(named == [view.path(of: node).text], "offset \(at)")
            }
        }
    }

    @Test(.needs("bsdtar", "md5sum"), arguments: masters)
    func `md5sum -c of the extracted tree fails for the same files`(_ master: String) throws {
        var dice = RandomBytes.seeded()
        let tree = try ListedTree.debian(&dice, with: master)
        let good = try tree.folder.read("image.iso")
        let first = try #require(
            try Inspection(quick: true).examine(MemorySource(good), named: "image.iso").disc.tree(.rockridge)?
                .extents.filter { $0.length > 0 }.map(\.offset).min())
        for round in 0..<5 {
            // Anything behind the first file is file content, slack, or padding.
            var bad = good
            for _ in 0..<20 {
                bad[Int.random(in: Int(first)..<bad.count, using: &dice)] ^=
                    1 << UInt8.random(in: 0..<8, using: &dice)
            }
            let folder = tree.folder.path("out-\(round)")
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            let image = try tree.folder.write("bad.iso", bad)
            _ = try #require(Tool("bsdtar")).run(["-x", "-f", image, "-C", folder])
            let list = try tree.folder.read("out-\(round)/md5sum.txt")
            guard list == (try tree.folder.read("tree/md5sum.txt")) else { continue }
            let checked = try #require(Tool("sh")).run(["-c", "cd '\(folder)' && md5sum -c md5sum.txt"])
            let failed = checked.text.split(separator: "\n").filter { $0.hasSuffix(": FAILED") }.map {
                String($0.dropFirst().dropLast(": FAILED".count))
            }
            // The one difference: to md5sum a patched boot image is a damaged one. Where it is damaged as well, its
            // own table no longer vouches for it, and it is to us too.
            var theirs = Set(
                failed.map { $0.hasPrefix("/debian/") ? String($0.dropFirst("/debian".count)) : $0 })
            var ours = paths(try inspect(bad), "payload-list-verify")
            #expect(theirs.contains("/isolinux/isolinux.bin"))
            theirs.remove("/isolinux/isolinux.bin")
            ours.remove("/isolinux/isolinux.bin")
            #expect(ours == theirs)
        }
    }

    // MARK: Lists that are wrong

    @Test(.needs("xorriso")) func `what is wrong in a list is said line by line`() throws {
        let folder = try TemporaryFolder()
        try folder.write("tree/a", Array("a".utf8))
        try folder.write("tree/b", Array("b".utf8))
        let a = "0cc175b9c0f1b6a831c399e269772661"
        let b = "92eb5ffee6ae2fec3ad71c777531578f"
        try folder.write(
            "tree/MD5SUMS",
            Array(
                """
                \(a)  ./a
                \(b)  ./gone
                \(a)  ./b
                0123  ./a
                SHA3-256 (a) = \(a)\(a)
                what is this
                \(a)  ../../a

                """.utf8))
        try folder.write("tree/c", Array("c".utf8))
        let image = folder.path("image.iso")
        let made = try #require(Tool("xorriso")).run(
            ["-as", "mkisofs", "-quiet", "-R", "-o", image, folder.path("tree")])
        #expect(made.status == 0)
        let found = findings(try inspect(try folder.read("image.iso")))
        func lines(_ rule: String) -> [String] {
            found.filter { $0.rule.id == rule }.flatMap(\.places).compactMap(\.field)
        }
        #expect(lines("payload-list-missing-file") == ["line 2"])
        #expect(lines("payload-list-malformed") == ["line 4", "line 5", "line 6", "line 7"])
        let mismatch = try #require(found.first { $0.rule.id == "payload-list-verify" })
        #expect(mismatch.places.map(\.path?.text) == ["/b"] && mismatch.message.contains("line 3"))
        #expect(mismatch.expected == a && mismatch.actual == b)
        #expect(
            found.filter { $0.rule.id == "payload-list-uncovered" }.flatMap(\.places).map(\.path?.text) == [
                "/c"
            ]
        )
    }
}
