import Bytes
import Containers
import DiscModel
import FileSystems
import Inspection
import Rules
import Sectors
import Specimens
import Testing

/// GD-ROMs as GDI files with a file for each track.
@Suite struct GDITests {
    private static let image = Specimen {
        $0.files += [.init("/LATE.BIN", .bytes([UInt8](repeating: 7, count: 2_000_000)))]
    }.bytes

    private static func findings(_ files: Wrapped) throws -> [Finding] {
        let disc = try Inspection().examine(files.input).disc
        return RuleBook.judge(disc, on: Terms()).findings.filter { $0.counts && $0.severity > .note }
    }

    @Test(arguments: [0..<2_352, 16..<2_064])
    func `three tracks, one of audio, with sectors of any size`(_ stored: Range<Int>) throws {
        let files = Wrapped.gdi(Self.image, stored: stored)
        #expect(try Self.findings(files).isEmpty)
        let opened = try Inspection.open(files.input)
        #expect(opened.format == GDImage.format)
        #expect(opened.facts.layout.sessions.map(\.tracks.count) == [2, 1])
        #expect(opened.volume.start == 45_000)
        let moved = MovedImage(Self.image, by: 45_000).bytes
        for choice in [Conversion.Choice(session: 2), Conversion.Choice(track: 3)] {
            let bytes = try Conversion(opened, choice).bytes
            #expect(bytes == moved)
        }
    }

    @Test func `a track of audio between two of data leaves every file in its place`() throws {
        // The file is larger than what lies between, so that all of it is in track 5 or in the gap.
        let files = Wrapped.gdi(Self.image, split: 20)
        let opened = try Inspection.open(files.input)
        #expect(opened.facts.layout.tracks.map(\.number) == [1, 2, 3, 4, 5])
        #expect(opened.facts.layout.tracks.map(\.isAudio) == [false, true, false, true, false])
        #expect(!opened.facts.agreements.contains { !$0.holds })
        #expect(try Inspection().examine(files.input).disc.trees.first?.nodes.isEmpty == false)
    }

    @Test func `what is wrong is told with its line and its track`() throws {
        let cases: [(String, Wrapped, String, String)] = [
            (
                "missing", .gdi(Self.image).with { $0.siblings["track02.raw"] = nil },
                "container-file-missing",
                "disc.gdi, line 3: track02.raw is not there (track 2)"
            ),
            (
                "no LBA", .gdi(Self.image).with { $0.replace("2 450 0", with: "2 x 0") },
                "container-sheet-unreadable", "disc.gdi, line 3, column 3: x is not an LBA (track 2)"
            ),
            (
                "count", .gdi(Self.image).with { $0.replace("3\r\n1 0", with: "4\r\n1 0") },
                "container-sheet-grammar",
                "disc.gdi, line 1, column 1: 4 tracks are announced, but 3 lines tell of one"
            ),
            (
                "stride", .gdi(Self.image).with { $0.replace("0 2352 track02", with: "0 2353 track02") },
                "container-mode-unknown",
                "disc.gdi, line 3, column 9: 2353 is no number of bytes of a sector (2048, 2336, 2352) (track 2)"
            ),
            (
                "order", .gdi(Self.image).with { $0.replace("3 45000", with: "5 45000") },
                "container-track-order", "disc.gdi, line 4, column 3: track 5 follows track 2"
            ),
        ]
        for (name, files, rule, message) in cases {
            let findings = try Self.findings(files)
            #expect(findings.map(\.rule.id) == [rule], "\(name)")
            #expect(findings.first?.message == message, "\(name)")
        }
    }

    @Test func `files that end before the next track begins were cut`() throws {
        let files = Wrapped.gdi(Self.image).with { $0.siblings["track01.bin"]?.removeLast(250 * 2_352) }
            .with { $0.replace("2 450", with: "2 900") }
        #expect(try Self.findings(files).map(\.rule.id) == ["container-file-short"])
    }

    @Test func `a text of another kind is none`() throws {
        for text in ["3\r\n1 apple\r\n2 pears\r\n", "1 0 4 2352\r\n", "hello\r\n"] {
            #expect(throws: InspectionError.self) {
                try Inspection.open(Wrapped(name: "list.txt", bytes: Array(text.utf8)).input)
            }
        }
    }
}
