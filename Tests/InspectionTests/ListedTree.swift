import Digests
import Foundation
import TestSupport

/// A tree of files with a list of their checksums, and the image that a mastering program makes of it.
struct ListedTree {
    let folder: TemporaryFolder
    /// Relative paths of the files besides the list, by path.
    private(set) var files: [String: [UInt8]] = [:]

    private init(_ dice: inout RandomBytes) throws {
        folder = try TemporaryFolder()
        for index in 0..<60 {
            let directory = ["", "pool/main/a", "dists/stable", "doc", "live"][index % 5]
            let size = [0, 1, 2_047, 2_048, 2_049, 5_000, 30_000][Int.random(in: 0..<7, using: &dice)]
            let name = ["file-\(index)", "With Space \(index).TXT", "ünï-\(index).deb"][index % 3]
            try add(directory.isEmpty ? name : "\(directory)/\(name)", dice.next(count: size))
        }
    }

    private mutating func add(_ path: String, _ bytes: [UInt8]) throws {
        files[path] = bytes
        try folder.write("tree/\(path)", bytes)
    }

    private func lines(_ algorithm: DigestAlgorithm, _ line: (String, String) -> String) -> String {
        files.keys.sorted().map { path in
            line(path, RunningDigest.digest(algorithm, of: files[path] ?? []).hex)
        }.joined()
    }

    /// In the way of debian-cd: `md5sum.txt` over all files, also under a link; isolinux is patched afterwards.
    static func debian(_ dice: inout RandomBytes, with master: String) throws -> ListedTree {
        var tree = try ListedTree(&dice)
        try tree.add("isolinux/isolinux.bin", dice.next(count: 9_000))
        var list = tree.lines(.md5) { "\($1)  ./\($0)\n" }
        try FileManager.default.createSymbolicLink(
            atPath: tree.folder.path("tree/debian"), withDestinationPath: ".")
        if let (path, bytes) = tree.files.first(where: { $0.key.hasPrefix("doc/") }) {
            list += "\(RunningDigest.digest(.md5, of: bytes).hex)  ./debian/\(path)\n"
        }
        try tree.folder.write("tree/md5sum.txt", Array(list.utf8))
        try tree.make(
            master,
            [
                "-R", "-J", "-b", "isolinux/isolinux.bin", "-c", "isolinux/boot.cat", "-no-emul-boot",
                "-boot-load-size", "4", "-boot-info-table",
            ])
        return tree
    }

    /// In the way of lorax and productmd: `.treeinfo` over the boot files, and one that is not in the image.
    static func fedora(_ dice: inout RandomBytes, with master: String) throws -> ListedTree {
        var tree = try ListedTree(&dice)
        tree.files = [:]
        for name in ["pxeboot/vmlinuz", "pxeboot/initrd.img", "install.img", "efiboot.img"] {
            try tree.add("images/\(name)", dice.next(count: 20_000))
        }
        let sums = tree.lines(.sha256) { "\($0) = sha256:\($1)\n" }
        let text = """
            [checksums]
            images/boot.iso = sha256:\(String(repeating: "ab", count: 32))
            \(sums)
            [general]
            arch = x86_64
            family = Test

            [stage2]
            mainimage = images/install.img

            """
        try tree.folder.write("tree/.treeinfo", Array(text.utf8))
        try tree.make(master, ["-R", "-J"])
        return tree
    }

    private func make(_ master: String, _ options: [String]) throws {
        guard let tool = Tool(master) else { throw Failure(description: "\(master) is not installed") }
        let personality = master == "xorriso" ? ["-as", "mkisofs"] : []
        let made = try tool.run(
            personality + ["-quiet", "-V", "TEST", "-o", folder.path("image.iso")] + options + [
                folder.path("tree")
            ])
        guard made.status == 0 else { throw Failure(description: made.errors) }
    }

    struct Failure: Error, CustomStringConvertible { let description: String }
}
