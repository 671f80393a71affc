import TestSupport
import Testing

/// Sources that refuse, and sources that deliver less than they promised.
@Suite struct ReadFailureTests {
    private static let victims =
        Trial.isFull ? Victim.all : Victim.specimens.suffix(5) + Victim.corpus.prefix(2)

    @Test(arguments: victims) func `every failing read is survived`(_ victim: Victim) {
        let whole = CountingSource(victim.bytes)
        Ordeal.run(whole, victim.bytes, "\(victim)")
        var toll = Ordeal.Toll()
        let reads = whole.work.reads
        var chance = Chance("reads \(victim)")
        let chosen =
            reads <= Trial.mutations * 2
            ? Array(0..<reads) : (0..<Trial.mutations * 2).map { _ in chance.below(reads) }
        for number in chosen {
            for lastingly in [false, true] {
                let source = FailingSource(victim.bytes, failing: number, lastingly: lastingly)
                let what = lastingly ? "read \(number) and all after it fail" : "read \(number) fails"
                toll.add(Ordeal.run(source, victim.bytes, "\(victim), \(what)"))
            }
        }
        toll.report("\(victim), failing reads")
    }

    @Test(arguments: victims) func `short reads are survived`(_ victim: Victim) {
        var toll = Ordeal.Toll()
        for habit in ShortSource.Habit.allCases {
            let source = ShortSource(bytes: victim.bytes, habit: habit)
            toll.add(Ordeal.run(source, victim.bytes, "\(victim), short reads (\(habit))"))
        }
        toll.report("\(victim), short reads")
    }
}
