import Bytes
import Checksums
import Containers
import DiscModel
import Foundation
import Inspection
import Rules
import Sectors
import Specimens
import TestSupport
import Testing

/// Evidence files that no program here writes: sectors that could not be read, several sessions, other content.
@Suite struct ForgedEWFTests {
    static let image = Specimen.rockRidge.bytes

    private func told(_ files: Wrapped) -> [String] { EWFTests.rules(files.input) }

    @Test(.needs("ewfverify"), arguments: [1, 2, 3]) func `ewfverify finds the forged ones sound`(
        _ segments: Int
    ) throws {
        let tool = try #require(Tool("ewfverify"))
        for style in [ForgedEWF.Style.encase, .smart] {
            let workshop = try EWFTests.Workshop()
            let files = Wrapped.evidence(Self.image) {
                $0.segmentCount = segments
                $0.style = style
            }
            try workshop.write(files)
            let output = try workshop.run(tool, ["-q", files.name])
            #expect(output.status == 0, "\(style), \(segments) segments: \(output)")
        }
    }

    @Test func `sectors that could not be read are a gap, and no part of the digests`() throws {
        let files = Wrapped.evidence(Self.image) { $0.unread = [(30, 2), (31, 4)] }
        let opened = try Inspection.open(files.input)
        #expect(throws: ReadFailure.self) { try opened.sources[0].bytes.bytes(at: 30 * .sector, count: 1) }
        #expect(throws: ReadFailure.self) {
            try opened.sources[0].bytes.bytes(at: 34 * .sector + 2047, count: 1)
        }
        #expect(
            try opened.sources[0].bytes.bytes(at: 35 * .sector, count: 8)
                == Array(Self.image[35 * .sector..<35 * .sector + 8]))
        let result = try Inspection().inspect(files.input)
        #expect(result.disc.checksums.allSatisfy { $0.state == .verified })
        let found = result.judgement.findings.filter { $0.severity == .error }
        #expect(found.map(\.rule.id) == ["container-ewf-unread"])
        #expect(found.first?.message.contains("sectors 30 to 34") == true)
    }

    @Test func `a damaged description tells of no more than the tables lead to`() throws {
        // 2 GiB of sectors, without the sum that belongs to them.
        let files = Wrapped.evidence(Self.image) { $0.style = .smart }.with {
            let count = $0.offset("volume") + 76 + 16
            $0.bytes.replaceSubrange(count..<count + 4, with: [0, 0, 0x10, 0])
        }
        let opened = try Inspection.open(files.input)
        #expect(opened.volume.size < 16 << 20, "\(opened.volume.size)")
        #expect(!told(files).isEmpty)
    }

    @Test func `the last session of several is the disc`() throws {
        var disc = WrappedDisc(Specimen.plain.bytes)
        disc.addSession(Specimen.joliet.bytes)
        let second = disc.tracks[1].start
        // 2048 bytes of each sector, with zeros between the sessions.
        var media = Specimen.plain.bytes
        media += [UInt8](repeating: 0, count: second * .sector - media.count)
        media += Specimen.joliet.bytes
        let files = Wrapped.evidence(media) { $0.tracks = [(16, false), (second, false)] }
        let opened = try Inspection.open(files.input)
        #expect(opened.facts.layout.sessions.count == 2)
        #expect(opened.volume.start == LBA(clamping: second))
    }

    @Test func `raw sectors in an evidence file are what they are`() throws {
        let raw = Wrapped.raw(WrappedDisc(Self.image)).bytes
        let padded = raw + [UInt8](repeating: 0, count: (512 - raw.count % 512) % 512)
        let files = Wrapped.evidence(padded) { $0.bytesPerSector = 512 }
        #expect(
            try Conversion(try Inspection.open(files.input), .whole).bytes.prefix(Self.image.count)
                == Self.image[...])
    }

    @Test func `what is no disc is refused with what it is`() throws {
        let files = Wrapped.evidence([UInt8](repeating: 0x41, count: 300 * .sector))
        #expect("no disc") { try Inspection.open(files.input) } throws: {
            "\($0)".contains("EnCase evidence file (E01) of 300 sectors of 2048 bytes")
        }
    }

    @Test func `names of segments go on behind 99`() throws {
        // A hundred and two segments of a chunk each.
        let media =
            Self.image
            + [UInt8](repeating: 0, count: 102 * 4 * .sector - Self.image.count % (102 * 4 * .sector))
        let files = Wrapped.evidence(media) {
            $0.sectorsPerChunk = (media.count / .sector + 101) / 102
            $0.segmentCount = 102
        }
        #expect(files.siblings.keys.contains("disc.EAA") && files.siblings.keys.contains("disc.EAC"))
        let opened = try Inspection.open(files.input)
        #expect(try opened.sources[0].bytes.bytes(at: 0, count: media.count) == media)
        #expect(opened.facts.ewf?.faults.isEmpty == true)
    }

    @Test func `case and examiner are told to examiners only`() throws {
        let files = Wrapped.evidence(Self.image)
        let usual = try Inspection(profile: .pedantic).inspect(files.input).judgement.findings
        #expect(!usual.contains { $0.message.contains("Lovelace") })
        let asked = try Inspection(profile: .forensic).inspect(files.input).judgement.findings
        #expect(
            asked.contains {
                $0.rule.id == "container-ewf-case" && $0.message.contains("examiner \"A. Lovelace\"")
            })
    }

    @Test func `two faults are two findings, and what follows is a note`() {
        let files = Wrapped.evidence(Self.image) { $0.segmentCount = 3 }.with {
            $0.siblings["disc.E02"] = nil
            $0.bytes[$0.offset("table") + 100] ^= 1
        }
        #expect(Set(told(files)) == ["container-ewf-segment", "container-ewf-table"])
    }

    // MARK: Damaged

    @Test func `a file that was cut is read as far as it goes`() throws {
        let files = Wrapped.evidence(Self.image)
        let cut = files.with { $0.bytes.removeLast($0.bytes.count - $0.offset("sectors") - 76 - 3 * 32_768) }
        #expect(told(cut) == ["container-ewf-chain"])
        let source = try Inspection.open(cut.input).sources[0].bytes
        #expect(try source.bytes(at: 0, count: 2 * 32_768) == Array(Self.image[..<(2 * 32_768)]))
        #expect(throws: ReadFailure.self) { try source.bytes(at: 3 * 32_768, count: 1) }
    }

    @Test func `a damaged head is told, and the rest is read`() throws {
        let files = Wrapped.evidence(Self.image).with { $0.bytes[1] ^= 1 }
        #expect(told(files) == ["container-ewf-chain"])
        #expect(
            try Inspection.open(files.input).sources[0].bytes.bytes(at: 0, count: Self.image.count)
                == Self.image)
    }

    @Test func `without both tables the chunks are found by themselves`() throws {
        let files = Wrapped.evidence(Self.image).with {
            for table in ["table", "table2"] { $0.set(EWFTableHead.count, of: table, at: 76, 0xFFFF) }
        }
        #expect(told(files) == ["container-ewf-table"])
        #expect(
            try Inspection.open(files.input).sources[0].bytes.bytes(at: 0, count: Self.image.count)
                == Self.image)
    }

    @Test func `where the beginning of the disc is damaged, that is said`() throws {
        let files = Wrapped.evidence(Self.image) { $0.sectorsPerChunk = 64 }.with {
            $0.bytes[$0.offset("sectors") + 10_000] ^= 1
        }
        // Nothing is known by what stands there, and the rest is there all the same.
        let findings = try Inspection().inspect(files.input).judgement.findings
        let unseen = try #require(findings.first { $0.rule.id == "image-unseen" })
        #expect(unseen.message.contains("chunk 0 in disc.E01 is damaged"), "\(unseen.message)")
    }

    // MARK: Beyond 2 GiB

    /// Zeros with something between them.
    private struct Sparse: ByteSource {
        let size: UInt64
        let parts: [(offset: UInt64, bytes: [UInt8])]

        func read(at offset: UInt64, into buffer: inout MutableRawSpan) throws(ReadFailure) -> Int {
            let count = Int(min(UInt64(buffer.byteCount), size - min(size, offset)))
            unsafe buffer.withUnsafeMutableBytes { target in
                for index in 0..<count { unsafe target[index] = 0 }
                for part in parts {
                    for (index, byte) in part.bytes.enumerated() {
                        let place = part.offset + UInt64(index)
                        if place >= offset, place - offset < UInt64(count) {
                            unsafe target[Int(place - offset)] = byte
                        }
                    }
                }
            }
            return count
        }
    }

    /// Adler-32 of bytes with zeros behind them.
    private static func adler(_ bytes: [UInt8], zeros: Int = 0) -> UInt32 {
        var (a, b) = (1 as UInt64, 0 as UInt64)
        for byte in bytes {
            a = (a + UInt64(byte)) % 65_521
            b = (b + a) % 65_521
        }
        return UInt32((b + a * UInt64(zeros)) % 65_521) << 16 | UInt32(a)
    }

    private static func little(_ number: some FixedWidthInteger) -> [UInt8] { number.littleEndianBytes }
    private static func summed(_ bytes: [UInt8]) -> [UInt8] { bytes + little(adler(bytes)) }

    private static func section(_ type: String, at offset: UInt64, length: UInt64) -> [UInt8] {
        let type = Array(type.utf8) + [UInt8](repeating: 0, count: 16 - type.utf8.count)
        return summed(type + little(offset + length) + little(length) + [UInt8](repeating: 0, count: 40))
    }

    /// EnCase 6.7 counts on, so that offsets have the bit that tells of compression elsewhere.
    @Test func `offsets go on beyond 2 GiB`() throws {
        let (chunk, count) = (64 << 20, 33)
        let mark = Array("beyond".utf8)
        func content(_ number: Int) -> [UInt8] { number == 0 ? Self.image : number == count - 1 ? mark : [] }
        var media =
            [3, 0, 0, 0] + Self.little(UInt32(count)) + Self.little(UInt32(32_768))
            + Self.little(UInt32(2048))
        media += Self.little(UInt64(count * 32_768))
        media += [UInt8](repeating: 0, count: 1048 - media.count)
        let head =
            Array("EVF".utf8) + [9, 13, 10, 255, 0, 1, 1, 0, 0, 0]
            + Self.section("volume", at: 13, length: 1128)
        var parts: [(offset: UInt64, bytes: [UInt8])] = [(0, head + Self.summed(media))]
        let base: UInt64 = 13 + 1128
        let length = 76 + UInt64(count) * UInt64(chunk + 4)
        parts.append((base, Self.section("sectors", at: base, length: length)))
        var entries: [UInt8] = []
        for number in 0..<count {
            let place = 76 + UInt64(number) * UInt64(chunk + 4)
            let bytes = content(number)
            entries += Self.little(UInt32(place))
            parts.append((base + place, bytes))
            parts.append(
                (base + place + UInt64(chunk), Self.little(Self.adler(bytes, zeros: chunk - bytes.count))))
        }
        let table = base + length
        let tableHead = Self.summed(Self.little(UInt64(count)) + Self.little(base) + [0, 0, 0, 0])
        let body = tableHead + Self.summed(entries)
        parts.append((table, Self.section("table", at: table, length: 76 + UInt64(body.count)) + body))
        let end = table + 76 + UInt64(body.count)
        parts.append((end, Self.section("done", at: end, length: 0)))
        let source = Sparse(size: end + 76, parts: parts)
        let opened = try Inspection.open(ImageInput(name: "disc.E01", source: source))
        #expect(opened.facts.ewf?.faults == [])
        let last = UInt64(count - 1) * UInt64(chunk)
        #expect(try opened.sources[0].bytes.bytes(at: last, count: mark.count) == mark)
    }

    // MARK: Not read

    static let others: [([UInt8], String)] = [
        (Array("LVF\u{9}\r\n".utf8) + [0xFF, 0], "L01"), (Array("LEF2\r\n".utf8) + [0x81, 0], "Lx01"),
        (Array("EVF2\r\n".utf8) + [0x81, 0], "Ex01"), (Array("AFF10\r\n".utf8) + [0], "AFF"),
        (Array("ADSEGMENTEDFILE".utf8) + [0], "AD1"),
    ]

    @Test(arguments: 0..<5) func `other evidence files are named`(_ number: Int) {
        let (mark, name) = Self.others[number]
        let bytes = mark + [UInt8](repeating: 0x11, count: 100_000)
        #expect("\(name)") {
            try Inspection.open(ImageInput(name: "x.bin", source: MemorySource(bytes)))
        } throws: {
            "\($0)".contains(name)
        }
    }
}
