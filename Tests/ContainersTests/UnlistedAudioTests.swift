import Containers
import DiscModel
import Inspection
import Rules
import Sectors
import Specimens
import Testing

/// Raw sectors with music, of which no sheet says where it begins.
@Suite struct UnlistedAudioTests {
    private static let image = Specimen.plain.bytes
    private static let data = Wrapped.raw(WrappedDisc(image)).bytes

    /// Samples as noise as music is.
    private static func music(_ sectors: Int) -> [UInt8] {
        var state: UInt32 = 7
        return (0..<sectors * 2352).map { _ in
            state = state &* 1_664_525 &+ 1_013_904_223
            return UInt8(truncatingIfNeeded: state >> 24)
        }
    }

    private static func blank(_ sectors: Int) -> [UInt8] { [UInt8](repeating: 0, count: sectors * 2352) }

    private static func raw(_ bytes: [UInt8]) -> Wrapped { Wrapped(name: "disc.bin", bytes: bytes) }

    private static func judge(_ files: Wrapped) throws -> Judgement {
        RuleBook.judge(try Inspection().examine(files.input).disc, on: Terms())
    }

    private static let quiet: [(String, Wrapped, audio: UInt64, count: Int)] = [
        ("behind the data", raw(data + music(400)), 400, 2),
        ("behind a pregap of silence", raw(data + blank(150) + music(900)), 1_050, 2),
        ("before the data", raw(music(600) + data), 600, 2),
        ("before and behind", raw(music(600) + data + blank(150) + music(400)), 1_150, 3),
        (
            "behind data of CD-ROM XA", raw(Wrapped.raw(WrappedDisc(image, xa: true)).bytes + music(500)),
            500,
            2
        ),
        (
            "with sub-channels",
            Wrapped.raw(WrappedDisc(image, audioTracks: 2), subchannel: 96), 750, 2
        ),
    ]

    @Test(arguments: quiet.indices) func `music is no damage`(_ number: Int) throws {
        let (name, files, audio, count) = Self.quiet[number]
        let opened = try Inspection.open(files.input)
        #expect(opened.facts.unlistedAudio == audio, "\(name)")
        #expect(opened.facts.layout.tracks.count == count, "\(name)")
        let judgement = try Self.judge(files)
        #expect(
            judgement.findings.filter { $0.counts && $0.severity > .note }.map(\.message) == [], "\(name)")
        #expect(judgement.word.state == .ok, "\(name)")
        #expect(
            judgement.findings.contains { $0.message.contains("no sheet says where tracks begin") }, "\(name)"
        )
        let converted = try Conversion(opened, .whole).bytes
        #expect(converted == Self.image, "\(name)")
    }

    @Test func `sectors without a pattern within the data are damage`() throws {
        for count in [1, 5, 40] {
            var bytes = Self.data
            bytes.replaceSubrange(2352 * 30..<2352 * (30 + count), with: Self.music(count))
            for behind in [[], Self.music(400)] {
                let judgement = try Self.judge(Self.raw(bytes + behind))
                #expect(judgement.verdict == .fail || judgement.count(.warning) > 0)
                #expect(judgement.findings.contains { $0.rule.id == "sector-sync" }, "\(count)")
            }
        }
    }

    @Test func `the end of the volume overwritten is damage, however long it is`() throws {
        // A volume that goes on to the end, half of it noise.
        let specimen = Specimen.plain.bytes + [UInt8](repeating: 7, count: 900 * 2048)
        var image = specimen
        let sectors = UInt32(image.count / 2048)
        image.replaceSubrange(
            16 * 2048 + 80..<16 * 2048 + 84,
            with: (0..<4).map { UInt8(truncatingIfNeeded: sectors >> ($0 * 8)) })
        image.replaceSubrange(
            16 * 2048 + 84..<16 * 2048 + 88,
            with: (0..<4).map { UInt8(truncatingIfNeeded: sectors >> (24 - $0 * 8)) })
        var bytes = Wrapped.raw(WrappedDisc(image)).bytes
        bytes.replaceSubrange(bytes.count - 500 * 2352..<bytes.count, with: Self.music(500))
        #expect(try Inspection.open(Self.raw(bytes).input).facts.unlistedAudio == 0)
        #expect(
            try Self.judge(Self.raw(bytes)).findings.contains {
                $0.rule.id == "sector-sync" && $0.severity > .note
            })
    }

    @Test func `music alone is named`() {
        for (name, count) in [("track2.bin", 400), ("TRACK2.IMG", 300), ("track02.raw", 1_000)] {
            let files = Wrapped(name: name, bytes: Self.music(count))
            #expect { try Inspection.open(files.input) } throws: {
                "\($0)".contains("looks like \(count) raw sectors of audio")
            }
        }
    }
}
