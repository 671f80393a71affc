import Testing

/// Images with a few bytes changed, by chance, where their structure lies.
@Suite struct MutationTests {
    @Test(arguments: Victim.all) func `a mutated image ends in an answer`(_ victim: Victim) throws {
        let fields = try victim.fields()
        var chance = Chance("mutate \(victim)")
        var toll = Ordeal.Toll()
        for number in 0..<Trial.mutations {
            var bytes = victim.bytes
            for _ in 0...chance.below(4) { Self.mutate(&bytes, fields, &chance) }
            toll.add(Ordeal.run(bytes, "\(victim) mutation \(number)"))
        }
        toll.report("\(victim), mutated")
    }

    static func mutate(_ bytes: inout [UInt8], _ fields: [FieldBytes], _ chance: inout Chance) {
        // Kinds of fields are equally likely, or the names of a thousand files would hide everything else.
        let names = Set(fields.map(\.name)).sorted()
        guard let name = names.randomElement(using: &chance),
            let field = fields.filter({ $0.name == name }).randomElement(using: &chance)
        else { return }
        let at = Int(field.offset) + chance.below(field.length)
        switch chance.below(6) {
        case 0: bytes[at] ^= 1 << UInt8(chance.below(8))
        case 1: bytes[at] = UInt8.random(in: 0...255, using: &chance)
        case 2: bytes[at] = [0, 1, 0x7F, 0x80, 0xFE, 0xFF].randomElement(using: &chance) ?? 0
        case 3, 4: setNumber(&bytes, at: Int(field.offset), &chance)
        default: copy(&bytes, fields, to: field, &chance)
        }
    }

    /// A 32-bit number that asks for trouble: little-endian, big-endian, or both halves.
    private static func setNumber(_ bytes: inout [UInt8], at: Int, _ chance: inout Chance) {
        let end = UInt32(clamping: bytes.count)
        let numbers: [UInt32] = [
            0, 1, 0x7FFF_FFFF, 0x8000_0000, 0xFFFF_FFFF, end / 2048, end / 2048 - 1, end, end - 1, end - 2048,
            UInt32(chance.below(bytes.count / 2048)),
        ]
        let number = numbers.randomElement(using: &chance) ?? 0
        let big = (0..<4).map { UInt8(truncatingIfNeeded: number >> (24 - 8 * UInt32($0))) }
        let written = [big.reversed(), big, big.reversed() + big].randomElement(using: &chance) ?? []
        for (index, byte) in written.enumerated() where at + index < bytes.count { bytes[at + index] = byte }
    }

    /// Another field's bytes over this one: numbers that are right, but not here.
    private static func copy(
        _ bytes: inout [UInt8], _ fields: [FieldBytes], to field: FieldBytes, _ chance: inout Chance
    ) {
        guard let other = fields.randomElement(using: &chance) else { return }
        for index in 0..<min(field.length, other.length) {
            bytes[Int(field.offset) + index] = bytes[Int(other.offset) + index]
        }
    }
}
