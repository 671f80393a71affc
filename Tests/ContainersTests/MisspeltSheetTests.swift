import Containers
import DiscModel
import Inspection
import Rules
import Specimens
import Testing

/// Sheets with a word that is wrong: each is taken for what it is, and the line is told.
@Suite struct MisspeltSheetTests {
    private static let disc = WrappedDisc(Specimen.plain.bytes, audioTracks: 1)

    /// A sheet, and its words that may be misspelt.
    private struct Language {
        let files: Wrapped
        let words: [String]
    }

    private static let languages = [
        Language(
            files: Wrapped.cue(disc).with {
                $0.replace("    ISRC", with: "    FLAGS DCP\r\n    ISRC")
                $0.replace("TITLE", with: "PERFORMER \"Nobody\"\r\nTITLE")
                $0.replace("FILE", with: "REM SESSION 01\r\nFILE")
            },
            words: [
                "CATALOG", "PERFORMER", "TITLE", "REM", "SESSION", "FILE", "BINARY", "TRACK", "MODE1/2352",
                "INDEX",
                "AUDIO", "FLAGS", "DCP", "ISRC",
            ]),
        Language(
            files: .toc(disc),
            words: [
                "CD_ROM", "CATALOG", "CD_TEXT", "LANGUAGE_MAP", "LANGUAGE 0", "TITLE", "TRACK", "MODE1_RAW",
                "COPY",
                "DATAFILE", "AUDIO", "ISRC", "START", "FILE \"",
            ]),
        Language(
            files: .cloneCD(disc),
            words: [
                "[CloneCD]", "Version", "[Disc]", "TocEntries", "Sessions", "DataTracksScrambled", "CATALOG",
                "[Session 1]", "PreGapMode", "PreGapSubC", "[Entry 3]", "Session=", "Point", "ADR", "Control",
                "TrackNo",
                "AMin", "ALBA", "Zero", "PMin", "PLBA", "[TRACK 1]", "MODE", "INDEX 1", "ISRC",
            ]),
        Language(
            files: .gdi(Specimen.plain.bytes),
            words: ["3\r", "1 0", "0 4", "4 2352", "2352", "2 450", "450 0"]),
    ]

    /// The word with its second letter left out, doubled, mistaken, and changed places with the next.
    private static func slips(_ word: String) -> [String] {
        var letters = Array(word)
        let at =
            letters.firstIndex { $0.isLetter || $0.isNumber }.map { letters.count > $0 + 2 ? $0 + 1 : $0 }
            ?? 0
        let wrong: Character = letters[at] == "x" ? "y" : "x"
        var slips = [letters[..<at] + letters[(at + 1)...], letters[..<at] + [wrong] + letters[at...]]
        slips.append(letters[..<at] + [wrong] + letters[(at + 1)...])
        if letters.count > at + 1, letters[at].isLetter, letters[at + 1].isLetter,
            letters[at] != letters[at + 1]
        {
            letters.swapAt(at, at + 1)
            slips.append(letters[...])
        }
        return slips.map { String($0) }
    }

    private static func judge(_ files: Wrapped) throws -> Judgement {
        RuleBook.judge(try Inspection().examine(files.input).disc, on: Terms())
    }

    private static let kinds = [
        "container-sheet-unreadable", "container-mode-unknown", "container-sheet-grammar",
    ]

    @Test(arguments: 0..<3) func `each misspelt word is told with its line, and what was meant`(_ number: Int)
        throws
    {
        let language = Self.languages[number]
        for word in language.words {
            for slip in Self.slips(word) {
                let files = language.files.with { $0.replace(word, with: slip) }
                let judgement = try Self.judge(files)
                let told = judgement.findings.filter {
                    Self.kinds.contains($0.rule.id) && $0.message.contains(", line ")
                }
                #expect(!told.isEmpty, "\(word) as \(slip)")
                #expect(told.contains { $0.severity == .error }, "\(word) as \(slip)")
                #expect(judgement.verdict == .fail, "\(word) as \(slip)")
                // The word is read as it was meant, so that nothing else is lost.
                let words = try Inspection.open(files.input).facts.layout.tracks.map(\.isAudio)
                #expect(words == [false, true], "\(word) as \(slip): \(judgement.findings.map(\.message))")
            }
        }
    }

    @Test func `each misspelt word of a GDI file is told with its line`() throws {
        let language = Self.languages[3]
        for word in language.words {
            let letter = word.firstIndex { $0.isNumber } ?? word.startIndex
            let slip = word.replacingCharacters(at: letter, with: "x")
            let judgement = try Self.judge(language.files.with { $0.replace(word, with: slip) })
            let told = judgement.findings.filter {
                Self.kinds.contains($0.rule.id) && $0.message.contains(", line ")
            }
            #expect(told.contains { $0.severity == .error }, "\(word) as \(slip)")
            #expect(judgement.verdict == .fail, "\(word) as \(slip)")
        }
    }

    @Test func `no sheet is told from its words alone`() throws {
        for name in ["sheet.txt", "disc.cue"] {
            for (old, new) in [("TRACK", "TRAK"), ("FILE", "FIEL"), ("INDEX", "INDX")] {
                let files = Wrapped.cue(Self.disc).with {
                    $0.name = name
                    $0.replace(old, with: new)
                }
                let facts = try Inspection.open(files.input).facts
                #expect(facts.format == CueSheetImage.format)
                #expect(
                    facts.faults.first?.text.contains(
                        "\(new) is no command of cue sheets; did you mean \(old)?") == true)
            }
        }
    }

    @Test func `a name without one of its quotation marks is found`() throws {
        for (old, new) in [("disc.bin\"", "disc.bin"), ("\"disc.bin", "disc.bin"), ("FILE \"", "FILE\"")] {
            let files = Wrapped.cue(Self.disc).with { $0.replace(old, with: new) }
            #expect(try Inspection.open(files.input).facts.layout.tracks.count == 2, "\(new)")
        }
    }

    @Test func `a track of data without INDEX begins with its file`() throws {
        for line in ["    INDEX 01 00:00:00\r\n", "01 00:00:00\r\n", "INDEX 01 00:00:00"] {
            let files = Wrapped.cue(.init(Specimen.plain.bytes)).with { $0.replace(line, with: "\r\n") }
            let judgement = try Self.judge(files)
            #expect(judgement.verdict == .fail)
            #expect(judgement.hasSubject)
            #expect(
                judgement.findings.contains {
                    $0.message.contains("TRACK has no INDEX 01") || $0.message.contains("INDEX")
                })
        }
    }

    @Test func `a sheet of which no file is there tells what is misspelt`() {
        let files = Wrapped.cue(Self.disc).with {
            $0.replace("BINARY", with: "BINXYZ")
            $0.siblings = [:]
        }
        #expect { try Inspection.open(files.input) } throws: {
            "\($0)".contains("line 3, column 17: BINXYZ is no type")
        }
    }
}

extension String {
    fileprivate func replacingCharacters(at index: Index, with new: String) -> String {
        self[..<index] + new + self[self.index(after: index)...]
    }
}
