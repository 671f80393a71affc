import ChecksumLists
import Digests
import Testing

@Suite struct VariantTests {
    @Test(arguments: Variant.all) func `a variant is understood`(_ variant: Variant) throws {
        let list = try #require(ChecksumList.parse(variant.bytes, named: variant.file))
        #expect(list.outline == variant.expected)
    }

    @Test func `there are enough variants, each told apart by its name`() {
        #expect(Variant.all.count >= 40)
        #expect(Set(Variant.all.map(\.what)).count == Variant.all.count)
    }

    @Test(arguments: [
        ("README.txt", "This disc holds the installer.\nSee 20240101 and deadbeef.\n"),
        ("boot.cfg", "[main]\ntimeout = 5\n"), ("f.hs", "f (x) = y\n"), ("empty", ""),
        ("log.txt", "one\ntwo\nthree\n\(Sum.md5.hex)  a\nfour\n"),
        ("SHA256SUMS.sign", "-----BEGIN PGP SIGNATURE-----\n\niQIz\n-----END PGP SIGNATURE-----\n"),
        ("SHA256SUMS.asc", "-----BEGIN PGP MESSAGE-----\n\niQIz\n-----END PGP MESSAGE-----\n"),
        ("a.iso.md5", "\u{1}\u{2}garbage\u{7F}\u{3}"), ("MD5SUMS", "\0\0\0\0"),
    ]) func `what is no list is none`(_ file: String, _ text: String) {
        #expect(ChecksumList.parse(Array(text.utf8), named: file) == nil)
    }

    @Test func `places are those of the lines`() throws {
        let text = "\u{FEFF}# note\r\n\(Sum.md5.hex)  a\r\nnonsense\r\n\(Sum.md5.hex) *b\r\n"
        let bytes = Array(text.utf8)
        let list = try #require(ChecksumList.parse(bytes, named: "MD5SUMS"))
        #expect(list.entries.map(\.line) == [2, 4])
        #expect(list.problems.map(\.line) == [3])
        for (offset, start) in zip(
            list.entries.map(\.offset) + list.problems.map(\.offset),
            ["\(Sum.md5.hex)  a", "\(Sum.md5.hex) *b", "nonsense"])
        {
            #expect(bytes[offset...].starts(with: start.utf8))
        }
    }

    @Test func `only what a whole signature covers is signed`() throws {
        func list(_ what: String) throws -> ChecksumList {
            let variant = try #require(Variant.all.first { $0.what == what })
            return try #require(ChecksumList.parse(variant.bytes, named: variant.file))
        }
        let around = try list("lines around a clear-signed message")
        #expect(around.entries.map(around.isSigned) == [false, true, false])
        let cut = try list("a list in the header of a message, a bare dash, no end")
        #expect(cut.entries.map(cut.isSigned) == [false])
        #expect(cut.signature?.isWhole == false)
        let below = try list("a signature below the list")
        #expect(below.signature?.kind == .appended)
        #expect(below.entries.map(below.isSigned) == [true])
        let two = try list("two signatures")
        #expect(two.entries.map(two.isSigned) == [true, false])
        #expect(try list("BSD").signature == nil)
    }
}
