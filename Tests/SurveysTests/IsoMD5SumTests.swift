import Checksums
import DiscModel
import Foundation
import Rules
import TestSupport
import Testing

/// Agreement with checkisomd5 on images that implantisomd5 sealed, whole and damaged.
@Suite struct IsoMD5SumTests {
    static let tools = ["xorriso", "implantisomd5", "checkisomd5"]

    private func image(_ workshop: Workshop, _ dice: inout Dice) throws -> [UInt8] {
        try workshop.grow("tree", files: 9, longest: 200_000, &dice)
        _ = try #require(Tool("xorriso")).run(
            ["-as", "mkisofs", "-o", workshop.path("a.iso"), "-R", workshop.path("tree")])
        _ = try #require(Tool("implantisomd5")).run([workshop.path("a.iso")])
        return try workshop.bytes("a.iso")
    }

    /// What the tool says, which has one status for a sum that fails and for none at all.
    private func toolPasses(_ image: [UInt8], _ workshop: Workshop) throws -> Bool {
        try workshop.write(image, "b.iso")
        return try #require(Tool("checkisomd5")).run([workshop.path("b.iso")]).status == 0
    }

    @Test(.needs(tools))
    func `whole and damaged copies get the verdict of checkisomd5`() throws {
        let seed = Seed.of(#function)
        var dice = Dice(seed: seed)
        let workshop = try Workshop()
        let whole = try image(workshop, &dice)
        #expect(try toolPasses(whole, workshop))
        #expect(!Verdict(whole).has("checksum-isomd5sum-verify", "checksum-isomd5sum-format"))
        var failures = 0
        for round in 0..<100 {
            // Everywhere, and often in the tag and in what is left out.
            let range =
                switch round % 4 {
                case 0: 0x8373..<0x8573
                case 1: whole.count - 20 * 2_048..<whole.count
                default: 0..<whole.count
                }
            let offset = Int.random(in: range, using: &dice)
            let damaged = whole.flipping([offset], &dice)
            let verdict = Verdict(damaged)
            let passes =
                verdict.disc != nil
                && !verdict.has(
                    "checksum-isomd5sum-verify", "checksum-isomd5sum-format", "checksum-isomd5sum-fragments")
                && verdict.disc?.checksums.contains { $0.state == .verified } == true
            let tool = try toolPasses(damaged, workshop)
            failures += tool ? 0 : 1
            if passes != tool {
                #expect(
                    explains(whole, damaged, at: offset, tool: tool),
                    "seed \(seed), bit at \(offset), tool \(tool)")
            }
        }
        #expect(failures > 30, "seed \(seed)")
    }

    /// Where the two may differ: the tool takes a tag whose count or fragments are garbled for one without, or compares what
    /// is left of them, and stops reading a number at what is no digit; isocheck says that the tag is garbled.
    private func explains(_ whole: [UInt8], _ damaged: [UInt8], at offset: Int, tool: Bool) -> Bool {
        let text = String(decoding: whole[0x8373..<0x8573], as: UTF8.self)
        let lax = ["FRAGMENT SUMS = ", "FRAGMENT COUNT = ", "SKIPSECTORS = ", "RHLISOSTATUS="]
        return tool
            && lax.contains { key in
                guard let start = text.firstRange(of: key)?.lowerBound else { return false }
                let value = text[start...].prefix { $0 != ";" }
                let first = 0x8373 + text.utf8.distance(from: text.startIndex, to: start)
                // The semicolon before and the one behind belong to it.
                return (first - 1...first + value.utf8.count).contains(offset)
            }
    }

    @Test(.needs(tools))
    func `the fragment that differs holds the damaged byte`() throws {
        let seed = Seed.of(#function)
        var dice = Dice(seed: seed)
        let workshop = try Workshop()
        let whole = try image(workshop, &dice)
        for _ in 0..<20 {
            let offset = Int.random(in: 40 * 2_048..<whole.count - 16 * 2_048, using: &dice)
            let place = Verdict(whole.flipping([offset], &dice)).findings("checksum-isomd5sum-verify").first?
                .places.first
            let start = Int(place?.offset ?? .max)
            // Three digits agree by chance once in thousands; then the next fragment is named.
            #expect(
                start <= offset && offset < start + Int(place?.length ?? 0)
                    || (start > offset && start - offset < 200_000), "seed \(seed), byte \(offset)")
        }
    }

    @Test(.needs(tools))
    func `a tiny image is verified where checkisomd5 fails it`() throws {
        let workshop = try Workshop()
        try workshop.write([UInt8]("tiny".utf8), "tree/a")
        _ = try #require(Tool("xorriso")).run(
            ["-as", "mkisofs", "-no-pad", "-o", workshop.path("a.iso"), workshop.path("tree")])
        _ = try #require(Tool("implantisomd5")).run([workshop.path("a.iso")])
        let image = try workshop.bytes("a.iso")
        let verdict = Verdict(image)
        #expect(verdict.disc?.checksums.map(\.state) == [.verified])
        #expect(try toolPasses(image, workshop) || !verdict.findings("checksum-isomd5sum-fragments").isEmpty)
    }
}
