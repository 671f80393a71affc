import Bytes
import DiscModel
import Inspection
import Rules
import Specimens
import Testing

@testable import Reporting

/// The text report, the picture of the map and the line of progress as a terminal gets them.
@Suite struct TerminalTextTests {
    private static func text(_ style: TextStyle, _ specimen: Specimen = TextReportTests.cut) throws -> String
    {
        var report = Samples.report([], show: .note).end
        let image = try Samples.image(specimen, rules: TextReportTests.rules)
        var format = TextReport(style: style)
        report.add(image)
        return format.add(image, to: report) + format.end(report)
    }

    private static var escapes: Regex<(Substring, Substring)> { /\u{1B}(\[[0-9;]*m|\]8;[^\\]*\\)/ }

    @Test(arguments: [20, 40, 60, 80, 132]) func `lines fit the terminal, and no word is lost`(_ width: Int)
        throws
    {
        let plain = try Self.text(TextStyle())
        let wrapped = try Self.text(TextStyle(width: width))
        for line in wrapped.split(separator: "\n") where String(line).cells > width {
            // Only a word that is longer than the room for it.
            #expect(line.drop { $0 == " " }.contains(" ") == false, "\(line)")
        }
        #expect(plain.split { $0.isWhitespace } == wrapped.split { $0.isWhitespace })
    }

    @Test func `what goes on stands below its column`() {
        let style = TextStyle(width: 40)
        #expect(
            style.wrapped("error    a-rule  the size is wrong, and this is told at length") == [
                "error    a-rule  the size is wrong, and", "                 this is told at length",
            ])
        #expect(
            style.wrapped("         do: compare the image with its source once more") == [
                "         do: compare the image with its", "         source once more",
            ])
        #expect(style.wrapped("short  enough") == ["short  enough"])
        #expect(TextStyle().wrapped(String(repeating: "a ", count: 200)).count == 1)
        let digest = "SHA-256  " + String(repeating: "a", count: 64)
        #expect(style.wrapped(digest) == ["SHA-256", "         " + String(repeating: "a", count: 64)])
    }

    @Test func `signs of East Asia take two columns, what combines none`() {
        #expect("abc".cells == 3 && "日本語".cells == 6 && "ﾊﾝ".cells == 2 && "한글".cells == 4)
        #expect("e\u{301}".cells == 1 && "Ａ".cells == 2 && "é".cells == 1)
        #expect("\u{1B}[1;31merror\u{1B}[0m".cells == 5)
        #expect("\u{1B}]8;;file:///x#y\u{1B}\\rule\u{1B}]8;;\u{1B}\\".cells == 4)
        #expect("日本".padded(to: 6) == "日本  ")
    }

    @Test func `colours say what the words say, and go as they come`() throws {
        let plain = try Self.text(TextStyle())
        let coloured = try Self.text(TextStyle(isColoured: true, rulePage: "file:///rules.html"))
        #expect(coloured.contains("\u{1B}[1;31merror\u{1B}[0m"))
        #expect(coloured.contains("\u{1B}[1;31mDAMAGED\u{1B}[0m"))
        #expect(coloured.contains("\u{1B}]8;;file:///rules.html#image-truncated\u{1B}\\image-truncated"))
        #expect(coloured.replacing(Self.escapes, with: "") == plain)
        #expect(try Self.text(TextStyle(isColoured: true), .plain).contains("\u{1B}[1;32mOK\u{1B}[0m"))
        // No link without colours.
        #expect(try Self.text(TextStyle(rulePage: "file:///rules.html")) == plain)
    }

    // MARK: Progress

    @Test func `progress has a bar, a rate and the time that is left`() {
        let half = ProgressLine(
            name: "demo.iso", WorkProgress(done: 2_000_000_000, total: 4_000_000_000), after: 4)
        #expect(half.text(in: nil) == "demo.iso  50 %  2.0 of 4.0 GB  500 MB/s  4 s left")
        #expect(
            half.text(in: 100)
                == "demo.iso  [###############---------------]  50 %  2.0 of 4.0 GB  500 MB/s  4 s left")
        let slow = ProgressLine(
            name: "日本語のとても長い名前.iso", WorkProgress(done: 1_000_000, total: 8_000_000_000, faults: 1), after: 1)
        #expect(slow.text(in: nil).hasSuffix("0 %  0.0 of 8.0 GB  1 MB/s  2 h 13 min left  1 bad sector"))
        for width in 1...120 { #expect(slow.text(in: width).cells < max(2, width)) }
    }

    // MARK: The picture

    private static func disc(_ specimen: Specimen) throws -> Disc {
        try Inspection(scope: .unclaimed).examine(MemorySource(specimen.bytes), named: "demo.iso").disc
    }

    @Test(arguments: [1, 40, 80, 200]) func `the picture is as wide as the terminal and has every owner`(
        _ width: Int
    )
        throws
    {
        let hidden = Specimen.everything.with { $0.append([UInt8](repeating: 7, count: 4_000_000)) }
        for specimen in [Specimen.plain, .everything, .bootable, hidden] {
            let disc = try Self.disc(specimen)
            let plain = MapPicture.text(disc, width: width, isPlain: true)
            #expect(plain.utf8.allSatisfy { $0 < 0x80 })
            let lines = plain.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
            let rows = lines.filter { $0.wholeMatch(of: /[ ]*[0-9]+  [SBFAP.?!]+/) != nil }
            #expect(rows.allSatisfy { $0.count <= max(width, 24) } && !rows.isEmpty)
            #expect(rows.count <= 16 + 20)
            // Each sign that is drawn has its line in the legend.
            let signs = Set(rows.flatMap { $0.split(separator: " ").last ?? "" })
            for sign in signs { #expect(lines.contains { $0.hasPrefix("\(sign)  ") }, "\(sign)") }
            #expect(MapPicture.text(disc, width: width, isPlain: false).contains("█"))
        }
    }

    @Test func `the start is shown once more where it is crowded`() throws {
        let long = Specimen.plain.with { $0.append([UInt8](repeating: 0, count: 4_000_000)) }
        let picture = MapPicture.text(try Self.disc(long), width: 80, isPlain: true)
        #expect(picture.contains("\nthe first 200 sectors, each a cell\n"))
        #expect(picture.contains("  BBBBBBBBBBBBBBBBSS"))
        #expect(!MapPicture.text(try Self.disc(.plain), width: 80, isPlain: true).contains("the first"))
    }
}
