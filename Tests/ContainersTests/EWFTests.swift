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

/// Evidence files that ewfacquire made: opened, they hold what was acquired, and what was damaged afterwards is told.
@Suite(.needs("ewfacquire")) struct EWFTests {
    typealias Workshop = PeerContainerTests.Workshop

    static let tool = Tool("ewfacquire")
    /// More than a segment of 1 MiB holds, packed or not.
    static let image = Specimen {
        var chance = RandomBytes.seeded("evidence")
        let noise = (0..<1_500_000).map { _ in UInt8.random(in: 0...255, using: &chance) }
        $0.files = [
            .init("/NOISE.BIN", .bytes(noise)),
            .init("/ZEROS.BIN", .bytes([UInt8](repeating: 0, count: 600_000))),
            .init("/TEXT.TXT", .bytes((0..<40_000).flatMap { Array("line \($0)\n".utf8) })),
        ]
    }.bytes

    static let formats = [
        "ewf", "smart", "ftk", "encase1", "encase2", "encase3", "encase4", "encase5", "encase6", "encase7",
        "linen5",
        "linen6", "linen7", "ewfx",
    ]

    /// The name of the first segment.
    static func acquire(
        _ workshop: Workshop, format: String = "encase6", _ arguments: [String] = ["-c", "fast"]
    ) throws -> String {
        try workshop.write("disc.iso", image)
        let tool = try #require(Self.tool)
        let output = try workshop.run(
            tool,
            [
                "-u", "-q", "-f", format, "-t", "disc", "-m", "optical", "-P", "2048", "-C", "C-7", "-e",
                "A. Lovelace",
            ]
                + arguments + ["disc.iso"])
        #expect(output.status == 0, "\(format) \(arguments)")
        return ["disc.E01", "disc.e01", "disc.s01"].first { (try? workshop.read($0)) != nil } ?? "none"
    }

    /// What is told, without notes; the words of a refusal where it is not opened.
    static func rules(_ input: ImageInput) -> [String] {
        do throws(InspectionError) {
            return try Inspection().inspect(input).judgement.findings.filter { $0.severity >= .warning }
                .map(\.rule.id)
        } catch {
            return [error.description]
        }
    }

    // MARK: Whole

    @Test(arguments: formats, ["none", "empty-block", "fast", "best"])
    func `every format holds what was acquired`(_ format: String, _ compression: String) throws {
        let workshop = try Workshop()
        let name = try Self.acquire(workshop, format: format, ["-c", compression, "-S", "1048576"])
        let input = try workshop.input(name)
        let opened = try Inspection.open(input)
        #expect(opened.format == EWFImage.format)
        #expect(try opened.sources[0].bytes.bytes(at: 0, count: Self.image.count + 1) == Self.image)
        #expect(opened.facts.ewf?.segments.count ?? 0 > 1)
        let result = try Inspection().inspect(input)
        #expect(result.disc.checksums.map(\.state) == [.verified])
        let told = result.judgement.findings.filter { $0.severity >= .warning || $0.rule.id.contains("ewf") }
        #expect(told.isEmpty, "\(told.map(\.message))")
    }

    @Test func `SHA-1 is verified beside MD5`() throws {
        let workshop = try Workshop()
        let name = try Self.acquire(workshop, ["-c", "best", "-d", "sha1"])
        let checksums = try Inspection().examine(try workshop.input(name)).disc.checksums
        #expect(checksums.map(\.state) == [.verified, .verified])
        #expect(checksums.map(\.statement.expected.algorithm) == [.md5, .sha1])
    }

    @Test(arguments: ["16", "1024"]) func `chunks of other sizes are read`(_ sectors: String) throws {
        let workshop = try Workshop()
        let name = try Self.acquire(workshop, ["-c", "fast", "-b", sectors])
        #expect(try Inspection().examine(try workshop.input(name)).disc.checksums.map(\.state) == [.verified])
    }

    @Test func `sectors of 512 bytes are a medium, too`() throws {
        let workshop = try Workshop()
        let name = try Self.acquire(workshop, ["-c", "fast", "-P", "512", "-m", "fixed"])
        let opened = try Inspection.open(try workshop.input(name))
        #expect(try Conversion(opened, .whole).bytes == Self.image)
    }

    // MARK: Segments

    @Test func `a segment that is lost costs what it holds`() throws {
        let workshop = try Workshop()
        let name = try Self.acquire(workshop, ["-c", "none", "-S", "1048576"])
        let all = try #require(try Inspection.open(try workshop.input(name)).facts.ewf?.segments.map(\.name))
        #expect(all.count > 2)
        func input(without lost: String) throws -> ImageInput {
            let kept = try all.filter { $0 != lost }.map { ($0, try workshop.read($0)) }
            return ImageInput(
                name: name, source: MemorySource(try workshop.read(name)),
                folder: MemoryFolder(Dictionary(uniqueKeysWithValues: kept)))
        }
        let middle = try input(without: all[1])
        #expect(Self.rules(middle) == ["container-ewf-segment"])
        let source = try Inspection.open(middle).sources[0].bytes
        let last = Self.image.count - 4096
        #expect(try source.bytes(at: UInt64(last), count: 4096) == Array(Self.image[last...]))
        #expect(throws: ReadFailure.self) { try source.bytes(at: 1 << 20 + 1 << 18, count: 1) }
        let tail = try input(without: all[all.count - 1])
        #expect(Self.rules(tail).contains("container-ewf-segment"))
        // The second, opened by itself with the first beside it, is the same set.
        let second = ImageInput(
            name: all[1], source: MemorySource(try workshop.read(all[1])),
            folder: try workshop.input(name).folder)
        #expect(
            try Inspection.open(second).sources[0].bytes.bytes(at: 0, count: 1 << 16)
                == Array(Self.image[..<(1 << 16)]))
    }

    // MARK: Damaged

    /// The first section of each type, by the chain.
    static func sections(_ bytes: [UInt8]) -> [String: Int] {
        var found: [String: Int] = [:]
        var at = 13
        while at + 76 <= bytes.count {
            let head = Record(bytes).part(at, 76)
            let type = Record.text(head[EWFSectionHead.type].prefix { $0 != 0 })
            if found[type] == nil { found[type] = at }
            let next = Int(head[EWFSectionHead.next])
            guard next > at else { break }
            at = next
        }
        return found
    }

    /// The structure, how far into its section the bit stands, and the rule that tells.
    static let flips: [(section: String, at: Int, rule: String)] = [
        ("header2", 1, "container-ewf-chain"), ("header", 17, "container-ewf-chain"),
        ("volume", 24, "container-ewf-chain"),
        ("sectors", 1, "container-ewf-chain"), ("sectors", 16, "container-ewf-chain"),
        ("sectors", 72, "container-ewf-chain"),
        ("table", 1, "container-ewf-chain"), ("table", 16, "container-ewf-chain"),
        ("table2", 16, "container-ewf-chain"),
        ("data", 50, "container-ewf-chain"), ("session", 16, "container-ewf-chain"),
        ("digest", 1, "container-ewf-chain"),
        ("hash", 24, "container-ewf-chain"), ("done", 1, "container-ewf-chain"),
        ("done", 72, "container-ewf-chain"),
        ("header2", 110, "container-ewf-section"), ("header", 110, "container-ewf-section"),
        ("volume", 80, "container-ewf-section"), ("volume", 92, "container-ewf-section"),
        ("volume", 140, "container-ewf-section"), ("volume", 1124, "container-ewf-section"),
        ("data", 80, "container-ewf-section"), ("session", 76, "container-ewf-section"),
        ("session", 116, "container-ewf-section"), ("digest", 76, "container-ewf-section"),
        ("digest", 92, "container-ewf-section"), ("hash", 76, "container-ewf-section"),
        ("hash", 108, "container-ewf-section"),
        ("table", 76, "container-ewf-table"), ("table", 84, "container-ewf-table"),
        ("table", 96, "container-ewf-table"),
        ("table", 120, "container-ewf-table"), ("table2", 76, "container-ewf-table"),
        ("table2", 123, "container-ewf-table"),
        ("sectors", 200_000, "image-unseen"),
    ]

    @Test func `a bit in each structure is told, once`() throws {
        let workshop = try Workshop()
        let sound = try workshop.read(try Self.acquire(workshop, ["-c", "fast", "-d", "sha1"]))
        let sections = Self.sections(sound)
        for flip in Self.flips {
            var bytes = sound
            bytes[try #require(sections[flip.section]) + flip.at] ^= 1
            let told = Self.rules(ImageInput(name: "disc.E01", source: MemorySource(bytes)))
            #expect(told == [flip.rule], "\(flip)")
        }
    }

    @Test func `what is sound in a damaged file is read`() throws {
        let workshop = try Workshop()
        let sound = try workshop.read(try Self.acquire(workshop, ["-c", "fast", "-d", "sha1"]))
        let sections = Self.sections(sound)
        for flip in Self.flips where flip.rule != "image-unseen" {
            var bytes = sound
            bytes[try #require(sections[flip.section]) + flip.at] ^= 1
            let opened = try Inspection.open(ImageInput(name: "disc.E01", source: MemorySource(bytes)))
            #expect(
                try opened.sources[0].bytes.bytes(at: 0, count: Self.image.count) == Self.image, "\(flip)")
        }
    }

    @Test(arguments: ["encase6", "smart"]) func `cut or changed, it has an answer`(_ format: String) throws {
        let workshop = try Workshop()
        let sound = try workshop.read(try Self.acquire(workshop, format: format, ["-c", "fast"]))
        let sections = Self.sections(sound)
        let places = sections.values.flatMap { $0..<min(sound.count, $0 + 180) }.sorted()
        var chance = RandomBytes.seeded(format)
        for number in 0..<HostileContainerTests.mutations * 2 {
            var bytes = sound
            if number % 5 == 0 {
                bytes = Array(bytes.prefix(Int.random(in: 0..<sound.count, using: &chance)))
            } else {
                for _ in 0...Int.random(in: 0...2, using: &chance) {
                    let at =
                        number % 2 == 0
                        ? places.randomElement(using: &chance) ?? 0
                        : Int.random(in: 0..<sound.count, using: &chance)
                    bytes[at] = UInt8.random(in: 0...255, using: &chance)
                }
            }
            let input = ImageInput(name: "disc.E01", source: MemorySource(bytes), expansionLimit: 1 << 24)
            guard let opened = try? Inspection.open(input) else { continue }
            let source = opened.sources[0].bytes
            for offset in stride(from: 0, to: min(source.size, 1 << 23), by: 1 << 16) {
                _ = try? source.bytes(at: offset, count: 1 << 16)
            }
        }
    }
}
