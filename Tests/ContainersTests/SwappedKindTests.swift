import Containers
import DiscModel
import Inspection
import Rules
import Specimens
import Testing

/// Tracks of data that a descriptor calls audio, and the reverse: told once, as that, with track and line.
@Suite struct SwappedKindTests {
    private static let image = Specimen.plain.bytes
    private static let mixed = WrappedDisc(image, audioTracks: 2)

    private static func findings(_ files: Wrapped) throws -> [Finding] {
        let disc = try Inspection().examine(files.input).disc
        return RuleBook.judge(disc, on: Terms()).findings.filter { $0.counts && $0.severity > .note }
    }

    private static let isData = "its sectors are data, Mode 1 with 2352 bytes each"
    private static let isAudio = "none of its sectors has a synchronisation pattern: they are audio"

    private static let swapped: [(String, Wrapped, [String])] = [
        (
            "cue, data as audio", Wrapped.cue(mixed).with { $0.replace("MODE1/2352", with: "AUDIO") },
            ["disc.cue, line 4, column 12: track 1 is said to be AUDIO, but \(isData)"]
        ),
        (
            "cue, audio as data", Wrapped.cue(mixed).with { $0.replace("AUDIO", with: "MODE1/2352") },
            ["disc.cue, line 6, column 12: track 2 is said to be MODE1/2352, but \(isAudio)"]
        ),
        (
            "cue, a file for each track",
            Wrapped.cue(mixed, oneFile: false).with { $0.replace("AUDIO", with: "MODE2/2352") },
            ["disc.cue, line 7, column 12: track 2 is said to be MODE2/2352, but \(isAudio)"]
        ),
        (
            "cue, both",
            Wrapped.cue(mixed).with {
                $0.replace("MODE1/2352", with: "XAUDIO")
                $0.replace("AUDIO\r\n    ISRC", with: "MODE1/2352\r\n    ISRC")
                $0.replace("XAUDIO", with: "AUDIO")
            },
            [
                "track 1 is said to be AUDIO, but \(isData)",
                "track 2 is said to be MODE1/2352, but \(isAudio)",
            ]
        ),
        (
            "toc, data as audio", Wrapped.toc(mixed).with { $0.replace("MODE1_RAW", with: "AUDIO") },
            ["disc.toc, line 7, column 7: track 1 is said to be AUDIO, but \(isData)"]
        ),
        (
            "toc, audio as data",
            Wrapped.toc(mixed).with { $0.replace("TRACK AUDIO", with: "TRACK MODE1_RAW") },
            ["track 2 is said to be MODE1_RAW, but \(isAudio)"]
        ),
        (
            "ccd, data as audio",
            Wrapped.cloneCD(mixed).with {
                $0.replace(
                    "Point=0x1\r\nADR=0x01\r\nControl=0x04", with: "Point=0x1\r\nADR=0x01\r\nControl=0x00")
            }, ["track 1 is said to be Control=0x00, but \(isData)"]
        ),
        (
            "ccd, audio as data",
            Wrapped.cloneCD(mixed).with {
                $0.replace(
                    "Point=0x2\r\nADR=0x01\r\nControl=0x00", with: "Point=0x2\r\nADR=0x01\r\nControl=0x04")
            }, ["track 2 is said to be Control=0x04, but \(isAudio)"]
        ),
        (
            "gdi, both",
            Wrapped.gdi(image).with {
                $0.replace("1 0 4", with: "1 0 0")
                $0.replace("450 0", with: "450 4")
            },
            [
                "disc.gdi, line 2, column 3: track 1 is said to be type 0, 2352 bytes, but \(isData)",
                "disc.gdi, line 3, column 3: track 2 is said to be type 4, 2352 bytes, but \(isAudio)",
            ]
        ),
        (
            "gdi, the files", Wrapped.gdi(image).with { $0.replace("45000 4", with: "45000 0") },
            ["disc.gdi, line 4, column 3: track 3 is said to be type 0, 2352 bytes, but \(isData)"]
        ),
    ]

    @Test(arguments: swapped.indices) func `it is told once for each track`(_ number: Int) throws {
        let (name, files, messages) = Self.swapped[number]
        let findings = try Self.findings(files)
        #expect(findings.map(\.rule.id) == ["container-mode-mismatch"], "\(name): \(findings.map(\.message))")
        #expect(findings.first?.severity == .error)
        #expect(findings.first?.count == messages.count, "\(name)")
        let told = (findings.map(\.message) + findings.flatMap(\.places).compactMap(\.note)).joined(
            separator: "\n")
        for message in messages { #expect(told.contains(message), "\(name): \(told)") }
        // The files are found all the same.
        #expect(try Inspection().examine(files.input).disc.trees.first?.nodes.isEmpty == false, "\(name)")
    }

    @Test func `tracks as they are called are quiet`() throws {
        let sound: [Wrapped] = [
            .cue(Self.mixed), .cue(Self.mixed, oneFile: false), .toc(Self.mixed), .cloneCD(Self.mixed),
            .gdi(Self.image), .nero(Self.mixed), .alcohol(Self.mixed),
            .discJuggler(Self.mixed),
            // Data in the pregap of a track of audio, as drives leave it there.
            Wrapped.cue(Self.mixed).with { files in
                let from = WrappedDisc(Self.image).tracks[0].sectors.count * 2352
                let data = files.siblings["disc.bin"].map { Array($0[0..<75 * 2352]) } ?? []
                files.siblings["disc.bin"]?.replaceSubrange(from..<from + data.count, with: data)
            },
        ]
        for files in sound {
            let wrong = try Self.findings(files).filter { $0.rule.id == "container-mode-mismatch" }
            #expect(wrong.map(\.message) == [], "\(files.name)")
        }
    }
}
