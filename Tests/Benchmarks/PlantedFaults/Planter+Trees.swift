import Bytes
import FileSystems
import Specimens

// Directories of the three kinds of trees.

extension Planter {
    mutating func directories() {
        family = .directories
        plantHalves(
            [
                .init("record:/DOCS", 2, 4, "extent of a directory"),
                .init("record:/DOCS", 10, 4, "length of a directory"),
                .init("record:/DOCS/.", 2, 4, "extent in ."), .init("record:/DOCS/.", 10, 4, "length in ."),
                .init("record:/DOCS/..", 2, 4, "extent in .."),
                .init("record:/DOCS/..", 10, 4, "length in .."),
                .init("record:/.", 2, 4, "extent in the root's ."),
                .init("record:/README.TXT", 2, 4, "extent of a file"),
                .init("record:/README.TXT", 10, 4, "length of a file"),
                .init("record:/README.TXT", 28, 2, "volume number of a file"),
            ], in: .everything)
        plantHalves(
            [
                .init("record:/DOCS", 2, 4, "extent of a directory"),
                .init("record:/README.TXT", 2, 4, "extent of a file"),
            ], in: .plain, high: true)
        wrongExtents()
        lostDirectories()
        brokenRecords()
        strangeNames()
    }

    private mutating func wrongExtents() {
        for base in [Base.plain, .everything] {
            plant("extent of a directory one sector on", in: base) {
                $0.set(DirectoryRecord.extent, of: "record:/DOCS", $0.get32LE("record:/DOCS", 2) + 1)
            }
            plant("extent of a directory behind the end", in: base) {
                $0.set(DirectoryRecord.extent, of: "record:/DOCS", 99_999)
            }
            plant("extent of a file behind the end", in: base) {
                $0.set(DirectoryRecord.extent, of: "record:/README.TXT", 99_999)
            }
            plant("extent of a file into a path table", in: base) {
                $0.set(DirectoryRecord.extent, of: "record:/README.TXT", $0.block("path-table-l"))
            }
        }
        plant("extent of a directory into a file", in: .listed) {
            $0.set(DirectoryRecord.extent, of: "record:/DOCS", $0.block("data:/DOCS/MANUAL.TXT"))
        }
        plant("extent of a file one sector on", in: .listed) {
            $0.set(DirectoryRecord.extent, of: "record:/README.TXT", $0.get32LE("record:/README.TXT", 2) + 1)
        }
        plant(
            "length of a file a sector longer", in: .plain,
            pardon: "a longer file ends in bytes of its neighbour"
        ) {
            $0.set(
                DirectoryRecord.dataLength, of: "record:/README.TXT",
                $0.get32LE("record:/README.TXT", 10) + 2048)
        }
        plant("length of a file 4 GB", in: .bootable) {
            $0.set(DirectoryRecord.dataLength, of: "record:/README.TXT", 0xFFFF_FFFF)
        }
        plant("length of a directory a sector longer", in: .bootable) {
            $0.set(DirectoryRecord.dataLength, of: "record:/DOCS", 4096)
        }
        plant("length of a directory 0", in: .bootable) {
            $0.set(DirectoryRecord.dataLength, of: "record:/DOCS", 0)
        }
        plant("two directories exchanged their extents", in: .everything) {
            let (a, b) = ($0.get32LE("record:/DOCS", 2), $0.get32LE("record:/EMPTYDIR", 2))
            $0.set(DirectoryRecord.extent, of: "record:/DOCS", b)
            $0.set(DirectoryRecord.extent, of: "record:/EMPTYDIR", a)
        }
        plant("the sectors of two directories exchanged", in: .everything) {
            let (a, b) = ($0.get("dir:/DOCS", count: 2048), $0.get("dir:/EMPTYDIR", count: 2048))
            $0.set("dir:/DOCS", b)
            $0.set("dir:/EMPTYDIR", a)
        }
        plant("a directory leads to its parent", in: .bootable) {
            $0.set(DirectoryRecord.extent, of: "record:/DOCS", $0.block("dir:/"))
        }
        plant(".. leads to itself", in: .plain) {
            $0.set(DirectoryRecord.extent, of: "record:/DOCS/..", $0.block("dir:/DOCS"))
        }
        plant(". leads to the root", in: .bootable) {
            $0.set(DirectoryRecord.extent, of: "record:/DOCS/.", $0.block("dir:/"))
        }
        plant("two files share an extent by half", in: .bootable) {
            $0.set(
                DirectoryRecord.extent, of: "record:/DOCS/MANUAL.TXT",
                $0.get32LE("record:/DOCS/MANUAL.TXT", 2) + 1)
        }
    }

    private mutating func lostDirectories() {
        for filler in Filler.allCases {
            plant("root directory lost to \(filler.name)", in: .everything) { $0.lose("dir:/", to: filler) }
            plant("directory lost to \(filler.name)", in: .listed) { $0.lose("dir:/DOCS", to: filler) }
        }
        plant("root directory lost to zeros", in: .plain) { $0.lose("dir:/") }
        plant("directory lost to zeros", in: .plain) { $0.lose("dir:/DOCS") }
        plant("directory lost to zeros", in: .everything) { $0.lose("dir:/DOCS") }
        plant("directory of the boot files lost to zeros", in: .everything) { $0.lose("dir:/BOOT") }
        plant("second half of a directory lost to zeros", in: .listed) {
            $0.fill("record:/README.TXT", count: 512, with: 0)
        }
    }

    private mutating func brokenRecords() {
        plant("length of a record too long by 2", in: .plain) { $0.flip("record:/DOCS/MANUAL.TXT", 0, 2) }
        plant("length of a record 0", in: .listed) {
            $0.set(DirectoryRecord.length, of: "record:/README.TXT", 0)
        }
        plant("length of a record a high bit", in: .plain) { $0.flip("record:/DOCS/EMPTY.DAT", 0, 0x80) }
        plant("length of a name too long", in: .bootable) { $0.flip("record:/README.TXT", 32, 0x40) }
        plant("length of a name by one", in: .plain) { $0.flip("record:/README.TXT", 32) }
        plant("a directory is said to be a file", in: .listed) { $0.flip("record:/DOCS", 25, 2) }
        plant("a file is said to be a directory", in: .bootable) { $0.flip("record:/README.TXT", 25, 2) }
        plant("a file is said to go on in another section", in: .plain) {
            $0.flip("record:/README.TXT", 25, 0x80)
        }
        plant("the last section of a file is missing", in: .everything) {
            $0.removeRecord("record:/BIG.DAT#2")
        }
        plant("month 15 in a date", in: .bootable) {
            $0.set(DirectoryRecord.date, byte: 1, of: "record:/README.TXT", 15)
        }
        plant("the year of a date edited", in: .bootable) {
            $0.set(DirectoryRecord.date, byte: 0, of: "record:/README.TXT", 99)
        }
        plant("a file unit size", in: .plain) {
            $0.set(DirectoryRecord.fileUnitSize, of: "record:/README.TXT", 1)
        }
        plant("an extended attribute length", in: .bootable) {
            $0.set(DirectoryRecord.extendedAttributeLength, of: "record:/README.TXT", 1)
        }
        plant("a file is hidden", in: .plain, pardon: "a hidden file is what an author may want") {
            $0.flip("record:/README.TXT", 25, 1)
        }
        plant("records out of order", in: .plain) { $0.swapRecords("record:/DOCS", "record:/README.TXT") }
        plant(". and .. exchanged", in: .plain) { $0.swapRecords("record:/DOCS/.", "record:/DOCS/..") }
        plant(".. is missing", in: .plain) { $0.removeRecord("record:/DOCS/..") }
        plant("a record is missing", in: .listed) { $0.removeRecord("record:/README.TXT") }
        plant("a record is there twice", in: .bootable) { $0.duplicateRecord("record:/README.TXT") }
    }

    private mutating func strangeNames() {
        func renamed(_ name: String) -> @Sendable (inout Specimen) -> Void {
            { $0.renameRecord("record:/README.TXT", to: Array(name.utf8)) }
        }
        plant("a name climbs: ../EVIL.TXT", in: .plain, renamed("../EVIL.TXT;1"))
        plant("a name begins at the root: /ETC", in: .plain, renamed("/ETC;1"))
        plant("a backslash in a name", in: .plain, renamed("..\\EVIL.TXT;1"))
        plant("a name of a control character", in: .plain, renamed("READ\u{7}E.TXT;1"))
        plant("a name with a byte of 0x80 and more", in: .plain) { $0.flip("record:/README.TXT", 35, 0x80) }
        plant(
            "a name in lower case", in: .plain, pardon: "read by all, and written by many",
            renamed("readme.txt;1"))
        plant(
            "a name without version", in: .plain, pardon: "read by all, and written by many",
            renamed("README.TXT"))
        plant("an empty name", in: .plain, renamed(""))
        plant("a name of dots", in: .plain, renamed("..;1"))
        plant("a device name of Windows", in: .plain, renamed("NUL.TXT;1"))
        plant("two files of one name", in: .plain) {
            $0.duplicateRecord("record:/DOCS/EMPTY.DAT")
            $0.set(DirectoryRecord.extent, of: "record:/DOCS/EMPTY.DAT#2", $0.block("data:/README.TXT"))
            $0.set(DirectoryRecord.dataLength, of: "record:/DOCS/EMPTY.DAT#2", 37)
        }
    }

    mutating func joliet() {
        family = .joliet
        plantHalves(
            [
                .init("svd:root", 2, 4, "root's extent"), .init("svd:root", 10, 4, "root's data length"),
                .init("svd", 80, 4, "volume space size"), .init("svd", 128, 2, "logical block size"),
                .init("svd", 132, 4, "path table size"),
                .init("svd:record:/docs", 2, 4, "extent of a directory"),
                .init("svd:record:/readme.txt", 2, 4, "extent of a file"),
                .init("svd:record:/readme.txt", 10, 4, "length of a file"),
            ], in: .bootable)
        for filler in [Filler.zeros, .text] {
            plant("root lost to \(filler.name)", in: .bootable) { $0.lose("svd:dir:/", to: filler) }
            plant("directory lost to \(filler.name)", in: .bootable) { $0.lose("svd:dir:/docs", to: filler) }
        }
        plant("extent of a directory one sector on", in: .bootable) {
            $0.set(DirectoryRecord.extent, of: "svd:record:/docs", $0.get32LE("svd:record:/docs", 2) + 1)
        }
        plant("a file is missing", in: .joliet) { $0.removeRecord("svd:record:/readme.txt") }
        plant("a directory is missing", in: .joliet) { $0.removeRecord("svd:record:/emptydir") }
        plant("a file is missing in the primary tree", in: .joliet) { $0.removeRecord("record:/README.TXT") }
        plant("a file is another's data", in: .joliet) {
            $0.set(DirectoryRecord.extent, of: "svd:record:/readme.txt", $0.block("data:/DOCS/MANUAL.TXT"))
        }
        plant("a file is shorter", in: .joliet) {
            $0.set(DirectoryRecord.dataLength, of: "svd:record:/docs/manual.txt", 4000)
        }
        plant("a letter of a name", in: .joliet) { $0.flip("svd:record:/readme.txt", 36) }
        plant("a name in the wrong byte order", in: .joliet) {
            let name = $0.get("svd:record:/readme.txt", 33, count: 24)
            let swapped = stride(from: 0, to: 24, by: 2).flatMap { [name[$0 + 1], name[$0]] }
            $0.set("svd:record:/readme.txt", 33, swapped)
        }
        plant("half a character", in: .joliet) { $0.flip("svd:record:/readme.txt", 32) }
        plant("a slash in a name", in: .joliet) { $0.set("svd:record:/readme.txt", 35, [0, 0x2F]) }
        plant("the escape sequence", in: .joliet) { $0.flip("svd", 90, 0x10) }
        plant("the label differs", in: .joliet) { $0.flip("svd", 41) }
        plant("root's extent is the primary root", in: .joliet) {
            $0.set(DirectoryRecord.extent, of: "svd:root", $0.block("dir:/"))
        }
        plant("a date edited", in: .joliet) {
            $0.set(DirectoryRecord.date, byte: 0, of: "svd:record:/readme.txt", 99)
        }
    }

    mutating func enhanced() {
        family = .enhanced
        plantHalves(
            [
                .init("evd:root", 2, 4, "root's extent"), .init("evd", 128, 2, "logical block size"),
                .init("evd:record:/DOCS", 2, 4, "extent of a directory"),
            ], in: .enhanced)
        plant("directory lost to zeros", in: .enhanced) { $0.lose("evd:dir:/DOCS") }
        plant("root lost to noise", in: .enhanced) { $0.lose("evd:dir:/", to: .noise) }
        plant(
            "descriptor lost to zeros", in: .enhanced,
            pardon: "the other tree is sound, and no one says there are two"
        ) {
            $0.lose("evd")
        }
        plant("a file is missing", in: .enhanced) { $0.removeRecord("evd:record:/README.TXT") }
        plant("descriptor of version 5", in: .enhanced) { $0.set(VolumeDescriptor.version, of: "evd", 5) }
        plant("path table L lost to zeros", in: .enhanced) { $0.lose("evd:path-table-l") }
        plant("a file is another's data", in: .enhanced) {
            $0.set(DirectoryRecord.extent, of: "evd:record:/README.TXT", $0.block("data:/DOCS/MANUAL.TXT"))
        }
    }
}
