import Bytes
import DATs
import Digests
import TestSupport
import Testing

/// Lists of dumps in the forms in which they are published.
@Suite struct DATFileTests {
    private static let sha1 = "a9993e364706816aba3e25717850c26c9cd0d89d"

    private static let xml = """
        <?xml version="1.0"?>
        <!DOCTYPE datafile PUBLIC "-//Logiqx//DTD ROM Management Datafile//EN" "http://www.logiqx.com/Dats/datafile.dtd">
        <datafile>
          <header><name>Sony - PlayStation</name><version>2026-01-01 00-00-00</version><date>2026-01-01</date></header>
          <game name="Tom &amp; Jerry (Europe)">
            <category>Games</category><description>Tom &amp; Jerry</description>
            <rom name="Tom &amp; Jerry (Europe).cue" size="100" crc="0000000A" md5="" sha1=""/>
            <rom name="Tom &amp; Jerry (Europe).bin" size="2352" crc="0A0B0C0D" sha1="\(sha1.uppercased())" status="verified"/>
          </game>
          <machine name="b"><rom name="b.bin" size="1" crc="0" status="nodump"/><disk name="b" sha1="\(sha1)"/></machine>
        </datafile>
        """

    private static let text = """
        clrmamepro (
        \tname "Sony - PlayStation"
        \tversion "2026-01-01 00-00-00"
        \tdate 2026-01-01
        )

        game (
        \tname "Tom & Jerry (Europe)"
        \trom ( name "Tom & Jerry (Europe).cue" size 100 crc 0000000A )
        \trom ( name "Tom & Jerry (Europe).bin" size 2352 crc 0A0B0C0D sha1 \(sha1) flags verified )
        )
        game (
        \tname b
        \trom ( name b.bin size 1 status nodump )
        \tdisk ( name b sha1 \(sha1) )
        )
        """

    private static let all = DATQuestion(sizes: [1, 100, 2_352])

    private static func read(_ text: String) throws -> DATFile? {
        try DATFile(MemorySource(Array(text.utf8)), asking: Self.all)
    }

    @Test(arguments: [xml, text, "\u{FEFF}" + xml, "\u{FEFF}" + text])
    func `both forms say the same`(_ text: String) throws {
        let file = try #require(try Self.read(text))
        #expect(file.problem == nil)
        #expect(file.header.name == "Sony - PlayStation" && file.header.date == "2026-01-01")
        #expect(file.header.version == "2026-01-01 00-00-00")
        #expect(file.count == 2)
        let game = try #require(file.games.first)
        #expect(game.name == "Tom & Jerry (Europe)" && game.parts.map(\.isSheet) == [true, false])
        #expect(game.parts[1].status == .verified && game.parts[1].size == 2_352)
        #expect(game.parts[1].digest(.sha1)?.hex == Self.sha1)
        #expect(game.parts[1].digest(.crc32)?.hex == "0a0b0c0d")
        #expect(game.parts[0].digests.map(\.algorithm) == [.crc32])
        let other = file.games[1].parts
        #expect(
            other.map(\.isHunks) == [false, true] && other[0].status == .nodump && other[0].digests.isEmpty)
    }

    @Test(arguments: ["", "SHA256SUMS", "<html></html>", "game over", "PK\u{3}\u{4}"])
    func `what is no list is none`(_ text: String) throws { #expect(try Self.read(text) == nil) }

    @Test(arguments: [xml, text]) func `every prefix is read as far as it goes`(_ text: String) throws {
        let whole = Array(text.utf8)
        for count in 0..<whole.count - 1 {
            let file = try DATFile(MemorySource(Array(whole.prefix(count))), asking: Self.all)
            guard let file, count > 0 else { continue }
            #expect(file.count <= 2)
            // The text may end between entries.
            if text == Self.xml { #expect(file.problem != nil, "\(count)") }
        }
    }

    @Test func `what is not asked for is not kept, and a stop is said`() throws {
        let source = MemorySource(Array(Self.xml.utf8))
        let file = try #require(try DATFile(source, asking: DATQuestion(sizes: [1])))
        #expect(file.count == 2 && file.games.map(\.name) == ["b"])
        let stopped = try #require(try DATFile(source, asking: Self.all, goesOn: { false }))
        #expect(stopped.problem == "was not read to its end")
    }

    @Test func `entities that multiply, depth and length are bounded`() throws {
        let bomb =
            "<!DOCTYPE datafile [<!ENTITY a \"aaaaaaaaaa\">"
            + zip("bcdefghijk", "abcdefghij").map { name, last in
                "<!ENTITY \(name) \"\(String(repeating: "&\(last);", count: 10))\">"
            }.joined() + "]><datafile><game name=\"&k;\"><rom name=\"&k;\" size=\"1\"/></game></datafile>"
        #expect(try Self.read(bomb)?.problem != nil)
        let deep = "<datafile>" + String(repeating: "<game name='a'>", count: 10_000)
        #expect(try Self.read(deep)?.problem != nil)
        let open = "game ( name a " + String(repeating: "rom ( ", count: 10_000)
        #expect(try Self.read(open)?.problem != nil)
        // What has more files than any disc is none.
        let parts = "game ( name a " + String(repeating: "rom ( name b size 1 ) ", count: 501) + ")"
        let file = try #require(try Self.read(parts))
        #expect(file.problem == nil && file.count == 1 && file.games.isEmpty)
        let roms = "<game name='a'>" + String(repeating: "<rom name='b' size='1'/>", count: 501) + "</game>"
        let xml = try #require(try Self.read("<datafile>\(roms)</datafile>"))
        #expect(xml.problem == nil && xml.count == 1 && xml.games.isEmpty)
        // More entries of one size than are looked at is said.
        let many = String(repeating: "game ( name a rom ( name b size 1 ) )\n", count: 50_001)
        let cut = try #require(try Self.read(many))
        #expect(cut.count == 50_001 && cut.games.count == 50_000)
        #expect(cut.problem == "has more entries with files of these sizes than are looked at")
    }

    @Test func `a read that fails is told`() throws {
        let bytes = Array((Self.xml + String(repeating: " ", count: 1 << 20)).utf8)
        for read in 0..<4 {
            let source = FailingSource(bytes, failing: read)
            do {
                let file = try DATFile(source, asking: Self.all)
                #expect(file != nil && read > 0)
            } catch { #expect(!error.reason.isEmpty) }
        }
    }
}
