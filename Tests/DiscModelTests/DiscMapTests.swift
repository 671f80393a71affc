import DiscModel
import TestSupport
import Testing

/// The map of random claims against a model that knows the owners of every single byte.
@Suite struct DiscMapTests {
    private static let size = 300

    private func claims(_ chance: inout RandomBytes) -> [Claim] {
        (0..<chance.number(below: 12)).map { number in
            // Some begin or end behind the volume, some are empty, some have the largest numbers there are.
            let isFar = chance.number(below: 20) == 0
            return Claim(
                .directory, offset: UInt64(chance.number(below: Self.size + 20)),
                length: isFar ? .max : UInt64(chance.number(below: 60)),
                slack: isFar ? .max : UInt64(chance.number(below: 3) * chance.number(below: 20)),
                "claim \(number)")
        }
    }

    /// Whether a byte lies in what a claim uses, or in its block.
    private func holds(_ claim: Claim, _ byte: Int, withSlack: Bool) -> Bool {
        guard claim.length > 0, UInt64(byte) >= claim.offset else { return false }
        let within = UInt64(byte) - claim.offset
        return within < claim.length || (withSlack && within - claim.length < claim.slack)
    }

    @Test func `every byte is claimed or unclaimed as the claims say`() {
        var chance = RandomBytes.seeded()
        for round in 0..<300 {
            let claims = claims(&chance)
            let map = DiscMap(of: .init(offset: 0, length: UInt64(Self.size)), claims: claims, trees: [])
            let owned = (0..<Self.size).map { byte in claims.contains { holds($0, byte, withSlack: true) } }
            let free = (0..<Self.size).map { byte in map.unclaimedRun(at: UInt64(byte)) != nil }
            #expect(owned == free.map { !$0 }, "round \(round): \(claims)")
            #expect(map.claimedBytes == UInt64(owned.count { $0 }))
            #expect(
                map.unclaimed.reduce(0) { $0 + $1.length } + map.claimedBytes == map.size, "round \(round)")
        }
    }

    @Test func `the owners of a byte are those whose claims hold it`() {
        var chance = RandomBytes.seeded()
        for round in 0..<300 {
            let claims = claims(&chance)
            let map = DiscMap(of: .init(offset: 0, length: UInt64(Self.size)), claims: claims, trees: [])
            let byte = chance.number(below: Self.size)
            let expected = claims.indices.filter { holds(claims[$0], byte, withSlack: true) }
            let owners = map.spans(at: UInt64(byte)).map(\.owner)
            #expect(
                Set(owners) == Set(expected.map { .structure(Int32($0)) }),
                "round \(round), byte \(byte): \(claims)")
        }
    }

    @Test func `a range that begins inside an earlier one is an overlap, and no other`() {
        var chance = RandomBytes.seeded()
        for round in 0..<300 {
            let claims = claims(&chance)
            let map = DiscMap(of: .init(offset: 0, length: UInt64(Self.size)), claims: claims, trees: [])
            let starts = Set(claims.filter { $0.length > 0 && $0.offset < Self.size }.map(\.offset))
            let inside = starts.filter { start in
                claims.contains { $0.offset < start && holds($0, Int(start), withSlack: false) }
            }
            let found = map.overlaps(limit: .max)
            #expect(Set(found.map(\.second.offset)) == inside, "round \(round): \(claims)")
            for overlap in found {
                #expect(overlap.first.offset < overlap.second.offset)
                #expect(overlap.shared.offset == overlap.second.offset && overlap.shared.length > 0)
                #expect(overlap.shared.end <= min(overlap.first.end, overlap.second.end))
            }
            #expect(map.overlaps(limit: 1).count == min(1, found.count))
        }
    }
}
