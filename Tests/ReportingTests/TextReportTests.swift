import Bytes
import Containers
import Digests
import DiscModel
import FileSystems
import Inspection
import Specimens
import Testing

@testable import Reporting
@testable import Rules

/// A rule that stays as it is.
private enum HalvesAgree: Rule {
    static let card = RuleCard(
        id: "test-halves", title: "Both halves agree", rationale: "It is a test.", remedy: "Test again.",
        severity: .error, clause: .ecma119("7.3.3"))
    static let examples: [Example] = []

    static func weigh(_ descriptor: VolumeDescriptor, in _: Disc, _ findings: inout Findings) {
        let size = descriptor.volumeSpaceSize
        guard descriptor.hasTree, !size.agrees else { return }
        findings.report(
            "the size is \(size.little) and \(size.big)", expected: "the same number twice",
            actual: "\(size.little) and \(size.big)", at: descriptor.place(VolumeDescriptor.volumeSpaceSize))
    }
}

/// The report for people, line by line.
@Suite struct TextReportTests {
    static let rules: [any Rule.Type] = [ImageTruncated.self, ImageUnseen.self, HalvesAgree.self]
    static let cut = Specimen.everything.with { $0.truncate(to: 120_000) }

    private func text(_ specimen: Specimen, show: Severity = .warning, failOn: Severity? = .error) throws
        -> String
    {
        try TextReport.write(
            Samples.report([try Samples.image(specimen, rules: Self.rules, failOn: failOn)], show: show))
    }

    @Test func `a good image takes two lines`() throws {
        #expect(
            try text(.plain) == """
                demo.iso  "SPECIMEN", ISO 9660, made by isocheck specimen, 177 sectors (362.5 kB)
                demo.iso: OK. 3 rules checked.

                """)
    }

    @Test func `digests stand under the image`() throws {
        let image = try Samples.image(.plain, rules: Self.rules, digests: [.crc32, .md5])
        let lines = try TextReport.write(Samples.report([image])).split(separator: "\n")
        #expect(lines[1].wholeMatch(of: /MD5       [0-9a-f]{32}/) != nil)
        #expect(lines[2].wholeMatch(of: /CRC-32    [0-9a-f]{8}/) != nil)
    }

    private func text(_ files: Wrapped) throws -> [Substring] {
        try TextReport.write(Samples.report([try Samples.image(files.input)])).split(separator: "\n")
    }

    @Test func `digests of tracks are told where no file has told them`() throws {
        let disc = WrappedDisc(Specimen.plain.bytes, audioTracks: 1)
        func told(_ files: Wrapped) throws -> [String] {
            try text(files).filter { $0.hasPrefix("SHA-256") }.map { line in
                line.split(separator: "  ").first.map(String.init) ?? ""
            }
        }
        #expect(
            try told(.cue(disc)) == [
                "SHA-256 disc.cue", "SHA-256 disc.bin", "SHA-256 track 1", "SHA-256 track 2",
            ])
        #expect(
            try told(.cue(disc, oneFile: false)) == [
                "SHA-256 disc.cue", "SHA-256 track1.bin", "SHA-256 track2.bin",
            ])
        let short = Wrapped.cloneCD(disc).with { $0.siblings["disc.img"]?.removeLast(1) }
        #expect(try text(short).contains("track 2           no digest: its file ends before it does"))
    }

    /// There is no file system to miss on it.
    @Test func `a disc of music is checked, a disc without files is not`() throws {
        var disc = WrappedDisc(Specimen.plain.bytes, audioTracks: 2)
        disc.tracks.removeFirst()
        let music = try text(.cue(disc))
        #expect(music.last?.wholeMatch(of: /disc\.cue: OK\. \d+ rules checked\./) != nil, "\(music)")
        #expect(!music.contains { $0.hasPrefix("inside") })
        let empty = try text(.cue(WrappedDisc([UInt8](repeating: 0, count: 300 * 2048))))
        #expect(
            empty.last?.hasPrefix("disc.cue: NOT FULLY CHECKED. No file system that isocheck reads") == true,
            "\(empty)")
    }

    @Test func `a boot catalog is told by what it offers`() throws {
        #expect(
            try text(.bootable) == """
                demo.iso      "SPECIMEN", ISO 9660, made by isocheck specimen, 189 sectors (387.1 kB)
                boot catalog  BIOS, UEFI
                boots         BIOS from a disc; UEFI (x64) from a disc and a stick
                Secure Boot   no, nothing that firmware starts is signed
                demo.iso: OK. 3 rules checked.

                """)
        let none = Specimen.bootable.with {
            $0.set(BootCatalogEntry.bootIndicator, of: "boot-catalog:initial", 0)
            $0.set(BootCatalogEntry.bootIndicator, of: "boot-catalog:entry", 0)
        }
        #expect(try text(none).contains("\nboot catalog  no bootable entry\n"))
        #expect(
            try text(.bootable.with { $0.fill("boot-catalog", count: 64, with: 0xAA) }).contains(
                "catalog  not readable\n"))
    }

    /// What the rules say about the cut image, in the order of the findings, so that they may say it in other words.
    private func messages() throws -> [String] {
        let examination = try #require(try Samples.image(Self.cut, rules: Self.rules).examination)
        return examination.judgement.findings.map(\.message)
    }

    /// A report without the paragraph about the files of the image.
    private func withoutDamage(_ text: String) -> String {
        guard let start = text.firstRange(of: "\ndamage ")?.lowerBound,
            let end = text[start...].firstRange(of: "\ndemo.iso:")?.lowerBound
        else { return text }
        return String(text[..<start] + text[end...])
    }

    @Test func `the damage is told file by file, in front of the verdict`() throws {
        let damaged = Specimen.libisofs.with {
            $0.set8("data:/README.TXT", 0, $0.get8("data:/README.TXT") ^ 1)
        }
        let report = Samples.report([try Samples.image(damaged, rules: Self.rules)])
        let lines = try TextReport.write(report).split(separator: "\n").map(String.init)
        let start = try #require(lines.firstIndex { $0.hasPrefix("damage ") })
        #expect(lines[start].contains("1 file is damaged; "))
        #expect(lines[start].hasSuffix(" 1 verifies by a sum of its own"))
        #expect(
            lines[(start + 1)...].first
                == "         damaged  /readme.txt: its MD5 is not the one that libisofs recorded")
        #expect(lines.count == start + 3)
    }

    @Test func `a cause hides its consequences`() throws {
        #expect(
            try withoutDamage(text(Self.cut)) == """
                demo.iso      "SPECIMEN", ISO 9660 + Rock Ridge + Joliet + ISO 9660:1999, made by isocheck specimen, \
                declares 254 sectors, has 58 and 1,216 bytes (120.0 kB)
                boot catalog  not readable
                boots         in no way that is known
                error    image-truncated  @120000 (LBA 58)  \(messages()[0])
                         expected 520192 bytes, found 120000 bytes
                         do: \(ImageTruncated.card.remedy)
                demo.iso: DAMAGED. 1 error; 3 rules checked; not shown: 2 consequences (--show note).

                """)
    }

    @Test func `consequences are folded under their cause`() throws {
        let lines = try withoutDamage(text(Self.cut, show: .note)).split(separator: "\n").map(String.init)
        let messages = try messages()
        try #require(messages.count == 3)
        #expect(
            lines.dropFirst(6).joined(separator: "\n") == """
                         note     image-unseen  @56662 (LBA 27)   \(messages[1]), in the primary tree
                                  in /PACKED.TXT;1
                         note     image-unseen  @192512 (LBA 94)  \(messages[2])
                demo.iso: DAMAGED. 1 error; 3 rules checked.
                """)
    }

    @Test func `further places stand below the first`() throws {
        let blocks = Specimen.joliet.get32LE("pvd", 80)
        let halves = Specimen.joliet.with {
            $0.set(VolumeDescriptor.volumeSpaceSize.big, of: "pvd", 7)
            $0.set(VolumeDescriptor.volumeSpaceSize.big, of: "svd", 8)
        }
        #expect(
            try text(halves).split(separator: "\n").dropFirst().joined(separator: "\n") == """
                error    test-halves  @32848 (LBA 16)  the size is \(blocks) and 7 (first of 2)
                         expected the same number twice, found \(blocks) and 7
                         also  @34896 (LBA 17)  the size is \(blocks) and 8
                         do: Test again.
                demo.iso: FAULTY. 1 error; 3 rules checked.
                """)
    }

    @Test func `several images are told apart and counted`() throws {
        let report = Samples.report([
            try Samples.image(.plain, path: "-", rules: Self.rules),
            .init(path: "empty.iso", failure: "the file is empty"),
            try Samples.image(Self.cut.with { $0.append([1]) }, path: "cut.iso", rules: Self.rules),
        ])
        let lines = try TextReport.write(report).split(separator: "\n", omittingEmptySubsequences: false)
        #expect(lines.filter { $0.isEmpty }.count == 4)
        #expect(lines[1] == "standard input: OK. 3 rules checked.")
        #expect(lines[3] == "empty.iso: NOT CHECKED. the file is empty.")
        #expect(
            lines.dropLast().last
                == "3 images: NOT FULLY CHECKED. 1 OK, 1 not OK, 1 not or not fully checked.")
        #expect(report.end.outcome.verdict == .open && report.end.outcome.exitStatus == .unchecked)
    }

    @Test func `a long name does not push the labels away`() throws {
        let path = "a/rather/long/path/to/an/image.iso"
        let report = Samples.report([try Samples.image(.bootable, path: path, rules: Self.rules)])
        #expect(try TextReport.write(report).contains("\nboot catalog  BIOS, UEFI\n"))
    }

    // MARK: Findings made by hand

    private func finding(
        _ rule: String, _ severity: Severity, count: Int = 1, causedBy: String? = nil,
        exemption: String? = nil,
        places: [Place] = []
    ) -> Finding {
        Finding(
            rule: card(rule), severity: severity, confidence: .certain, tree: nil,
            message: "the \(rule) is odd",
            expected: nil, actual: nil, count: count, places: places, causedBy: causedBy.map(card),
            exemption: exemption)
    }

    private func card(_ id: String) -> RuleCard {
        RuleCard(
            id: id, title: "All is well", rationale: "It is a test.", remedy: "Test again.", severity: .error,
            clause: .ecma119("7.3.3"))
    }

    /// A report on a good image with other findings.
    private func report(
        _ findings: [Finding], _ outcomes: [RuleOutcome] = [], failOn: Severity? = .error,
        show: Severity = .warning,
        quick: Bool = false
    ) throws -> WholeReport {
        let disc = try #require(try Samples.image(.plain).examination).disc
        let judgement = Judgement(
            findings: findings, outcomes: outcomes, authoring: Authoring(of: disc), of: disc,
            on: Terms(failOn: failOn, contentRead: !quick))
        return Samples.report(
            [.init(path: "demo.iso", format: "plain ISO", disc: disc, judgement: judgement)], show: show)
    }

    /// The lines behind the first.
    private func lines(_ report: WholeReport) throws -> [String] {
        try TextReport.write(report).split(separator: "\n").dropFirst().map(String.init)
    }

    @Test func `columns align and details are indented`() throws {
        let place = Place(offset: 40_960, length: 4, path: DisplayName("/a\u{1B}b"), field: "x")
        let other = Place(offset: 2048, path: DisplayName("/c"), note: "as /c is")
        let found = [
            finding("one", .warning, count: 7, places: [place, other, other, place, other, place]),
            finding("two-three", .warning),
            finding("four", .note, exemption: "it always does"),
            finding("five", .note, causedBy: "elsewhere"),
        ]
        #expect(
            try lines(report(found, show: .note)) == [
                "warning  one        @40960 (LBA 20)  the one is odd (first of 7)",
                "         in /a\\u{1b}b", "         also  @2048 (LBA 1)  as /c is",
                "         also  @2048 (LBA 1)  as /c is", "         also  @40960 (LBA 20)  /a\\u{1b}b",
                "         also  @2048 (LBA 1)  as /c is", "         and 2 more",
                "         do: Test again.",
                "warning  two-three                   the two-three is odd", "         do: Test again.",
                "note     four                        the four is odd", "         excused: it always does",
                "note     five                        the five is odd", "         follows from elsewhere",
                "demo.iso: OK, WITH WARNINGS. 2 warnings; 0 rules checked.",
            ])
    }

    @Test func `the verdict says what counts and what is hidden`() throws {
        let note = finding("a", .note)
        let excused = finding("b", .note, exemption: "so")
        let follows = finding("c", .note, count: 12, causedBy: "d")
        let warning = finding("d", .warning)
        let error = finding("e", .error)
        func verdict(_ found: [Finding], failOn: Severity? = .error, show: Severity = .warning) throws
            -> String?
        {
            try lines(
                report(found, [.init(rule: card("e"), kind: .pass, reason: nil)], failOn: failOn, show: show)
            )
            .last
        }
        #expect(try verdict([]) == "demo.iso: OK. 1 rule checked.")
        #expect(try verdict([note]) == "demo.iso: OK. 1 rule checked; not shown: 1 note (--show note).")
        #expect(try verdict([note, excused], show: .note) == "demo.iso: OK. 1 rule checked.")
        #expect(try verdict([note], failOn: .note, show: .note) == "demo.iso: NOT CLEAN. 1 rule checked.")
        #expect(try verdict([warning], failOn: .warning) == "demo.iso: DOUBTFUL. 1 warning; 1 rule checked.")
        #expect(
            try verdict([error, error, warning, follows, note, excused])
                == "demo.iso: FAULTY. 2 errors, 1 warning; 1 rule checked; "
                + "not shown: 1 note, 12 consequences, 1 habit of its program (--show note).")
        #expect(
            try verdict([warning], show: .error)
                == "demo.iso: OK, WITH WARNINGS. 1 warning; 1 rule checked; not shown: 1 warning (--show warning)."
        )
        #expect(
            try verdict([error], failOn: nil) == "demo.iso: FAULTY, BUT LET PASS. 1 error; 1 rule checked.")
    }

    @Test func `open is never a pass for a rule that could have failed the image`() throws {
        func open(_ rules: [RuleCard]) -> [RuleOutcome] {
            rules.map { RuleOutcome(rule: $0, kind: .open, reason: "no tree") }
        }
        let error = [ImageTruncated.card, ImageUnseen.card]
        let undecided = try report([], open(error))
        #expect(undecided.end.outcome.verdict == .open && undecided.end.outcome.exitStatus == .unchecked)
        #expect(
            try lines(undecided) == [
                "open     \(error.map(\.id).joined(separator: ", "))  not decided: no tree",
                "demo.iso: NOT FULLY CHECKED. 0 rules checked; 2 not decided.",
            ])
        #expect(try self.report([finding("x", .error)], open(error)).end.outcome.exitStatus == .findings)
        // A note fails nothing, unless notes are asked to.
        let note = try #require(RuleBook.cards.first { $0.severity == .note })
        #expect(try report([], open([note])).end.outcome.exitStatus == .clean)
        #expect(try report([], open([note]), failOn: .note).end.outcome.exitStatus == .unchecked)
    }

    @Test func `numbers are readable`() {
        #expect(grouped(-150) == "-150" && grouped(-1_150) == "-1,150")
        #expect(grouped(0) == "0" && grouped(999) == "999" && grouped(1_000) == "1,000")
        #expect(grouped(UInt64.max) == "18,446,744,073,709,551,615")
        #expect(counted(1, "sector") == "1 sector" && counted(1_001, "byte") == "1,001 bytes")
        #expect(megabytes(0) == "0.0 kB" && megabytes(999) == "1.0 kB" && megabytes(1_949_999) == "1.9 MB")
        #expect(megabytes(4_700_000_000) == "4.7 GB" && megabytes(.max) == "18,446,744,073.7 GB")
    }
}
