import Bytes
import DiscModel
import FileSystems
import Inspection
import Specimens
import Testing

/// Records whose system use goes on for very long.
@Suite struct LongNameTests {
    /// A Rock Ridge image in which the entries of `/README.TXT` go on at its end.
    private static func image(_ entries: [UInt8]) -> (bytes: [UInt8], continuation: Int) {
        var specimen = Specimen.rockRidge
        specimen.removeEntry("susp:/README.TXT:NM")
        let start = specimen.bytes.count
        let fields = [start / 2048, 0, entries.count].flatMap { number in
            let bytes = (0..<4).map { UInt8(truncatingIfNeeded: number >> (8 * $0)) }
            return bytes + bytes.reversed()
        }
        specimen.insertEntry(Specimen.systemUseEntry("CE", fields), into: "record:/README.TXT")
        return (specimen.bytes + entries, start)
    }

    private static func disc(_ bytes: [UInt8]) throws -> Disc {
        try Inspection(quick: true).examine(MemorySource(bytes), named: "long.iso").disc
    }

    @Test(arguments: [65_000, 70_000]) func `entries beyond those that are kept are a gap`(_ count: Int)
        throws
    {
        let (bytes, start) = Self.image(
            (0..<count).flatMap { _ in Specimen.systemUseEntry("XX", []) })
        let disc = try Self.disc(bytes)
        let tree = try #require(disc.facts(ISO9660Facts.self)?.isoTrees.first)
        let entries = try #require(tree.slots.indices.map { tree.entries($0) }.max { $0.count < $1.count })
        let own = entries.count { Int($0.offset) < start }
        #expect(entries.count == min(count + own, 65_535))
        let gap = disc.gaps.first { $0.structure == .systemUse }
        #expect((gap != nil) == (count > 65_535))
        guard let gap else { return }
        #expect(gap.cause == .limit)
        // The first that is not kept, and all behind it.
        #expect(gap.place.offset == UInt64(start + (65_535 - own) * 4))
        #expect(gap.place.length == UInt64((count - (65_535 - own)) * 4))
    }

    /// Names of entries with the mark that the name goes on.
    private static func name(_ letters: Int) -> [UInt8] {
        let parts = (0..<letters / 250).map { part in
            Specimen.systemUseEntry(
                "NM", [part == letters / 250 - 1 ? 0 : 1] + [UInt8](repeating: 0x61, count: 250))
        }
        return parts.flatMap { $0 }
    }

    @Test func `a name longer than any path shows its beginning, and that it was cut`() throws {
        let disc = try Self.disc(Self.image(Self.name(50_000)).bytes)
        let tree = try #require(disc.tree(.rockridge))
        let path = try #require(
            tree.nodes.indices.map { tree.path(of: $0) }.first { $0.text.hasPrefix("/aaaa") })
        #expect(path.isCut && path.text.hasSuffix("a…") && path.text.utf8.count < 300)
    }

    @Test func `words hold the beginning of a name, and how long it is`() {
        let name = DisplayName(String(repeating: "ä", count: 50_000))
        #expect(name.escaped.hasPrefix("ää") && name.escaped.hasSuffix("ä… (100000 bytes)"))
        #expect(name.escaped.utf8.count < 4_200)
        #expect(DisplayName(String(repeating: "a", count: 4_000)).escaped.utf8.count == 4_000)
    }
}
