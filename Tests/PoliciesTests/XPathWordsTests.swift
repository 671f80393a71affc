import Foundation
import TestSupport
import Testing

@testable import Policies

/// What an expression takes for granted is what must be there before it says anything.
@Suite struct XPathWordsTests {
    @Test(arguments: [
        ("@size <= 5", ["@size"]), ("not(@size > 5)", []), ("count(a/@b) = 0", []),
        ("a/b[@c = 1]/@d = 2", ["a/b[@c = 1]/@d"]),
        ("../@a = .//@b", ["../@a", ".//@b"]), ("a[b[@c]]/@d", ["a[b[@c]]/@d"]),
        ("boolean(@a) and @a = 1", []),
        ("glob(@identifier, $volume)", ["@identifier"]), ("'@a' = \"@b\"", []), ("@a or @b", ["@a", "@b"]),
        ("/isocheck/images/image/@size > 1", ["/isocheck/images/image/@size"]), ("a/b", []), ("", []),
        ("@", []), ("]@a", []),
    ]) func `values that are compared have to be there`(_ expression: String, _ granted: [String]) {
        #expect(XPathWords(expression).granted == granted)
    }

    @Test func `names are told from operators, functions, axes and variables`() {
        let words = XPathWords(
            "div[and = $or] and count(child::mod/@div) div 2 > last() or following-sibling::a.b-c")
        #expect(words.elements.map(\.text) == ["div", "and", "mod", "a.b-c"])
        #expect(words.attributes.map(\.text) == ["div"])
        #expect(words.variables.map(\.text) == ["or"])
    }

    @Test func `reports have the names that their schema has`() throws {
        let schema = try String(
            contentsOf: Repository.root.appending(path: "Reports/schemas/isocheck-report-1.xsd"),
            encoding: .utf8)
        func names(_ what: String) throws -> Set<String> {
            let declaration = try Regex(
                "<xs:\(what) name=\"([A-Za-z0-9]+)\"", as: (Substring, Substring).self)
            return Set(schema.matches(of: declaration).map { String($0.output.1) })
        }
        #expect(try names("element") == ReportNames.elements)
        #expect(try names("attribute") == ReportNames.attributes)
    }
}
