import Bytes
import DiscModel
import Inspection
import Rules
import Specimens
import TestSupport
import Testing

/// Packed files with blank sectors in them: packages, kernels and file systems, damaged and whole.
@Suite struct PackedFileTests {
    /// A file that holds packed data, forged after its description.
    struct Kind: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let make: @Sendable (_ packed: [UInt8]) -> [UInt8]
    }

    static let kinds = [
        Kind(testDescription: "gzip") { $0 },
        // deb(5): an archive by ar(1) with a text, what steers the installation, and what is installed.
        Kind(testDescription: "a Debian package") { packed in
            let steering = Wrapped.gzip(Array("Package: demo\n".utf8)).bytes
            return Array("!<arch>\n".utf8) + member("debian-binary", Array("2.0\n".utf8))
                + member("control.tar.gz", steering) + member("data.tar.gz", packed)
        },
        // rpm's format 3: a lead, signatures padded to 8 bytes, a header, and a packed cpio archive.
        Kind(testDescription: "an RPM package") { packed in
            let lead = [0xED, 0xAB, 0xEE, 0xDB, 3, 0] + [UInt8](repeating: 0x20, count: 90)
            let mark: [UInt8] = [0x8E, 0xAD, 0xE8, 1, 0, 0, 0, 0]
            let signatures =
                mark + [0, 0, 0, 1, 0, 0, 0, 13] + [UInt8](repeating: 1, count: 16 + 13) + [0, 0, 0]
            return lead + signatures + mark + [0, 0, 0, 2, 0, 0, 0, 5] + [UInt8](repeating: 2, count: 37)
                + packed
        },
        // The Linux/x86 boot protocol 2.08: real-mode code with its header, and the packed kernel at an offset behind it.
        Kind(testDescription: "a Linux kernel") { packed in
            var code = [UInt8](repeating: 0x90, count: 5 * 512)
            code.place([0x4D, 0x5A], at: 0)
            code[0x1F1] = 4
            code.place(Array("HdrS".utf8) + [0x08, 0x02], at: 0x202)
            code.place([0, 1, 0, 0] + UInt32(packed.count).littleEndianBytes, at: 0x248)
            return code + [UInt8](repeating: 0xCC, count: 256) + packed + [UInt8](repeating: 0xCC, count: 99)
        },
    ]

    private static func member(_ name: String, _ bytes: [UInt8]) -> [UInt8] {
        func field(_ text: String, _ width: Int) -> [UInt8] {
            Array(text.utf8) + [UInt8](repeating: 0x20, count: width - text.utf8.count)
        }
        return field(name, 16) + field("0", 12) + field("0", 6) + field("0", 6) + field("100644", 8)
            + field("\(bytes.count)", 10) + [0x60, 0x0A] + bytes + (bytes.count % 2 == 0 ? [] : [0x0A])
    }

    private static func noise(_ count: Int) -> [UInt8] {
        var state: UInt32 = 11
        return (0..<count).map { _ in
            state = state &* 1_664_525 &+ 1_013_904_223
            return UInt8(truncatingIfNeeded: state >> 24)
        }
    }

    private static func image(_ file: [UInt8]) -> Specimen {
        Specimen { $0.files = [.init("/FILE.BIN", .bytes(file)), .init("/NEXT.TXT", .bytes([0x61]))] }
    }

    private static func told(_ specimen: Specimen) throws -> [Finding] {
        try Inspection().inspect(MemorySource(specimen.bytes), named: "x.iso").judgement.findings
            .filter { $0.counts && $0.severity >= .warning }
    }

    @Test(arguments: kinds, [0x00, 0xFF, 0x55] as [UInt8])
    func `a blank sector inside is damage of the file, told at the sector`(_ kind: Kind, _ filler: UInt8)
        throws
    {
        var specimen = Self.image(kind.make(Wrapped.gzip(Self.noise(30_000)).bytes))
        specimen.fill("data:/FILE.BIN", 4 * .sector, count: .sector, with: filler)
        let found = try Self.told(specimen)
        let finding = try #require(found.first { $0.rule.id == "image-packed-damaged" })
        #expect(finding.severity == .error)
        #expect(finding.message.hasPrefix("/FILE.BIN;1 cannot be unpacked: "))
        let place = UInt64(specimen.offset("data:/FILE.BIN") + 4 * .sector)
        #expect(finding.places.map(\.offset) == [place] && finding.places[0].path?.text == "/FILE.BIN;1")
        #expect(found.count == 1)
    }

    @Test(arguments: kinds) func `one that is whole is quiet, whatever zeros it holds by right`(_ kind: Kind)
        throws
    {
        let content = Self.noise(9_000) + [UInt8](repeating: 0, count: 12_000) + Self.noise(9_000)
        #expect(try Self.told(Self.image(kind.make(Wrapped.gzip(content).bytes))).isEmpty)
        #expect(try Self.told(Self.image(kind.make(Wrapped.gzip(Self.noise(30_000)).bytes))).isEmpty)
    }

    @Test func `zeros in a package beside its packed parts are nobody's damage`() throws {
        let package = Self.kinds[1].make(Wrapped.gzip(Self.noise(9_000)).bytes)
        let more = Self.member("_notes", [UInt8](repeating: 0, count: 9_000))
        #expect(try Self.told(Self.image(package + more)).isEmpty)
    }

    // MARK: SquashFS

    /// A superblock of SquashFS 4.0 and bytes without a pattern.
    private static func squashfs(flags: UInt16, compressor: UInt16 = 1) -> [UInt8] {
        var bytes = Self.noise(80_000)
        bytes.place(Array("hsqs".utf8), at: 0)
        bytes.place(compressor.littleEndianBytes, at: 20)
        bytes.place(flags.littleEndianBytes, at: 24)
        bytes.place(UInt16(4).littleEndianBytes, at: 28)
        bytes.place(UInt64(bytes.count).littleEndianBytes, at: 40)
        return bytes
    }

    @Test(arguments: [(1, 1), (4, 3), (3, 9)] as [(UInt16, Int)])
    func `zeros in a compressed SquashFS are told where its compression leaves none`(
        _ compressor: UInt16, _ sectors: Int
    ) throws {
        var specimen = Self.image(Self.squashfs(flags: 0xC0, compressor: compressor))
        #expect(try Self.told(specimen).isEmpty)
        specimen.fill("data:/FILE.BIN", 10 * .sector, count: sectors * .sector, with: 0)
        let found = try Self.told(specimen)
        #expect(found.map(\.rule.id) == ["image-sparse-zero-run"])
        #expect(found.first?.severity == .warning)
        let place = UInt64(specimen.offset("data:/FILE.BIN") + 10 * .sector)
        #expect(found.first?.places.map(\.offset) == [place])
    }

    @Test func `zeros in a SquashFS that stores files as they are, or by LZO in few sectors, are quiet`()
        throws
    {
        for (flags, compressor) in [(0x2, 1), (0x8, 1), (0xC0, 3)] as [(UInt16, UInt16)] {
            var specimen = Self.image(Self.squashfs(flags: flags, compressor: compressor))
            specimen.fill("data:/FILE.BIN", 10 * .sector, count: 2 * .sector, with: 0)
            #expect(try Self.told(specimen).isEmpty)
        }
    }

    // MARK: Ends

    /// Files whose ends were cut before they came onto the image; no sector in them is blank.
    @Test(.needs(["gzip", "xz", "bzip2"]), arguments: ["gzip", "xz", "bzip2"], [0, 100, 9_000, 31_000])
    func `a packed file whose end was cut is told, and a whole one is not`(_ program: String, _ lost: Int)
        throws
    {
        let folder = try TemporaryFolder()
        for (name, content) in ["noise": Self.noise(60_000), "text": Self.text(4_000_000)] {
            try folder.write(name, content)
            let made = try #require(Tool(program)).run(["-c", folder.path(name)])
            try #require(made.status == 0)
            guard made.output.count - lost > 16_384 else { continue }
            let found = try Self.told(Self.image(made.output.dropLast(lost)))
            #expect(found.map(\.rule.id) == (lost == 0 ? [] : ["image-packed-damaged"]), "\(name)")
            guard lost > 0 else { continue }
            #expect(found[0].message.contains("cannot be unpacked: its end is missing ("))
            #expect(found[0].remedy.contains("Get this file again"))
            #expect(found[0].places.first?.path?.text == "/FILE.BIN;1")
        }
    }

    private static func text(_ count: Int) -> [UInt8] {
        var dice = noise(count / 8)[...]
        var text: [UInt8] = []
        while text.count < count, let number = dice.popFirst() {
            text += Array("\(number) \(text.count % 977) ".utf8)
        }
        return text
    }

    /// Kinds that say how long they are.
    static let measured: [Kind] = [
        kinds[1],
        Kind(testDescription: "a 7-Zip archive") { packed in
            var head: [UInt8] = [0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C, 0, 4, 1, 2, 3, 4]
            head += UInt64(packed.count).littleEndianBytes + UInt64(50).littleEndianBytes + [5, 6, 7, 8]
            return head + packed + [UInt8](repeating: 9, count: 50)
        },
        Kind(testDescription: "a SquashFS file system") { _ in squashfs(flags: 0xC0) },
    ]

    @Test(arguments: measured, [10, 700, 12_000]) func `what says how long it is, and is shorter, is cut`(
        _ kind: Kind, _ lost: Int
    ) throws {
        let file = kind.make(Wrapped.gzip(Self.noise(30_000)).bytes)
        #expect(try Self.told(Self.image(file)).isEmpty)
        let found = try Self.told(Self.image(file.dropLast(lost)))
        #expect(found.map(\.rule.id) == ["image-packed-damaged"])
        // A byte that fills up the last member of an archive does not count.
        #expect(found[0].message.contains(" cannot be unpacked: it has \(file.count - lost) bytes, and "))
        #expect(found[0].message.hasSuffix("by its own head: its end is missing"))
    }

    @Test func `small files are made to try programs out, and compression beyond the usual is none`() throws {
        let small = Wrapped.gzip(Self.noise(9_000)).bytes
        #expect(try Self.told(Self.image(small.dropLast(3_000))).isEmpty)
    }

    // MARK: zisofs by bsdtar

    /// What bsdtar cuts needs another program; what anything else spoiled, another copy.
    @Test(arguments: [("LIBARCHIVE 2013 BY SOMEBODY", "without zisofs"), ("", "Copy or download")])
    func `the remedy for zisofs goes by the program that made the image`(_ program: String, _ words: String)
        throws
    {
        var specimen = Specimen { plan in
            plan.rockRidge = true
            plan.files = [.packed]
        }
        if !program.isEmpty { specimen.set("pvd", 574, Array(program.utf8)) }
        specimen.set8("data:/PACKED.TXT", 60, specimen.get8("data:/PACKED.TXT", 60) ^ 1)
        let finding = try #require(try Self.told(specimen).first { $0.rule.id == "image-packed-damaged" })
        #expect(finding.remedy.contains(words), "\(finding.remedy)")
    }
}

extension [UInt8] {
    fileprivate mutating func place(_ bytes: [UInt8], at start: Int) {
        replaceSubrange(start..<start + bytes.count, with: bytes)
    }
}
