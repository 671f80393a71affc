import Bytes
import Digests
import FileSystems
import Specimens

// Bytes that belong to no structure, checksums over all of them, and images that were cut.

extension Planter {
    mutating func hidden() {
        family = .hidden
        plant("text in the padding", in: .plain) { $0.set("padding", 5000, Array("meet me at noon".utf8)) }
        plant("a sector of noise in the padding", in: .everything) {
            $0.set("padding", 40_960, Filler.noise.sector)
        }
        plant("a file's record removed, its data left", in: .plain) { $0.removeRecord("record:/README.TXT") }
        plant("text behind the end of a file", in: .plain) {
            $0.set("data:/README.TXT", 200, Array("hidden".utf8))
        }
        plant("text behind the records of a directory", in: .plain) {
            $0.set("dir:/DOCS", 1500, Array("hidden".utf8))
        }
        plant("text behind a path table", in: .plain) { $0.set("path-table-l", 900, Array("hidden".utf8)) }
        plant("text in the reserved bytes of the descriptor", in: .plain) {
            $0.set("pvd", 1400, Array("hidden".utf8))
        }
        plant("noise in the system area", in: .plain) { $0.set("system-area", 4096, Filler.noise.sector) }
        plant("bytes behind the terminator's mark", in: .plain) { $0.set("terminator", 700, [1, 2, 3]) }
        plant("bytes behind the entries of the boot catalog", in: .bootable) {
            $0.set("boot-catalog", 1800, [1, 2, 3])
        }
        plant("100 bytes appended", in: .plain) { $0.append(Array(Filler.noise.sector.prefix(100))) }
        plant("20 sectors of noise appended", in: .bootable) { specimen in
            for _ in 0..<20 { specimen.append(Filler.noise.sector) }
        }
        plant(
            "10 sectors of zeros appended", in: .plain,
            pardon: "padding of a drive or a program, which is normal"
        ) {
            $0.append([UInt8](repeating: 0, count: 20_480))
        }
    }

    mutating func checksums() {
        family = .checksums
        plant("implanted: a byte of a file", in: .implanted) { $0.flip("data:/DOCS/MANUAL.TXT", 3000) }
        plant("implanted: a byte of the padding", in: .implanted) { $0.flip("padding", 50_000) }
        plant("implanted: a digit of the sum", in: .implanted) { $0.set8("pvd", 883 + 20, 0x78) }
        plant("implanted: another digit of the sum", in: .implanted) {
            $0.set8("pvd", 883 + 20, $0.get8("pvd", 883 + 20) == 0x31 ? 0x32 : 0x31)
        }
        plant("implanted: the number of skipped sectors", in: .implanted) { $0.flip("pvd", 883 + 60, 1) }
        plant("implanted: last sectors cut off", in: .implanted) { $0.truncate(to: $0.bytes.count - 40_960) }
        plant("SUSE: a byte of a file", in: .suse) { $0.flip("data:/DOCS/MANUAL.TXT", 3000) }
        plant("SUSE: a digit of the sum", in: .suse) {
            $0.set8("pvd", 883 + 40, $0.get8("pvd", 883 + 40) == 0x31 ? 0x32 : 0x31)
        }
        plant("libisofs: a byte of a file", in: .libisofs) { $0.flip("data:/DOCS/MANUAL.TXT", 3000) }
        plant("libisofs: a sector of a file lost to zeros", in: .libisofs) {
            $0.lose("data:/DOCS/MANUAL.TXT")
        }
        plant("libisofs: a byte of the sums", in: .libisofs) { $0.flip("libisofs:array", 20) }
        plant("libisofs: sums lost to zeros", in: .libisofs) { $0.lose("libisofs:array") }
        plant("libisofs: a digit of the session's tag", in: .libisofs) { $0.flip("libisofs:session", 80) }
        plant("libisofs: the tree's tag lost to zeros", in: .libisofs) { $0.lose("libisofs:tree") }
        plant("libisofs: the superblock's tag lost to zeros", in: .libisofs) {
            $0.lose("libisofs:superblock")
        }
        plant("libisofs: a name in the primary tree", in: .libisofs) { $0.flip("record:/README.TXT", 34) }
        plant("libisofs: the label edited", in: .libisofs) { $0.flip("pvd", 41) }
        plant("libisofs: directory lost to zeros", in: .libisofs) { $0.lose("dir:/DOCS") }
        plant("libisofs: text in the system area", in: .libisofs) {
            $0.set("system-area", 4096, Array("text".utf8))
        }
    }

    mutating func lists() {
        family = .lists
        for base in [Base.listed, .listedTwice, .everything] {
            plant("a byte of a listed file", in: base) { $0.flip("data:/DOCS/MANUAL.TXT", 3000) }
        }
        plant("a sector of a listed file lost to zeros", in: .listed) { $0.lose("data:/DOCS/MANUAL.TXT") }
        plant("a listed boot image's code", in: .everything) { $0.flip("boot-image", 300) }
        plant("a byte of a listed EFI image", in: .everything) { $0.flip("efi-image", 9000) }
        plant("a digit in a list", in: .listed) {
            $0.set8("data:/MD5SUM.TXT", 3, $0.get8("data:/MD5SUM.TXT", 3) == 0x31 ? 0x32 : 0x31)
        }
        plant("a letter that is no digit in a list", in: .listed) { $0.set8("data:/MD5SUM.TXT", 3, 0x7A) }
        plant("a letter of a name in a list", in: .listed) { $0.flip("data:/MD5SUM.TXT", 38) }
        plant("a name in a list climbs", in: .listed) { $0.set("data:/MD5SUM.TXT", 34, Array("../../".utf8)) }
        plant("a list lost to zeros", in: .listed) { $0.lose("data:/MD5SUM.TXT") }
        plant("a list lost to noise", in: .listed) { $0.lose("data:/MD5SUM.TXT", to: .noise) }
        plant("a listed file is missing in all trees", in: .listed) {
            $0.removeRecord("record:/README.TXT")
            $0.removeRecord("svd:record:/readme.txt")
        }
        plant("two sums of a list are exchanged", in: .listed) {
            let other = 32 + "  ./readme.txt\n".utf8.count
            let (first, second) = (
                $0.get("data:/MD5SUM.TXT", 0, count: 32), $0.get("data:/MD5SUM.TXT", other, count: 32)
            )
            $0.set("data:/MD5SUM.TXT", second)
            $0.set("data:/MD5SUM.TXT", other, first)
        }
        plant("one of two lists has a wrong digit", in: .listedTwice) {
            $0.set8("data:/MD5SUM.TXT", 3, $0.get8("data:/MD5SUM.TXT", 3) == 0x31 ? 0x32 : 0x31)
        }
    }

    mutating func sidecars() {
        family = .sidecars
        let image = Specimen.joliet.bytes
        let md5 = RunningDigest.digest(.md5, of: image).hex
        let sha = RunningDigest.digest(.sha256, of: image).hex
        func beside(
            _ what: String, _ lists: [String: String],
            _ change: @escaping @Sendable (inout Specimen) -> Void = { _ in }
        ) {
            add(Base.joliet.image, what) {
                Wrapped(
                    name: "disc.iso", bytes: Specimen.joliet.with(change).bytes,
                    siblings: lists.mapValues { Array($0.utf8) })
            }
        }
        let one = ["SHA256SUMS": "\(sha)  disc.iso\n"]
        let two = ["SHA256SUMS": "\(sha)  disc.iso\n", "disc.iso.md5": "\(md5)  disc.iso\n"]
        beside("a byte of a file, one list", one) { $0.flip("data:/DOCS/MANUAL.TXT", 3000) }
        beside("a byte of a file, two lists", two) { $0.flip("data:/DOCS/MANUAL.TXT", 3000) }
        beside("a byte of the padding, two lists", two) { $0.flip("padding", 3000) }
        beside("last ten sectors cut off, two lists", two) { $0.truncate(to: $0.bytes.count - 20_480) }
        beside("a sector appended, one list", one) { $0.append([UInt8](repeating: 0, count: 2048)) }
        beside("a directory lost to zeros, one list", one) { $0.lose("dir:/DOCS") }
        beside(
            "a digit in one of two lists",
            two.merging(["disc.iso.md5": "0" + md5.dropFirst() + "  disc.iso\n"]) { $1 })
        beside("a list of too few digits", ["disc.iso.sha256": "\(sha.dropLast(7))  disc.iso\n"])
        beside("a line of a list is cut", ["SHA256SUMS": "\(sha)  disc.iso\n\(sha.dropLast(30))"])
    }

    mutating func blank() {
        family = .blank
        plant("1.2 MB of an archive became zeros", in: .packed) {
            $0.fill("data:/DATA.ZIP", 65_536, count: 1_228_800, with: 0)
        }
        plant(
            "a sector of an archive became zeros", in: .packed, pardon: "one sector of zeros may be content"
        ) {
            $0.fill("data:/DATA.ZIP", 65_536, count: 2048, with: 0)
        }
        plant("40 sectors of an archive became 0x55", in: .packed) {
            $0.fill("data:/DATA.ZIP", 65_536, count: 81_920, with: 0x55)
        }
        plant("a sector of an archive became 0x55", in: .packed) {
            $0.fill("data:/DATA.ZIP", 65_536, count: 2048, with: 0x55)
        }
        plant("two sectors of an archive became the words of a rescue program", in: .packed) {
            $0.set("data:/DATA.ZIP", 65_536, Array("UNREADABLE BLOCK ".utf8).cycled(4096))
        }
        plant("a sector of a gzip file became zeros", in: .gzipped) {
            $0.fill("data:/DATA.TGZ", 2 * 2048, count: 2048, with: 0)
        }
        plant("the last sectors of a gzip file became zeros", in: .gzipped) {
            $0.fill("data:/DATA.TGZ", 4 * 2048, count: 3 * 2048, with: 0)
        }
        plant("the end of a gzip file was cut off before it came onto the image", in: .gzipped) {
            $0.set(DirectoryRecord.dataLength, of: "record:/DATA.TGZ", 18_000)
            $0.fill("data:/DATA.TGZ", 18_000, count: 6_000, with: 0)
        }
        plant("a sector that a rescue program could not read", in: .packed) {
            $0.set("data:/DATA.ZIP", 65_536, Array("dvdisaster dead sector marker\n".utf8))
        }
        plant("a sector of a text became 0xFF", in: .plain, pardon: "one sector of one byte may be content") {
            $0.set("data:/DOCS/MANUAL.TXT", Filler.ones.sector)
        }
    }

    mutating func cuts() {
        family = .cuts
        func cut(_ what: String, in base: Base, at landmark: String, _ extra: Int = 0) {
            plant("cut \(what)", in: base) { $0.truncate(to: $0.offset(landmark) + extra) }
        }
        for base in [Base.plain, .everything, .listed] {
            cut("in the padding", in: base, at: "padding", 20_480)
            cut("in the middle of a file", in: base, at: "data:/DOCS/MANUAL.TXT", 2048)
            cut("before the files", in: base, at: "data:/README.TXT")
        }
        cut("in the last file", in: .packed, at: "data:/DATA.ZIP", 700_000)
        cut("by 100 bytes inside a sector", in: .plain, at: "padding", 20_380)
        cut("in the root directory", in: .bootable, at: "dir:/", 512)
        cut("behind the primary directories", in: .bootable, at: "svd:dir:/")
        cut("behind the path tables", in: .bootable, at: "dir:/")
        cut("in the boot image", in: .bootable, at: "boot-image", 512)
        cut("behind the descriptors", in: .plain, at: "path-table-l")
        cut("in the descriptors", in: .bootable, at: "svd")
        cut("in the files, with sums of libisofs", in: .libisofs, at: "data:/DOCS/MANUAL.TXT", 2048)
        cut("in the files, with an implanted sum", in: .implanted, at: "data:/DOCS/MANUAL.TXT", 2048)
        cut("in the files, with a SUSE tag", in: .suse, at: "data:/DOCS/MANUAL.TXT", 2048)
        func slide(_ what: String, in base: Base, _ change: @escaping @Sendable (inout Specimen) -> Void) {
            plant(what, in: base, change)
        }
        slide("2048 bytes missing in front", in: .bootable) { $0.bytes.removeFirst(2048) }
        slide("1024 bytes missing in front", in: .plain) { $0.bytes.removeFirst(1024) }
        slide("a sector missing among the files", in: .listed) {
            let at = $0.offset("data:/DOCS/MANUAL.TXT")
            $0.bytes.removeSubrange(at..<at + 2048)
        }
        slide("a sector missing before the directories", in: .bootable) {
            let at = $0.offset("dir:/")
            $0.bytes.removeSubrange(at..<at + 2048)
        }
        slide("a sector stored twice among the files", in: .listed) {
            let at = $0.offset("data:/DOCS/MANUAL.TXT")
            $0.bytes.insert(contentsOf: $0.bytes[at..<at + 2048], at: at)
        }
        slide("512 bytes put in front", in: .plain) {
            $0.bytes.insert(contentsOf: [UInt8](repeating: 0, count: 512), at: 0)
        }
        slide("line ends rewritten by a text transfer", in: .listed) { specimen in
            specimen.bytes = specimen.bytes.flatMap { $0 == 0x0A ? [0x0D, 0x0A] : [$0] }
        }
    }
}
