import Bytes
import Specimens

// UDF, alone and beside ISO 9660.

extension Base {
    static let udf = Base("UDF", .udf)
    static let udfWritable = Base("UDF, writable", .udfRewritable)
    static let udfVirtual = Base("UDF, written once", .udfVirtual)
    static let udfSparable = Base("UDF with spare packets", .udfSparable)
    static let udfMetadata = Base("UDF with metadata of its own", .udfMetadata)
    static let udfChained = Base("UDF of strategy 4096", .udfChained)
    static let udfBridge = Base("bridge", .udfBridge)
    static let udfEmbedded = Base("UDF, embedded", .udf { $0.descriptors = .embedded })
    static let udfLong = Base("UDF, long descriptors", .udf { $0.descriptors = .long })
    static let udfSmall = Base("UDF in blocks of 512", .udf { $0.blockSize = 512 })
    static let udfLarge = Base("UDF in blocks of 4096", .udf { $0.blockSize = 4_096 })
    static let udfOld = Base("UDF 1.02", .udf { $0.revision = 0x0102 })
    /// Every way to say where data lie, streams, attributes, links.
    static let udfRich = Base(
        "UDF, rich",
        .udf { plan in
            plan.files = UDFPlan.File.defaults
            if let at = plan.files.firstIndex(where: { $0.path == "/docs/manual.txt" }) {
                plan.files[at].extents = 3
                plan.files[at].chain = 1
            }
            plan.files[0].attributes = true
            plan.files.append(.init("/twin.txt", .hardLink("/readme.txt")))
            plan.files.append(.init("/link", .link("docs/manual.txt")))
            plan.files.append(.init("/readmf.txt", .bytes(Array("another\n".utf8))))
        })
}

extension Planter {
    /// A change of a descriptor whose sums are made right again, as a program writes what it believes.
    private mutating func believe(
        _ what: String, of mark: String, in base: Base, pardon: String? = nil,
        _ change: @escaping @Sendable (inout Specimen, String) -> Void
    ) {
        plant(what, in: base, pardon: pardon) {
            change(&$0, mark)
            $0.sealUDF(mark)
        }
    }

    /// The same in the main sequence and its copy.
    private mutating func believeTwice(
        _ what: String, of mark: String, in base: Base,
        _ change: @escaping @Sendable (inout Specimen, String) -> Void
    ) {
        plant(what, in: base) {
            for one in [mark, mark.replacing("udf:", with: "udf:reserve:")] {
                change(&$0, one)
                $0.sealUDF(one)
            }
        }
    }

    mutating func udf() {
        family = .udf
        udfLosses()
        udfBits()
        udfVolumes()
        udfFiles()
        udfDirectories()
        udfSpaces()
        family = .bridges
        bridges()
    }

    /// Sectors that hold something else.
    private mutating func udfLosses() {
        let marks: [(String, String, Base)] = [
            ("udf:nsr", "recognition", .udf), ("udf:bea", "start of the recognition", .udf),
            ("udf:anchor", "first anchor", .udf), ("udf:pvd", "primary volume descriptor", .udf),
            ("udf:lvd", "logical volume descriptor", .udf), ("udf:pd", "partition descriptor", .udf),
            ("udf:iuvd", "implementation use descriptor", .udf),
            ("udf:reserve:lvd", "logical volume descriptor of the reserve", .udf),
            ("udf:lvid", "integrity descriptor", .udf), ("udf:fsd", "file set", .udf),
            ("udf:fe:/", "entry of the root", .udf), ("udf:fe:/docs", "entry of a directory", .udf),
            ("udf:fe:/docs/manual.txt", "entry of a file", .udf), ("udf:dir:/docs", "directory", .udf),
            ("udf:bitmap", "bitmap", .udfWritable), ("udf:sparing", "sparing table", .udfSparable),
            ("udf:vat-icb", "virtual allocation table", .udfVirtual),
            ("udf:metadata", "entry of the metadata file", .udfMetadata),
            ("udf:metadata-mirror", "entry of the mirror", .udfMetadata),
            ("udf:fe:/readme.txt", "entry of a file", .udfChained),
            ("udf:aed:/docs/manual.txt", "block of further descriptors", .udfRich),
        ]
        for (mark, name, base) in marks {
            plant("\(name) lost to zeros", in: base) { $0.lose(mark) }
            plant("\(name) lost to noise", in: base) { $0.lose(mark, to: .noise) }
        }
    }

    /// A bit that rotted; its sums tell of it.
    private mutating func udfBits() {
        let bits: [(String, Int, Base)] = [
            ("udf:anchor", 20, .udf), ("udf:pvd", 30, .udf), ("udf:lvd", 90, .udf), ("udf:pd", 190, .udf),
            ("udf:usd", 16, .udf), ("udf:lvid", 44, .udf), ("udf:fsd", 404, .udf), ("udf:fe:/", 60, .udf),
            ("udf:fe:/readme.txt", 57, .udfSmall), ("udf:fid:/readme.txt", 40, .udfLarge),
            ("udf:fid:/docs", 25, .udf), ("udf:fe:/docs/manual.txt", 230, .udfLong),
            ("udf:aed:/docs/manual.txt", 26, .udfRich), ("udf:fe:/docs/manual.txt", 5, .udfOld),
            ("udf:fe:/readme.txt", 12, .udf), ("udf:fe:/readme.txt", 4, .udf),
            ("udf:fe:/readme.txt", 8, .udf),
            ("udf:fid:/docs/..", 30, .udf), ("udf:eahd:/readme.txt", 17, .udfRich),
            ("udf:metadata", 220, .udfMetadata), ("udf:vat-icb", 60, .udfVirtual),
        ]
        for (mark, at, base) in bits {
            plant("bit in byte \(at) of \(mark.dropFirst(4))", in: base) { $0.flip(mark, at, 0x10) }
        }
    }

    private mutating func udfVolumes() {
        believe("second anchor leads elsewhere", of: "udf:anchor#2", in: .udf) { $0.set32LE($1, 20, 99) }
        believe("reserve sequence leads behind the end", of: "udf:anchor", in: .udf) {
            $0.set32LE($1, 28, 9_000_000)
        }
        believeTwice("partition too long", of: "udf:pd", in: .udf) { $0.set32LE($1, 192, 400_000) }
        believeTwice("partition of another number", of: "udf:pd", in: .udf) { $0.set16LE($1, 22, 7) }
        believeTwice("partition of another standard", of: "udf:pd", in: .udf) { $0.set8($1, 29, 0x32) }
        believeTwice("access of an unknown kind", of: "udf:pd", in: .udf) { $0.set32LE($1, 184, 9) }
        believeTwice("block size", of: "udf:lvd", in: .udf) { $0.set32LE($1, 212, 512) }
        believeTwice("domain", of: "udf:lvd", in: .udf) { $0.set8($1, 219, 0x20) }
        believeTwice("revision", of: "udf:lvd", in: .udf) { $0.set16LE($1, 240, 0x0150) }
        believeTwice("one partition map too many", of: "udf:lvd", in: .udf) { $0.set32LE($1, 268, 2) }
        believeTwice("map of an unknown type", of: "udf:lvd", in: .udf) { $0.set8($1, 440, 9) }
        believeTwice("set of characters", of: "udf:lvd", in: .udf) { $0.set8($1, 22, 0x2A) }
        believeTwice("file set behind the end", of: "udf:lvd", in: .udf) { $0.set32LE($1, 252, 9_999_999) }
        believeTwice("volume 4 of 1", of: "udf:pvd", in: .udf) { $0.set16LE($1, 56, 4) }
        believeTwice("label beyond its field", of: "udf:pvd", in: .udf) { $0.set8($1, 55, 200) }
        believe("another label in the reserve", of: "udf:reserve:lvd", in: .udf) { $0.set8($1, 86, 0x2A) }
        believe("another label in the file set", of: "udf:fsd", in: .udf) { $0.set8($1, 114, 0x2A) }
        believe("another revision in the file set", of: "udf:fsd", in: .udf) { $0.set16LE($1, 440, 0x0102) }
        believe("root elsewhere", of: "udf:fsd", in: .udf) { $0.set32LE($1, 404, 60) }
        believe("volume not closed", of: "udf:lvid", in: .udf) { $0.set32LE($1, 28, 0) }
        believe("three files too many counted", of: "udf:lvid", in: .udf) {
            $0.set32LE($1, 120, $0.get32LE($1, 120) + 3)
        }
        believe("a directory too few counted", of: "udf:lvid", in: .udf) {
            $0.set32LE($1, 124, $0.get32LE($1, 124) - 1)
        }
        believe("next number in use", of: "udf:lvid", in: .udf) { $0.set32LE($1, 40, 17) }
        believe("size of the partition", of: "udf:lvid", in: .udf) { $0.set32LE($1, 84, 3) }
        believe("number of partitions", of: "udf:lvid", in: .udf) { $0.set32LE($1, 72, 3) }
        believe("reader of revision 3.00", of: "udf:lvid", in: .udf) { $0.set16LE($1, 128, 0x0300) }
        believe("month 0", of: "udf:lvid", in: .udf) { $0.set8($1, 20, 0) }
        plant("NSR02 for revision 2.01", in: .udf) { $0.set8("udf:nsr", 5, 0x32) }
        plant("version 0 of the recognition", in: .udf) { $0.set8("udf:nsr", 6, 0) }
    }

    private mutating func udfFiles() {
        let file = "udf:fe:/docs/manual.txt"
        for base in [Base.udf, .udfLong, .udfSmall, .udfLarge] {
            believe("file a block longer than its extents", of: file, in: base) {
                $0.set32LE($1, 56, $0.get32LE($1, 56) + 40_000)
            }
        }
        believe("file shorter than its extents", of: file, in: .udfOld) { $0.set32LE($1, 56, 700) }
        believe("data behind the end of the partition", of: file, in: .udf) {
            $0.set32LE($1, 220, 2_000_000)
        }
        believe("data in a partition that is none", of: file, in: .udfLong) { $0.set16LE($1, 224, 5) }
        believe("data in another file's blocks", of: "udf:fe:/readme.txt", in: .udf) {
            $0.set32LE($1, 220, $0.get32LE(file, 220) + 1)
        }
        believe("blocks counted wrong", of: file, in: .udf) { $0.set32LE($1, 72, 77) }
        believe("object size", of: file, in: .udf) { $0.set32LE($1, 64, 4) }
        believe("links counted wrong", of: file, in: .udf) { $0.set16LE($1, 48, 9) }
        believe("number of another file", of: file, in: .udf) {
            $0.set32LE($1, 200, $0.get32LE("udf:fe:/readme.txt", 200))
            $0.set32LE("udf:fid:/docs/manual.txt", 32, $0.get32LE("udf:fe:/readme.txt", 200))
            $0.sealUDF("udf:fid:/docs/manual.txt")
        }
        believe("type of file", of: file, in: .udf) { $0.set8($1, 27, 66) }
        believe("a directory's type", of: file, in: .udf) { $0.set8($1, 27, 4) }
        believe("strategy 1", of: file, in: .udf) { $0.set16LE($1, 20, 1) }
        believe("descriptors of kind 2", of: file, in: .udf) { $0.set16LE($1, 34, 2) }
        believe("descriptors longer than the block", of: file, in: .udf) { $0.set32LE($1, 212, 70_000) }
        believe("attributes longer than the block", of: file, in: .udf) { $0.set32LE($1, 208, 5_000) }
        believe("embedded length", of: "udf:fe:/readme.txt", in: .udfEmbedded) { $0.set32LE($1, 56, 900) }
        believe("hour 31", of: file, in: .udf) { $0.set8($1, 92 + 6, 31) }
        believe("a first extent of odd length", of: file, in: .udfRich) {
            $0.set32LE($1, 216, $0.get32LE($1, 216) - 3)
        }
        believe("chain that leads to itself", of: "udf:aed:/docs/manual.txt", in: .udfRich) {
            $0.set32LE($1, 24, 0xC000_0800)
            $0.set32LE($1, 28, $0.get32LE($1, 12))
        }
        believe("attribute of 9 bytes", of: "udf:fe:/readme.txt", in: .udfRich) { specimen, _ in
            specimen.set32LE("udf:ea:/readme.txt", 8, 9)
        }
    }

    private mutating func udfDirectories() {
        let entry = "udf:fid:/readme.txt"
        believe("entry leads behind the end", of: entry, in: .udf) { $0.set32LE($1, 24, 5_000_000) }
        believe("entry leads to a file's data", of: entry, in: .udf) {
            $0.set32LE($1, 24, $0.block("udf:data:/docs/manual.txt") - $0.get32LE("udf:pd", 188))
        }
        believe("entry leads to another file", of: "udf:fid:/readmf.txt", in: .udfRich) {
            $0.set32LE($1, 24, $0.get32LE("udf:fid:/docs/manual.txt", 24))
        }
        believe("a file is called a directory", of: entry, in: .udf) { $0.set8($1, 18, 2) }
        believe("a directory is called a file", of: "udf:fid:/docs", in: .udf) { $0.set8($1, 18, 0) }
        believe("a directory leads to the root", of: "udf:fid:/docs", in: .udf) {
            $0.set32LE($1, 24, $0.get32LE("udf:fid:/..", 24))
        }
        believe("parent of another directory", of: "udf:fid:/docs/..", in: .udf) {
            $0.set32LE($1, 24, $0.get32LE("udf:fid:/emptydir", 24))
        }
        believe("a name twice", of: "udf:fid:/readmf.txt", in: .udfRich) { $0.set8($1, 44, 0x65) }
        believe("a name with a slash", of: entry, in: .udf) { $0.set8($1, 42, 0x2F) }
        believe("a name of an unknown kind", of: entry, in: .udf) { $0.set8($1, 38, 32) }
        believe("another number", of: entry, in: .udf) { $0.set32LE($1, 32, 90) }
        believe("version 0", of: entry, in: .udf) { $0.set16LE($1, 16, 0) }
        believe("the parent is not said to be one", of: "udf:fid:/docs/..", in: .udf) { $0.set8($1, 18, 2) }
        believe("a directory of half its length", of: "udf:fe:/docs", in: .udf) {
            $0.set32LE($1, 56, $0.get32LE($1, 56) / 2)
            $0.set32LE($1, 64, $0.get32LE($1, 64) / 2)
            $0.set32LE($1, 216, $0.get32LE($1, 216) / 2)
        }
        plant("a name lost to zeros", in: .udf) { $0.fill(entry, count: 40, with: 0) }
    }

    private mutating func udfSpaces() {
        believe("bitmap of half the partition", of: "udf:bitmap", in: .udfWritable) {
            $0.set32LE($1, 16, $0.get32LE($1, 16) / 2)
        }
        plant("blocks in use are free", in: .udfWritable) { $0.fill("udf:bitmap", 24, count: 4, with: 0xFF) }
        believe("free blocks counted wrong", of: "udf:lvid", in: .udfWritable) {
            $0.set32LE($1, 80, $0.get32LE($1, 80) + 9)
        }
        believe("second sparing table leads elsewhere", of: "udf:sparing#2", in: .udfSparable) {
            $0.set32LE($1, 60, $0.get32LE($1, 60) ^ 4)
        }
        plant("a byte of the mirror", in: .udfMetadata) {
            let block = $0.get32LE("udf:metadata-mirror", 220) + $0.get32LE("udf:pd", 188)
            $0.bytes[Int(block) * .sector + 700] ^= 1
        }
        believe("metadata mirror of a file's type", of: "udf:metadata-mirror", in: .udfMetadata) {
            $0.set8($1, 27, 5)
        }
        believe("table of the type of a file", of: "udf:vat-icb", in: .udfVirtual) { $0.set8($1, 27, 5) }
        plant("block of the root is given elsewhere", in: .udfVirtual) {
            $0.set32LE("udf:vat", 152 + 8, 30_000)
            $0.sealUDF("udf:vat-icb")
        }
        for (name, part) in [("a quarter", 4), ("a half", 2)] {
            plant("\(name) of the image is missing", in: .udf) {
                $0.truncate(to: ($0.bytes.count - $0.bytes.count / part) / .sector * .sector)
            }
        }
    }

    private mutating func bridges() {
        believe("another size in UDF", of: "udf:fe:/readme.txt", in: .udfBridge) {
            $0.set32LE($1, 56, $0.get32LE($1, 56) - 1)
        }
        believe("a file elsewhere in UDF", of: "udf:fe:/readme.txt", in: .udfBridge) {
            $0.set32LE($1, 180, $0.get32LE($1, 180) + 3)
        }
        believe("another name in UDF", of: "udf:fid:/readme.txt", in: .udfBridge) { $0.set8($1, 40, 0x71) }
        believe("a file deleted in UDF", of: "udf:fid:/readme.txt", in: .udfBridge) { $0.set8($1, 18, 4) }
        plant("another size in ISO 9660", in: .udfBridge) {
            for mark in ["record:/README.TXT", "svd:record:/readme.txt"] { $0.setBoth32(mark, 10, 5) }
        }
        plant("a file elsewhere in ISO 9660", in: .udfBridge) {
            for mark in ["record:/README.TXT", "svd:record:/readme.txt"] {
                $0.setBoth32(mark, 2, $0.get32LE("record:/DOCS/MANUAL.TXT", 2) + 1)
            }
        }
        plant("recognition of UDF lost", in: .udfBridge) { $0.lose("udf:nsr") }
        plant("file set lost to noise", in: .udfBridge) { $0.lose("udf:fsd", to: .noise) }
        plant("primary descriptor of ISO 9660 lost", in: .udfBridge) { $0.lose("pvd") }
        plant("a third of the image is missing", in: .udfBridge) {
            $0.truncate(to: $0.bytes.count * 2 / 3 / .sector * .sector)
        }
    }
}
