import Bytes
import Containers
import DiscModel
import FileSystems
import Inspection
import Rules
import Sectors
import Specimens
import Testing

/// Discs of several sessions, and sessions that do not lie where their sheet says.
@Suite struct SessionTests {
    private static let joliet = Specimen { $0.joliet = true }.bytes

    /// Two sessions with a file system each, in a file of their own.
    private static let two: Wrapped = {
        var disc = WrappedDisc(joliet)
        disc.addSession(MovedImage(joliet, by: disc.leadOut + 11_400).bytes)
        return .cue(disc, oneFile: false)
    }()

    private static func findings(_ files: Wrapped) throws -> [Finding] {
        let disc = try Inspection().examine(files.input).disc
        return RuleBook.judge(disc, on: Terms()).findings.filter { $0.counts && $0.severity > .note }
    }

    @Test func `a good disc of two sessions is quiet, and the last is read`() throws {
        let disc = try Inspection().examine(Self.two.input).disc
        #expect(try Self.findings(Self.two).isEmpty)
        #expect(disc.startOffset > 11_400 * 2_048)
        #expect(disc.trees.count == 2)
    }

    @Test func `numbers that start again are told once, and chosen by session and track`() throws {
        let files = Self.two.with { $0.replace("TRACK 02", with: "TRACK 01") }
        #expect(try Self.findings(files).map(\.rule.id) == ["container-track-order"])
        let opened = try Inspection.open(files.input)
        #expect(throws: InspectionError.self) { try Conversion(opened, .init(track: 1)) }
        #expect(throws: InspectionError.self) { try Conversion(opened, .init(session: 2, track: 2)) }
        let first = try Conversion(opened, .init(session: 1, track: 1)).bytes
        #expect(first == Self.joliet)
        let second = try Conversion(opened, .init(session: 2, track: 1))
        #expect(second.count == UInt64(Self.joliet.count / 2_048))
        let digests = try trackDigests(files.input)
        #expect(digests.allSatisfy { $0.first?.count == 64 })
    }

    @Test(arguments: [1, 50, 7_905])
    func `content that lies too late in its file is found, and the offset is told`(
        _ blanks: Int
    ) throws {
        let files = Self.two.with {
            $0.siblings["track2.bin"] =
                [UInt8](repeating: 0, count: blanks * 2_352) + ($0.siblings["track2.bin"] ?? [])
        }
        let findings = try Self.findings(files)
        let position = try #require(findings.first { $0.rule.id == "container-position-disagree" })
        #expect(position.message.contains("\(blanks) sector"))
        #expect(try Inspection().examine(files.input).disc.trees.count == 2)
    }

    @Test func `a data track behind a dummy one is where the file system is`() throws {
        var disc = WrappedDisc([UInt8](repeating: 0, count: 300 * 2_048))
        let start = disc.leadOut
        let data = MovedImage(Self.joliet, by: start).bytes
        disc.addTrack(data)
        #expect(try Self.findings(.cue(disc)).isEmpty)
        let examined = try Inspection().examine(Wrapped.cue(disc).input).disc
        #expect(examined.startOffset == UInt64(start) * 2_048)
        #expect(examined.trees.count == 2)
    }

    @Test(arguments: [1, 12_000, 300_000]) func `a later session alone is read, and where it began is told`(
        _ start: Int
    ) throws {
        // A session that began right behind the first sector still has its root inside the file.
        let files = Wrapped(name: "session.iso", bytes: MovedImage(Self.joliet, by: start).bytes)
        guard start > files.bytes.count / 2_048 else { return }
        let findings = try Self.findings(files)
        #expect(findings.map(\.rule.id) == ["session-image-of-second-session"])
        #expect(findings.first?.message.contains("LBA \(start),") == true)
        #expect(try Inspection().examine(files.input).disc.trees.count == 2)
    }

    @Test func `an image of one session is where it always was`() throws {
        let opened = try Inspection.open(Wrapped(name: "a.iso", bytes: Self.joliet).input)
        #expect(opened.volume.start == 0)
        #expect(opened.facts.layout.tracks.first?.start == 0)
    }
}
