import Bytes
import Containers
import FileSystems
import Foundation
import Reporting
import Specimens
import TestSupport
import Testing
import XML

@testable import Reporting
@testable import Rules

/// The page for people: well-formed, closed to the outside, and readable by everybody.
@Suite struct HTMLReportTests {
    private static func elements(_ root: XMLElement) -> [XMLElement] {
        [root] + root.children.flatMap(elements)
    }

    /// The page as libxml2 reads it, which takes no tag that is not closed and no attribute without quotes.
    private static func page(_ report: WholeReport) throws -> [XMLElement] {
        let text = try HTMLReport.write(report)
        return try elements(XMLElement(parsing: text.replacing("<!DOCTYPE html>\n", with: "")))
    }

    @Test func `every report is a well-formed page with a verdict, and loads nothing`() throws {
        for input in GoldenTests.gallery {
            let elements = try Self.page(Samples.report([Samples.image(try input())]))
            #expect(elements.count { $0.name == "h1" } == 1)
            #expect(elements.contains { $0.attribute("class")?.hasPrefix("verdict ") == true })
            let names = Set(elements.map(\.name))
            #expect(names.isDisjoint(with: ["script", "link", "img", "iframe", "object", "use", "image"]))
            let targets = elements.flatMap { element in
                ["src", "href", "action", "style"].compactMap { element.attribute($0) }
            }
            #expect(targets.allSatisfy { $0.hasPrefix("#") }, "\(targets)")
            let anchors = Set(elements.compactMap { $0.attribute("id") })
            #expect(targets.allSatisfy { anchors.contains(String($0.dropFirst())) })
        }
    }

    @Test func `a picture and a wide table have words for those who do not see them`() throws {
        let elements = try Self.page(
            Samples.report([Samples.image(Specimen.everything, rules: RuleBook.rules)]))
        for picture in elements where picture.name == "svg" {
            #expect(picture.attribute("aria-label") != nil || picture.attribute("aria-hidden") == "true")
        }
        for table in elements where table.name == "table" {
            #expect(table.child("caption")?.text.isEmpty == false)
        }
        let levels = elements.compactMap { ["h1": 1, "h2": 2, "h3": 3][$0.name] }
        for (level, next) in zip(levels, levels.dropFirst()) { #expect(next <= level + 1) }
    }

    @Test func `a page of five thousand files with a wrong date each stays below two megabytes`() throws {
        let specimen = Specimen { plan in
            for number in 0..<5_000 { plan.files.append(.init("/FILE\(number).TXT", .bytes([1]))) }
        }.with { specimen in
            for number in 0..<5_000 {
                specimen.set(DirectoryRecord.date, byte: 1, of: "record:/FILE\(number).TXT", 15)
            }
        }
        let input = ImageInput(name: "demo.iso", source: MemorySource(specimen.bytes))
        let page = try HTMLReport.write(Samples.report([try Samples.image(input)]))
        #expect(page.utf8.count < 2_000_000)
        #expect(page.contains("FILE4999.TXT") && page.contains("class=\"hex\""))
    }

    @Test func `markup in a name is text`() throws {
        let name = "\"><script>alert(1)</script><a href='http://x'>&amp;.iso"
        let whole = Samples.report([try Samples.image(.plain, path: name)])
        let elements = try Self.page(whole)
        #expect(elements.first { $0.name == "h1" }?.text == name)
        #expect(!elements.contains { $0.name == "script" })
        let missing = Samples.report([.init(path: name, failure: "<b>no</b>")])
        #expect(try Self.page(missing).contains { $0.name == "p" && $0.text == "<b>no</b>" })
    }

    /// WCAG 2.1, 1.4.3: text has 4.5 to 1 with its ground, in both schemes.
    @Test func `colours of text can be read by everybody`() {
        let schemes = HTMLStyle.sheet.split(separator: "@media (prefers-color-scheme: dark)").prefix(2)
        for scheme in schemes {
            var colours: [String: Double] = [:]
            for match in scheme.matches(of: /--([a-z]+): #([0-9a-f]{6})/) {
                colours[String(match.1)] = Self.luminance(match.2)
            }
            for text in ["ink", "quiet", "link", "good", "bad", "doubt"] {
                for ground in ["ground", "panel"] {
                    let pair = [colours[text] ?? 0, colours[ground] ?? 0].sorted()
                    let ratio = (pair[1] + 0.05) / (pair[0] + 0.05)
                    #expect(ratio >= 4.5, "\(text) on \(ground): \(ratio)")
                }
            }
        }
    }

    private static func luminance(_ hex: Substring) -> Double {
        let number = Int(hex, radix: 16) ?? 0
        let parts = [number >> 16, number >> 8 & 255, number & 255].map { part in
            let value = Double(part) / 255
            return value <= 0.03928 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
        }
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
    }
}
