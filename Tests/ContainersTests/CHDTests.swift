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

/// CHDs that chdman made: opened, they hold what was put in, and what was damaged afterwards is told.
@Suite(.needs("chdman")) struct CHDTests {
    typealias Workshop = PeerContainerTests.Workshop

    static let image = Specimen.rockRidge.bytes
    /// A track of data, and two of audio with the pregaps before them.
    static let mixed = WrappedDisc(image, audioTracks: 2)
    /// The codecs that chdman of 2023 has.
    static let codecs = ["none", "zlib", "lzma", "huff", "flac", "lzma,zlib,huff,flac"]
    static let codecsOfCDs = ["none", "cdzl", "cdlz", "cdfl", "cdlz,cdzl,cdfl"]

    private static func make(_ workshop: Workshop, _ arguments: [String]) throws {
        let tool = try #require(PeerContainerTests.chdman)
        let output = try workshop.run(tool, arguments)
        #expect(output.status == 0, "\(arguments)")
    }

    /// A CHD of the image in units of 2048 bytes.
    static func raw(_ workshop: Workshop, codec: String = "zlib") throws -> [UInt8] {
        try workshop.write("disc.iso", image)
        try make(
            workshop,
            [
                "createraw", "-i", "disc.iso", "-o", "disc.chd", "-hs", "4096", "-us", "2048", "-c", codec,
                "-f",
            ])
        return try workshop.read("disc.chd")
    }

    static func disc(_ workshop: Workshop, codec: String = "cdlz,cdzl,cdfl") throws -> [UInt8] {
        try workshop.write(.cue(mixed))
        try make(workshop, ["createcd", "-i", "disc.cue", "-o", "disc.chd", "-c", codec, "-f"])
        return try workshop.read("disc.chd")
    }

    static func rules(_ input: ImageInput) throws -> [String] {
        try Inspection().inspect(input).judgement.findings.filter { $0.severity >= .warning }.map(\.rule.id)
    }

    // MARK: Whole

    @Test(arguments: codecs) func `bytes in a row come out as they went in`(_ codec: String) throws {
        let workshop = try Workshop()
        _ = try Self.raw(workshop, codec: codec)
        let input = try workshop.input("disc.chd")
        let opened = try Inspection.open(input)
        #expect(opened.format == CHDImage.format)
        #expect(try opened.sources[0].bytes.bytes(at: 0, count: Self.image.count + 1) == Self.image)
        #expect(try Conversion(opened, .whole).bytes == Self.image)
        let disc = try Inspection().examine(input).disc
        let states = disc.checksums.map(\.state)
        #expect(states == (codec == "none" ? [] : [.verified]))
        #expect(try !Self.rules(input).contains { $0.contains("chd") })
    }

    @Test(arguments: codecsOfCDs) func `tracks of a CD come out as they went in`(_ codec: String) throws {
        let workshop = try Workshop()
        _ = try Self.disc(workshop, codec: codec)
        let input = try workshop.input("disc.chd")
        let opened = try Inspection.open(input)
        let bin = try workshop.read("disc.bin")
        #expect(try opened.sources[0].bytes.bytes(at: 0, count: bin.count + 1) == bin)
        #expect(try Conversion(opened, .whole).bytes == Self.image)
        #expect(try trackDigests(input) == trackDigests(try workshop.input("disc.cue")))
        let layout = opened.facts.layout.tracks
        #expect(layout.map(\.isAudio) == [false, true, true])
        #expect(layout.map(\.start) == Self.mixed.tracks.map { LBA(clamping: $0.start) })
        #expect(layout.map(\.length) == Self.mixed.tracks.map { UInt64($0.length) })
        #expect(
            try Inspection().examine(input).disc.checksums.map(\.state)
                == (codec == "none" ? [] : [.verified]))
    }

    @Test func `a parent beside it is read, and one that is missing is told`() throws {
        let workshop = try Workshop()
        _ = try Self.raw(workshop)
        var changed = Self.image
        changed[40_000] ^= 1
        try workshop.write("other.iso", changed)
        try Self.make(
            workshop,
            [
                "createraw", "-i", "other.iso", "-o", "child.chd", "-hs", "4096", "-us", "2048", "-op",
                "disc.chd",
            ])
        let whole = try Inspection.open(try workshop.input("child.chd"))
        #expect(try whole.sources[0].bytes.bytes(at: 0, count: changed.count) == changed)
        #expect(whole.facts.chd?.parentName == "disc.chd")
        let child = try workshop.read("child.chd")
        let alone = ImageInput(name: "child.chd", source: MemorySource(child))
        do {
            #expect(try Self.rules(alone).contains("container-chd-parent"))
        } catch let error as InspectionError {
            #expect(error.description.contains("its parent"))
        }
    }

    // MARK: Damaged

    /// What is told of a CHD in which one bit was turned over.
    private func told(_ bytes: [UInt8], flipping at: Int) throws -> [String] {
        var bytes = bytes
        bytes[at] ^= 1
        do {
            return try Self.rules(ImageInput(name: "disc.chd", source: MemorySource(bytes)))
        } catch let error as InspectionError {
            return [error.description]
        }
    }

    @Test func `a bit in each structure is told`() throws {
        let workshop = try Workshop()
        let chd = try Self.disc(workshop)
        let head = Record(chd)
        let map = Int(head[CHDHeader.mapOffset])
        let metadata = Int(head[CHDHeader.metadataOffset])
        let hunks = Int(head.part(map)[CHDMapHead.firstHunk])
        #expect(try told(chd, flipping: map + 10).contains("container-chd-map"))
        #expect(try told(chd, flipping: map + 18).contains { $0.contains("map") })
        #expect(try told(chd, flipping: metadata + 70).contains("container-chd-metadata"))
        #expect(try told(chd, flipping: CHDHeader.rawSHA1).contains("checksum-chd"))
        #expect(try told(chd, flipping: CHDHeader.overallSHA1).contains("container-chd-metadata"))
        #expect(try told(chd, flipping: (hunks + map) / 2).contains("image-unseen"))
    }

    @Test(arguments: ["lzma,zlib,huff,flac", "cdlz,cdzl,cdfl"])
    func `cut or changed, it has an answer`(_ codec: String) throws {
        let workshop = try Workshop()
        let isDisc = codec.hasPrefix("cd")
        let chd = try isDisc ? Self.disc(workshop, codec: codec) : Self.raw(workshop, codec: codec)
        var chance = RandomBytes.seeded(codec)
        let head = Record(chd)
        let map = Int(head[CHDHeader.mapOffset])
        let structures =
            Array(0..<124) + Array(map..<chd.count)
            + Array(Int(head[CHDHeader.metadataOffset])..<max(400, Int(head[CHDHeader.metadataOffset])))
        for number in 0..<HostileContainerTests.mutations * 2 {
            var bytes = chd
            if number % 5 == 0 {
                bytes = Array(bytes.prefix(Int.random(in: 0..<chd.count, using: &chance)))
            } else {
                for _ in 0...Int.random(in: 0...2, using: &chance) {
                    let at =
                        number % 2 == 0
                        ? structures.randomElement(using: &chance) ?? 0
                        : Int.random(in: 0..<chd.count, using: &chance)
                    bytes[at] = UInt8.random(in: 0...255, using: &chance)
                }
            }
            let input = ImageInput(
                name: "disc.chd", source: MemorySource(bytes), expansionLimit: 1 << 24)
            guard let opened = try? Inspection.open(input) else { continue }
            let source = opened.sources[0].bytes
            for offset in stride(from: 0, to: min(source.size, 1 << 22), by: 1 << 16) {
                _ = try? source.bytes(at: offset, count: 1 << 16)
            }
        }
    }
}
