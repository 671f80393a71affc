import Bytes
import DiscModel
import Inspection
import Rules
import Testing

/// Rules are shown only those records whose traits concern them. Shown all records, they must say the same.
@Suite struct ConcernTests {
    @Test(arguments: Victim.all) func `a rule has nothing to say about a record that does not concern it`(
        _ victim: Victim
    ) throws {
        let fields = try victim.fields()
        var chance = Chance("concerns \(victim)")
        expectSame(victim.bytes, "\(victim)")
        for number in 0..<Trial.mutations / 4 {
            var bytes = victim.bytes
            for _ in 0...chance.below(8) { MutationTests.mutate(&bytes, fields, &chance) }
            expectSame(bytes, "\(victim) mutation \(number)")
        }
    }

    private func expectSame(_ bytes: [UInt8], _ name: String) {
        let inspection = Inspection(quick: true)
        guard let disc = try? inspection.examine(MemorySource(bytes), named: "hostile.iso").disc else {
            return
        }
        let some = RuleBook.judge(disc, RuleBook.cards, on: Terms(contentRead: false))
        let all = RuleBook.judge(disc, RuleBook.cards, on: Terms(contentRead: false), everyRecord: true)
        let missed = Set(all.findings).symmetricDifference(some.findings).map(\.rule.id)
        #expect(missed.isEmpty && all.outcomes == some.outcomes, "\(name): \(missed)")
    }
}
