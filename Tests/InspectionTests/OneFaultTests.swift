import Bytes
import DiscModel
import FileSystems
import Inspection
import Rules
import Specimens
import Testing

/// Faults that bring many others with them are told once, where they are.
@Suite struct OneFaultTests {
    /// Examples of rules of which nothing but the rule itself may be told, and the words for the image.
    private static let examples = [
        ("session-damaged", "the image ends in a file of the second session", "DAMAGED"),
        ("session-damaged", "the second session declares less than its root needs", "FAULTY"),
        ("dir-broken-off", "a record of no length before others", "FAULTY"),
        ("dir-broken-off", "a record that is two bytes too long before others", "FAULTY"),
        ("dir-broken-off", "a root of other data", "FAULTY"),
        ("dir-flag-wrong", "/DOCS marked as a file", "FAULTY"),
        ("dir-flag-wrong", "a file marked as a directory", "FAULTY"),
        ("path-table-astray", "the pointer to L leads into a file", "FAULTY"),
        ("path-table-astray", "the pointers are exchanged", "FAULTY"),
        ("path-table-astray", "table L is blank", "FAULTY"),
        ("path-table-l-vs-m", "another name in the L table", "FAULTY"),
        ("joliet-escape-invalid", "none, and names in UCS-2", "OK, WITH WARNINGS"),
    ]

    @Test(arguments: examples) func `one finding`(_ rule: String, _ name: String, _ word: String) throws {
        let card = try #require(RuleBook.cards.first { $0.id == rule })
        let example = try #require(RuleBook.examples(of: card).first { $0.name == name })
        let judgement = try Inspection().inspect(MemorySource(example.files.bytes), named: "x.iso").judgement
        let told = judgement.findings.filter { $0.counts && $0.severity >= .warning }
        #expect(told.map(\.rule.id) == [rule], "\(told.map(\.message))")
        #expect(judgement.word.text == word)
    }

    @Test func `the files of a session that is cut are damaged`() throws {
        let card = try #require(RuleBook.cards.first { $0.id == "session-damaged" })
        let example = try #require(
            RuleBook.examples(of: card).first { $0.name.hasPrefix("the image ends in a file") })
        let judgement = try Inspection().inspect(MemorySource(example.files.bytes), named: "x.iso").judgement
        #expect(judgement.damage?.files.filter { $0.certainty == .certain }.count == 1)
    }
}
