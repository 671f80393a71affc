import Testing

/// Images cut short, where a structure begins or ends and anywhere else.
@Suite struct CutTests {
    @Test(arguments: Victim.all) func `a cut image ends in an answer`(_ victim: Victim) throws {
        var chance = Chance("cut \(victim)")
        var toll = Ordeal.Toll()
        for length in try Self.lengths(of: victim, &chance) {
            toll.add(Ordeal.run([UInt8](victim.bytes.prefix(length)), "\(victim) cut to \(length) bytes"))
        }
        toll.report("\(victim), cut")
    }

    /// The start and the end of every field, a byte beside it, and lengths by chance.
    private static func lengths(of victim: Victim, _ chance: inout Chance) throws -> [Int] {
        var borders: Set<Int> = [0, 1, 32_768, 34_815, 34_816, 34_817]
        for field in try victim.fields() {
            for border in [Int(field.offset), Int(field.offset) + field.length] {
                borders.formUnion([border - 1, border, border + 1])
            }
        }
        var chosen = borders.filter { (0..<victim.bytes.count).contains($0) }.sorted()
        if chosen.count > Trial.mutations {
            chosen = Array(chosen.shuffled(using: &chance).prefix(Trial.mutations))
        }
        return chosen + (0..<Trial.mutations / 4).map { _ in chance.below(victim.bytes.count) }
    }
}
