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

/// Files that are unpacked piece by piece: CSO, ZSO, DAX and ECM, forged and by programs of other people.
@Suite struct PackedContainerTests {
    typealias Workshop = PeerContainerTests.Workshop

    static let image = Specimen.rockRidge.bytes
    static let mixed = WrappedDisc(image, audioTracks: 2)

    /// All ways in which blocks are packed, in blocks of any size, and an image that ends within a block.
    static let compressed: [Case] = [
        Case("CSO", .cso(image)), Case("CSO 2", .cso(image, version: 2)),
        Case("CSO 2, large blocks", .cso(image, version: 2, blockBytes: 16_384)),
        Case("CSO, aligned", .cso(image, shift: 4)),
        Case("CSO 2, aligned", .cso(image, version: 2, shift: 4)),
        Case("ZSO", .zso(image)), Case("ZSO, aligned", .zso(image, shift: 6)), Case("DAX", .dax(image)),
    ]

    static func rules(_ input: ImageInput) throws -> [String] {
        try Inspection().inspect(input).judgement.findings.filter { $0.severity >= .warning }.map(\.rule.id)
    }

    /// What is told of a file in which one bit was turned over: rules, or why it is not opened.
    static func told(_ files: Wrapped, flipping at: Int, bit: UInt8 = 1) -> [String] {
        do {
            return try rules(files.with { $0.bytes[at] ^= bit }.input)
        } catch let error as InspectionError {
            return [error.description]
        } catch {
            return []
        }
    }

    // MARK: CSO, ZSO, DAX

    @Test(arguments: compressed) func `a compressed ISO holds the ISO`(_ item: Case) throws {
        let opened = try Inspection.open(item.files.input)
        #expect(try opened.sources[0].bytes.bytes(at: 0, count: Self.image.count + 1) == Self.image)
        // Pieces from anywhere.
        for (at, count) in [(1, 2), (2_047, 2), (16_383, 4_099), (Self.image.count - 1, 5)] {
            let end = min(Self.image.count, at + count)
            #expect(
                try opened.sources[0].bytes.bytes(at: UInt64(at), count: count) == Array(Self.image[at..<end])
            )
        }
        #expect(try Conversion(opened, .whole).bytes == Self.image)
        let result = try Inspection().inspect(item.files.input)
        #expect(
            result.judgement.findings.filter {
                $0.rule.id.hasPrefix("container-") || $0.rule.id.hasPrefix("checksum-")
            }
            .map(\.rule.id) == ["checksum-not-stored"])
        #expect(result.disc.checksums.isEmpty)
    }

    @Test func `a list beside it that names the ISO holds`() throws {
        let files = Wrapped.cso(Self.image).with {
            $0.siblings["SHA256SUMS"] = Array(
                "\(RunningDigest.digest(.sha256, of: Self.image).hex)  disc.iso\n".utf8)
        }
        var inspection = Inspection()
        inspection.digests = [.sha256]
        let disc = try inspection.examine(files.input).disc
        #expect(disc.checksums.map(\.state) == [.verified])
    }

    @Test(arguments: compressed) func `a damaged block names the file that lies in it`(_ item: Case) throws {
        // The content of the largest file, which is stored as it is in none of the ways that have a check.
        let zeros = item.files.with { files in
            // An index entry of a block in the middle leads elsewhere.
            let at = files.offset("index") + 4 * 20
            files.bytes[at + 3] ^= 0x40
        }
        let told = try Self.rules(zeros.input)
        #expect(told.contains("container-packing-index"), "\(told)")
    }

    @Test func `a disc of a GameCube is named and refused`() {
        var bytes = [UInt8](repeating: 0, count: 0x8000 + 0x8000)
        bytes.replaceSubrange(0..<8, with: Array("CISO".utf8) + [0, 0, 0x20, 0])
        for at in 8..<100 { bytes[at] = 1 }
        let failure = #expect(throws: InspectionError.self) {
            try Inspection().examine(MemorySource(bytes), named: "x.ciso")
        }
        #expect(failure?.description.contains("GameCube") == true)
    }

    static let forged: [(String, Wrapped, String)] = {
        let cso = Wrapped.cso(image)
        return [
            (
                "blocks of 1 GiB", cso.with { $0.set(CSOHeader.blockBytes, of: "header", 1 << 30) },
                "blocks of"
            ),
            (
                "blocks of 3000 bytes", cso.with { $0.set(CSOHeader.blockBytes, of: "header", 3_000) },
                "blocks of"
            ),
            ("no bytes", cso.with { $0.set(CSOHeader.unpackedBytes, of: "header", 0) }, "0 bytes"),
            (
                "a bomb", cso.with { $0.set(CSOHeader.unpackedBytes, of: "header", 1 << 60) },
                "--max-expanded"
            ),
            ("version 9", cso.with { $0.set(CSOHeader.version, of: "header", 9) }, "version 9"),
            ("only a header", cso.with { $0.bytes.removeLast($0.bytes.count - 24) }, "ends with the file"),
            (
                "an ECM of another kind", Wrapped.ecm(mixed).with { $0.bytes[3] = 1 },
                "a kind that is not known"
            ),
        ]
    }()

    @Test(arguments: forged.indices) func `what cannot be is refused`(_ index: Int) {
        let (name, files, words) = Self.forged[index]
        #expect("\(name)") { try Inspection.open(files.input) } throws: { "\($0)".contains(words) }
    }

    @Test func `a size of 60 GB with a short index is bounded`() throws {
        let files = Wrapped.cso(Self.image).with { $0.set(CSOHeader.unpackedBytes, of: "header", 60 << 30) }
        #expect(try Self.rules(files.input).contains("container-packing-index"))
        #expect(try Inspection.open(files.input).facts.structure == .damaged)
        #expect(try Inspection.open(Wrapped.cso(Self.image).input).facts.structure == .sound)
    }

    // MARK: ECM

    static let ecm: [Case] = [
        Case("Mode 1", .ecm(WrappedDisc(image))), Case("Mode 2", .ecm(WrappedDisc(image, xa: true))),
        Case("with audio", .ecm(mixed)),
    ]

    @Test(arguments: ecm.indices) func `an ECM file holds the sectors`(_ index: Int) throws {
        let discs = [WrappedDisc(Self.image), WrappedDisc(Self.image, xa: true), Self.mixed]
        let files = Self.ecm[index].files
        let raw = Wrapped.raw(discs[index]).bytes
        let opened = try Inspection.open(files.input)
        let source = opened.sources[0].bytes
        #expect(opened.sources.map(\.role) == [.sectors, .packed])
        #expect(try source.bytes(at: 0, count: raw.count + 1) == raw)
        for (at, count) in [(1, 2), (2_351, 2), (15, 5_000), (raw.count - 1, 5)] {
            #expect(
                try source.bytes(at: UInt64(at), count: count) == Array(raw[at..<min(raw.count, at + count)]))
        }
        #expect(try Conversion(opened, .whole).bytes == Self.image)
        let result = try Inspection().inspect(files.input)
        #expect(result.disc.checksums.map(\.state) == [.verified])
        #expect(!result.judgement.findings.contains { $0.rule.id.hasPrefix("container-packing") })
        // Everything on the disc is vouched for by the EDC.
        #expect(result.judgement.vouching?.vouched == result.judgement.vouching?.content)
    }

    @Test func `a sheet finds the file that was packed`() throws {
        let files = Wrapped.cueOfECM(Self.mixed)
        let opened = try Inspection.open(files.input)
        #expect(opened.sources.map(\.role) == [.descriptor, .sectors, .packed])
        #expect(try Conversion(opened, .whole).bytes == Self.image)
        #expect(opened.facts.layout.tracks.map(\.isAudio) == [false, true, true])
        #expect(try trackDigests(files.input) == trackDigests(Wrapped.cue(Self.mixed).input))
        let result = try Inspection().inspect(files.input)
        #expect(result.disc.checksums.map(\.state) == [.verified])
        #expect(!result.judgement.findings.contains { $0.rule.id.hasPrefix("container-") })
        // A bit of it is told.
        let damaged = files.with { $0.siblings["disc.bin.ecm"]?[100_000] ^= 1 }
        #expect(try Self.rules(damaged.input).contains("checksum-unpacked"))
    }

    @Test func `a bit in each part of an ECM file is told`() {
        let files = Wrapped.ecm(Self.mixed)
        let size = files.bytes.count
        #expect(Self.told(files, flipping: 0).first?.isEmpty == false)
        for at in [7, 8, 5_000, size / 2, size - 8, size - 5, size - 4, size - 1] {
            let told = Self.told(files, flipping: at)
            #expect(
                told.contains { $0.contains("checksum-unpacked") || $0.contains("container-packing") },
                "\(at): \(told)")
        }
    }
}

/// The same files, made and unpacked by programs of other people.
@Suite struct PackedPeerTests {
    typealias Workshop = PeerContainerTests.Workshop

    @Test(.needs("ciso"), arguments: [1, 9]) func `what ciso writes is opened`(_ level: Int) throws {
        let workshop = try Workshop()
        let tool = try #require(Tool("ciso"))
        try workshop.write("disc.iso", PackedContainerTests.image)
        #expect(try workshop.run(tool, ["\(level)", "disc.iso", "disc.cso"]).status == 0)
        let opened = try Inspection.open(try workshop.input("disc.cso"))
        #expect(try Conversion(opened, .whole).bytes == PackedContainerTests.image)
        #expect(
            try PackedContainerTests.rules(try workshop.input("disc.cso")).allSatisfy {
                !$0.hasPrefix("container-")
            })
    }

    @Test(.needs("ciso")) func `ciso unpacks what is forged`() throws {
        let workshop = try Workshop()
        let tool = try #require(Tool("ciso"))
        try workshop.write(.cso(PackedContainerTests.image))
        #expect(try workshop.run(tool, ["0", "disc.cso", "out.iso"]).status == 0)
        #expect(try workshop.read("out.iso") == PackedContainerTests.image)
    }

    static let python = Tool("python3")
    private static let hasECM: Bool = {
        (try? python?.run(["-c", "import pyecm"]).status) == 0
    }()

    @Test func `what ecm writes is opened, and it unpacks what is forged`() throws {
        guard let python = Self.python, Self.hasECM else { try skip("pyecm") }
        let workshop = try Workshop()
        for disc in [PackedContainerTests.mixed, WrappedDisc(PackedContainerTests.image, xa: true)] {
            try workshop.write(.raw(disc))
            try? FileManager.default.removeItem(atPath: workshop.path("disc.bin.ecm"))
            let script = "import pyecm; pyecm.encode('disc.bin', 'disc.bin.ecm')"
            #expect(try workshop.run(python, ["-c", script]).status == 0)
            let raw = try workshop.read("disc.bin")
            let input = try workshop.input("disc.bin.ecm")
            #expect(try Inspection.open(input).sources[0].bytes.bytes(at: 0, count: raw.count + 1) == raw)
            #expect(try Inspection().examine(input).disc.checksums.map(\.state) == [.verified])
            try workshop.write("forged.ecm", Wrapped.ecm(disc).bytes)
            #expect(
                try workshop.run(python, ["-c", "import pyecm; pyecm.decode('forged.ecm', 'forged.bin')"])
                    .status
                    == 0)
            #expect(try workshop.read("forged.bin") == raw)
            try? FileManager.default.removeItem(atPath: workshop.path("forged.bin"))
        }
    }
}
