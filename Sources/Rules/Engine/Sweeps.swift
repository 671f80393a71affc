import DiscModel

/// Rules by the kind of fact they weigh, so that each kind is gone through once.
struct Sweeps {
    /// In order of first use.
    private(set) var inOrder: [Sweep] = []
    private var known: [ObjectIdentifier: Sweep] = [:]

    init(_ rules: [(index: Int, rule: any Rule.Type)]) {
        for (index, rule) in rules { add(rule, index) }
    }

    /// The kind is known to the compiler here; to ask for it later by a cast would take longer than many an image.
    private mutating func add<R: Rule>(_ rule: R.Type, _ index: Int) {
        let kind = ObjectIdentifier(R.Subject.self)
        if let sweep = known[kind] as? SweepOf<R.Subject> {
            sweep.rules.append((index, rule))
        } else {
            let sweep = SweepOf<R.Subject>((index, rule))
            known[kind] = sweep
            inOrder.append(sweep)
        }
    }
}

/// One way through all facts of a kind.
class Sweep {
    func run(_: Disc, _: inout Findings) {}
}

private final class SweepOf<Subject: Weighable>: Sweep {
    var rules: [(index: Int, rule: any Rule<Subject>.Type)]

    init(_ first: (index: Int, rule: any Rule<Subject>.Type)) { rules = [first] }

    override func run(_ disc: Disc, _ findings: inout Findings) { Subject.sweep(rules, disc, &findings) }
}
