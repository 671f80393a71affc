import Digests
import Foundation
import TestSupport
import Testing
import XML

@testable import Reporting
@testable import Rules

/// All rules as a page for people, and as a page of the manual.
@Suite struct RulePageTests {
    private static let text = RuleCatalogue.html(RuleBook.cards, by: "isocheck 0.0.0")

    private static func elements() throws -> [XMLElement] {
        func all(_ root: XMLElement) -> [XMLElement] { [root] + root.children.flatMap(all) }
        return all(try XMLElement(parsing: text.replacing("<!DOCTYPE html>\n", with: "")))
    }

    @Test func `every rule is on the page under its id, and every link leads somewhere on it`() throws {
        let elements = try Self.elements()
        let articles = elements.filter { $0.name == "article" }
        #expect(Set(articles.compactMap { $0.attribute("id") }) == Set(RuleBook.cards.map(\.id)))
        let anchors = elements.compactMap { $0.attribute("id") }
        #expect(Set(anchors).count == anchors.count)
        for target in elements.compactMap({ $0.attribute("href") }) {
            #expect(target.hasPrefix("#") && anchors.contains(String(target.dropFirst())), "\(target)")
        }
        let levels = elements.compactMap { ["h1": 1, "h2": 2, "h3": 3][$0.name] }
        for (level, next) in zip(levels, levels.dropFirst()) { #expect(next <= level + 1) }
        for card in RuleBook.cards {
            #expect(Self.text.contains(HTMLText(card.rationale).markup))
            #expect(Self.text.contains(HTMLText(card.remedy).markup))
        }
    }

    /// A digest that is out of date would leave the page without its search.
    @Test func `the page lets its own script run and nothing else`() throws {
        let digest = RunningDigest.digest(.sha256, of: [UInt8](RuleCatalogue.script.utf8))
        #expect(Data(digest.bytes).base64EncodedString() == RuleCatalogue.scriptDigest)
        let elements = try Self.elements()
        #expect(elements.filter { $0.name == "script" }.map(\.text) == [RuleCatalogue.script])
        #expect(
            elements.compactMap { $0.attribute("content") }.contains {
                $0.hasPrefix("default-src 'none'")
                    && $0.contains("script-src 'sha256-\(RuleCatalogue.scriptDigest)'")
            })
        // Without the script nobody sees a box that does nothing.
        #expect(elements.first { $0.attribute("id") == "search" }?.attribute("hidden") == "hidden")
        #expect(Set(elements.map(\.name)).isDisjoint(with: ["link", "img", "iframe", "object"]))
    }

    @Test(.needs("tidy")) func `tidy has nothing to say of the page`() throws {
        let result = try #require(Tool("tidy")).run(["-q", "-e"], input: [UInt8](Self.text.utf8))
        #expect(result.status == 0 && result.errors.isEmpty, "\(result.errors)")
    }

    /// Chromium writes the document as it is after the script ran.
    @Test(.needs("chromium")) func `the search of the page works in a browser`() throws {
        let folder = try TemporaryFolder()
        // What somebody types, put there by a second script that this test lets run.
        let words = "path table big-endian"
        let typed = """
            <script>document.getElementById("words").value = "\\(words)";
            document.getElementById("words").dispatchEvent(new Event("input"));</script>
            """.replacing("\\(words)", with: words)
        let policy = "script-src 'unsafe-inline'"
        let page = Self.text.replacing("</body>", with: typed + "</body>")
            .replacing("script-src 'sha256-\(RuleCatalogue.scriptDigest)'", with: policy)
        let path = try folder.write("rules.html", [UInt8](page.utf8))
        let shown = try Self.dumped(path)
        let hits = RuleBook.cards.count { card in
            let article = Self.text.split(separator: "<article id=\"\(card.id)\"").last ?? ""
            let text = String(
                article.prefix(upTo: article.range(of: "</article>")?.lowerBound ?? article.endIndex))
            return words.split(separator: " ").allSatisfy { text.lowercased().contains($0) }
        }
        #expect(hits > 0)
        #expect(shown.contains("\(hits) of \(RuleBook.cards.count) rules"))
        // The page as it is: its script may run, and shows all.
        let whole = try Self.dumped(try folder.write("whole.html", [UInt8](Self.text.utf8)))
        #expect(whole.contains("\(RuleBook.cards.count) of \(RuleBook.cards.count) rules"))
    }

    private static func dumped(_ path: String) throws -> String {
        let folder = try TemporaryFolder()
        return try #require(Tool("chromium")).run([
            "--headless", "--no-sandbox", "--disable-gpu", "--user-data-dir=\(folder.path("profile"))",
            "--dump-dom", "file://\(path)",
        ]).text
    }

    @Test func `every area has a title`() {
        let areas = Set(RuleBook.cards.map(\.area))
        #expect(areas == Set(RuleCatalogue.titles.keys))
    }

    // MARK: Manual

    @Test func `a text becomes headings, paragraphs, definitions and examples`() {
        let blocks = ManualPage.blocks(
            of: """
                # Head

                ## Below

                One
                paragraph.

                `term`
                : what it
                  means

                    first line

                    third line
                """)
        #expect(
            blocks == [
                .heading("Head"), .subheading("Below"), .paragraph("One paragraph."),
                .definition("`term`", "what it means"), .example(["first line", "", "third line"]),
            ])
    }

    @Test func `roff shows what looks like its own as it is`() {
        let page = ManualPage(
            name: "a", section: 5, title: "b",
            blocks: [
                .heading("x"), .paragraph(".TH is text"), .paragraph("a `--b \"c\"` \\ d's … <file> 1<2"),
                .example(["'quoted' ~ ^", ".", ""]),
            ])
        let text = Roff.write(page, program: "p 1", date: "2026-01-02")
        #expect(
            text.hasSuffix(
                """
                .SH NAME
                a \\- b
                .SH "X"
                \\&.TH is text
                .PP
                a \\fB\\-\\-b \\(dqc\\(dq\\fR \\(rs d's \\[u2026] \\fIfile\\fR 1<2
                .PP
                .RS 4
                .EX
                \\(aqquoted\\(aq \\(ti \\(ha
                \\&.
                \\&
                .EE
                .RE

                """))
    }
}
