import Bytes
import DiscModel
import Inspection
import Rules
import Specimens
import Testing

/// Which files are damaged, how sure that is, and what still verifies.
@Suite struct DamageTests {
    private static func account(_ bytes: [UInt8], named name: String = "x.iso") throws -> DamageAccount? {
        DamageAccount(of: try Inspection().examine(MemorySource(bytes), named: name).disc)
    }

    private static func paths(_ account: DamageAccount?, _ certainty: DamageAccount.Certainty) -> [String] {
        account?.files.filter { $0.certainty == certainty }.map(\.path.text) ?? []
    }

    @Test func `a sound image has no account`() throws {
        #expect(try Self.account(Specimen.libisofs.bytes) == nil)
        #expect(try Self.account(Specimen.plain.bytes) == nil)
    }

    @Test func `the sum of a file names it, and the others still verify`() throws {
        var specimen = Specimen.libisofs
        specimen.set8("data:/README.TXT", 3, specimen.get8("data:/README.TXT", 3) ^ 0x10)
        let account = try #require(try Self.account(specimen.bytes))
        #expect(Self.paths(account, .certain) == ["/readme.txt"])
        #expect(Self.paths(account, .possible).isEmpty)
        // The session tag does not hold either, which the damaged file explains.
        #expect(account.elsewhere.isEmpty)
        #expect(account.verified > 0)
        #expect(account.unknown == 0)
    }

    @Test func `bytes between files are told from files`() throws {
        var specimen = Specimen.libisofs
        specimen.set8("data:/README.TXT", 2_047, 1)
        let account = try #require(try Self.account(specimen.bytes))
        #expect(account.files.isEmpty)
        #expect(account.elsewhere.count == 1)
        #expect(account.elsewhere[0].contains("session tag"))
    }

    @Test func `the fragment of an implanted sum names what may be hurt`() throws {
        var specimen = Specimen { $0.padding = 700 }
        specimen.implantMD5()
        specimen.set8("data:/DOCS/MANUAL.TXT", 100, specimen.get8("data:/DOCS/MANUAL.TXT", 100) ^ 1)
        let account = try #require(try Self.account(specimen.bytes))
        #expect(Self.paths(account, .certain).isEmpty)
        #expect(Self.paths(account, .possible).contains("/DOCS/MANUAL.TXT;1"))
        #expect(account.files.allSatisfy { $0.evidence.contains { $0.contains("implanted MD5") } })
    }

    @Test(arguments: [
        "dvdisaster dead sector marker\nThis sector could not be read", "BaDbLoCk", "BAD-SECTOR ",
    ])
    func `a mark across the border of two files damages both`(_ mark: String) throws {
        var specimen = Specimen {
            $0.files = [
                .init("/A.DAT", .bytes([UInt8](repeating: 1, count: 9_000))),
                .init("/B.DAT", .bytes([UInt8](repeating: 2, count: 9_000))),
                .init("/C.DAT", .bytes([UInt8](repeating: 3, count: 9_000))),
            ]
        }
        let text = Array(mark.utf8)
        let first = specimen.offset("data:/A.DAT") / 2048 * 2048
        for sector in 3..<7 {
            let start = first + sector * 2048
            let filled = (0..<2048).map {
                mark.hasPrefix("dv")
                    ? ($0 < text.count ? text[$0] : 0) : text[(sector * 2048 + $0) % text.count]
            }
            specimen.bytes.replaceSubrange(start..<start + 2048, with: filled)
        }
        let account = try #require(try Self.account(specimen.bytes))
        #expect(Self.paths(account, .certain) == ["/A.DAT;1", "/B.DAT;1"])
        #expect(account.unknown == 1)
    }

    @Test func `a cut image names the files that it lost`() throws {
        var specimen = Specimen.plain
        specimen.truncate(to: specimen.offset("data:/README.TXT") + 1)
        let account = try #require(try Self.account(specimen.bytes))
        #expect(Self.paths(account, .certain).contains("/README.TXT;1"))
    }

    @Test func `a damaged raw sector names its file`() throws {
        let specimen = Specimen.plain
        var raw = Wrapped.raw(WrappedDisc(specimen.bytes)).bytes
        #expect(try Self.account(raw, named: "x.bin") == nil)
        let lba = specimen.offset("data:/DOCS/MANUAL.TXT") / 2_048
        for at in 100..<400 { raw[lba * 2_352 + at] ^= 0x5A }
        let account = try #require(try Self.account(raw, named: "x.bin"))
        #expect(Self.paths(account, .certain) == ["/DOCS/MANUAL.TXT;1"])
    }
}
