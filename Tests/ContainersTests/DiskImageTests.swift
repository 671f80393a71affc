import Bytes
import Checksums
import Containers
import Digests
import DiscModel
import Foundation
import Inspection
import Rules
import Sectors
import Specimens
import TestSupport
import Testing

/// Apple disk images and UltraISO images: forged with the compressors of other people, read by their programs, and damaged.
@Suite struct DiskImageTests {
    typealias Workshop = PeerContainerTests.Workshop

    static let image = Specimen.rockRidge.bytes

    static let forged: [Case] = [
        Case("DMG", .dmg(image)), Case("DMG without checksums", .dmg(image, hasSums: false)),
        Case("ISZ", .isz(image)), Case("ISZ without checksums", .isz(image, hasSums: false)),
    ]

    @Test(arguments: forged) func `a forged image holds the ISO`(_ item: Case) throws {
        let opened = try Inspection.open(item.files.input)
        #expect(opened.sources.map(\.role) == [.sectors, .packed])
        #expect(try opened.sources[0].bytes.bytes(at: 0, count: Self.image.count + 1) == Self.image)
        for (at, count) in [(1, 2), (16_383, 4_099), (8_191, 2), (Self.image.count - 1, 5)] {
            let end = min(Self.image.count, at + count)
            #expect(
                try opened.sources[0].bytes.bytes(at: UInt64(at), count: count) == Array(Self.image[at..<end])
            )
        }
        #expect(try Conversion(opened, .whole).bytes == Self.image)
        let result = try Inspection().inspect(item.files.input)
        let own = result.judgement.findings.filter {
            $0.rule.id.hasPrefix("container-") || $0.rule.id.hasPrefix("checksum-")
        }
        let isSummed = !item.testDescription.contains("without")
        #expect(own.map(\.rule.id) == (isSummed ? [] : ["checksum-not-stored"]))
        #expect(result.disc.checksums.allSatisfy { $0.state == .verified })
        #expect(result.disc.checksums.isEmpty == !isSummed)
        if isSummed { #expect(result.judgement.vouching?.vouched ?? 0 > 0) }
    }

    // MARK: Compressors and readers of other people

    /// Packs pieces with a program that reads standard input.
    private static func packer(_ tool: Tool, _ arguments: [String]) -> @Sendable ([UInt8]) -> [UInt8]? {
        { plain in try? tool.run(arguments, input: plain).output }
    }

    static let packers: [(name: String, kind: UInt32, arguments: [String])] = [
        ("bzip2", 0x8000_0006, ["-c"]), ("xz", 0x8000_0008, ["-c"]),
    ]

    @Test(arguments: packers.indices) func `runs that were packed by others are unpacked`(_ index: Int) throws
    {
        let (name, kind, arguments) = Self.packers[index]
        guard let tool = Tool(name) else { try skip(name) }
        let pack = Self.packer(tool, arguments)
        var dmg = ForgedDMG(Self.image)
        dmg.runSectors = 512
        dmg.pack = { plain in pack(plain).map { (kind, $0) } }
        let files = dmg.wrapped
        let opened = try Inspection.open(files.input)
        #expect(try Conversion(opened, .whole).bytes == Self.image)
        #expect(opened.facts.payload?.codecs == [name == "xz" ? "LZMA" : "bzip2"])
        #expect(try Inspection().examine(files.input).disc.checksums.allSatisfy { $0.state == .verified })
        guard let reader = Tool("dmg2img"), name == "bzip2" else { return }
        let workshop = try Workshop()
        try workshop.write(files)
        #expect(try workshop.run(reader, ["disc.dmg", "out.img"]).status == 0)
        #expect(try workshop.read("out.img").prefix(Self.image.count) == Self.image[...])
    }

    @Test func `chunks of bzip2 are unpacked without their mark`() throws {
        guard let tool = Tool("bzip2") else { try skip("bzip2") }
        let pack = Self.packer(tool, ["-c"])
        var isz = ForgedISZ(Self.image)
        isz.chunkBytes = 65_536
        isz.pack = { plain in pack(plain).map { (3, [0, 0, 0] + $0.dropFirst(3)) } }
        #expect(try Conversion(try Inspection.open(isz.wrapped.input), .whole).bytes == Self.image)
    }

    @Test(.needs("7z")) func `7-Zip finds no fault in what is forged`() throws {
        let workshop = try Workshop()
        try workshop.write(.dmg(Self.image))
        let tool = try #require(Tool("7z"))
        let output = try workshop.run(tool, ["t", "disc.dmg"])
        #expect(output.status == 0, "\(output.text)")
    }

    @Test func `what apple-dmg writes is opened`() throws {
        guard let python = Tool("python3"), (try? python.run(["-c", "import pydmg"]).status) == 0 else {
            try skip("pydmg")
        }
        let workshop = try Workshop()
        try FileManager.default.createDirectory(
            atPath: workshop.path("in"), withIntermediateDirectories: true)
        try workshop.write("in/readme.txt", Array(repeating: 0x41, count: 5_000))
        let script = "import pydmg; pydmg.create_dmg('in', 'disc.dmg', 'LABEL', 40000)"
        #expect(try workshop.run(python, ["-c", script]).status == 0)
        let input = try workshop.input("disc.dmg")
        let result = try Inspection().inspect(input)
        #expect(result.format == DMGImage.format.name)
        #expect(!result.disc.checksums.isEmpty)
        #expect(result.disc.checksums.allSatisfy { $0.state == .verified })
    }

    // MARK: Damaged

    private func told(_ files: Wrapped, flipping at: Int) -> [String] {
        PackedContainerTests.told(files, flipping: at)
    }

    @Test func `a bit in each part of a DMG is told`() throws {
        let files = Wrapped.dmg(Self.image)
        let (list, trailer) = (files.offset("list"), files.offset("trailer"))
        func isTold(_ at: Int, _ words: String) {
            let told = told(files, flipping: at)
            #expect(told.contains { $0.contains(words) }, "\(at): \(told)")
        }
        // Data, a letter of the list, its place and length, the checksums, the number of sectors.
        isTold(40_000, "checksum-unpacked")
        isTold(list, "property list")
        isTold(trailer + 223, "property list")
        isTold(trailer + 230, "property list")
        isTold(trailer + DMGTrailer.dataSum + DMGSum.bytes, "checksum-unpacked")
        isTold(trailer + DMGTrailer.masterSum + DMGSum.bytes, "container-dmg-master-sum")
        isTold(trailer + 499, "container-packing-index")
        #expect(!told(files, flipping: trailer + 38).isEmpty)
        // The first table: its place and length, the checksum, the number of runs, and kind, place and length of the first of them.
        let text = Array("<data>\n".utf8)
        let start = try #require(
            (list..<trailer).first { files.bytes[$0..<$0 + text.count].elementsEqual(text) })
        for byte in [15, 23, 75, 203, 207, 219, 227] {
            let digit = byte / 3 * 4 + byte % 3
            let told = told(files, flipping: start + text.count + digit + digit / 64)
            #expect(!told.isEmpty, "byte \(byte) of the table")
        }
    }

    @Test func `a bit in each part of an ISZ is told`() {
        let files = Wrapped.isz(Self.image)
        for at in [4, 12, 26, 30, 43, 49, 61, files.offset("table") + 1, files.offset("data") + 20_000] {
            #expect(!told(files, flipping: at).isEmpty, "\(at)")
        }
    }

    static let refused: [(String, Wrapped, String)] = {
        let dmg = Wrapped.dmg(image)
        let isz = Wrapped.isz(image)
        return [
            (
                "one of several files", dmg.with { $0.set(DMGTrailer.segments, of: "trailer", 3) },
                "one of 3 files"
            ),
            (
                "a list of 1 TB", dmg.with { $0.set(DMGTrailer.listLength, of: "trailer", 1 << 40) },
                "property list"
            ),
            ("a bomb", dmg.with { $0.set(DMGTrailer.sectors, of: "trailer", 1 << 50) }, "--max-expanded"),
            ("a password", isz.with { $0.set(ISZHeader.encryption, of: "header", 1) }, "a password"),
            ("AES", isz.with { $0.set(ISZHeader.encryption, of: "header", 3) }, "AES"),
            ("the second of several", isz.with { $0.set(ISZHeader.segment, of: "header", 1) }, "file 2 of"),
            ("chunks of 4 GB", isz.with { $0.set(ISZHeader.chunkBytes, of: "header", .max) }, "cannot be"),
            (
                "an encrypted DMG",
                Wrapped(
                    name: "disc.dmg", bytes: Array("encrcdsa".utf8) + [UInt8](repeating: 7, count: 80_000)),
                "encrypted Apple disk image"
            ),
        ]
    }()

    @Test(arguments: refused.indices) func `what cannot be opened is named`(_ index: Int) {
        let (name, files, words) = Self.refused[index]
        #expect("\(name)") { try Inspection.open(files.input) } throws: {
            "\($0)".contains(words)
        }
    }

    @Test func `runs of LZFSE are named`() throws {
        var dmg = ForgedDMG(Self.image)
        dmg.pack = { plain in plain.allSatisfy { $0 == 0 } ? (0x8000_0007, [1, 2, 3]) : nil }
        let gaps = try Inspection().inspect(dmg.wrapped.input).judgement.findings.filter {
            $0.rule.id == "image-unseen"
        }
        #expect(gaps.contains { $0.message.contains("LZFSE") }, "\(gaps.map(\.message))")
    }
}
