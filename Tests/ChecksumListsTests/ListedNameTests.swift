import ChecksumLists
import Digests
import Testing

@Suite struct ListedNameTests {
    private func entry(_ name: String) throws -> ChecksumList.Entry {
        let line = Array("\(Sum.md5.hex)  \(name)\n".utf8)
        return try #require(ChecksumList.parse(line, named: "MD5SUMS")?.entries.first)
    }

    @Test(arguments: [
        ("a", "/a"), ("./a/b", "/a/b"), ("/a/b", "/a/b"), ("a//b/./c", "/a/b/c"), ("a/../b", "/b"),
        ("a/..", "/"), (".", "/"), ("..a/...", "/..a/..."), ("a\\b", "/a\\b"), ("a/ b ", "/a/ b "),
    ]) func `a listed name is a path of the image`(_ name: String, _ path: String) throws {
        #expect(String(decoding: try entry(name).path(), as: UTF8.self) == path)
    }

    @Test(arguments: ["..", "../a", "/..", "a/../../b", "./../a"])
    func `a name that leads outside is a problem`(_ name: String) throws {
        let entry = try entry(name)
        #expect(throws: ChecksumList.Problem.self) { try entry.path() }
        do throws(ChecksumList.Problem) {
            _ = try entry.path()
        } catch {
            #expect(error.what == .leadsOutside)
            #expect(error.line == 1)
        }
    }

    @Test func `relative names begin where the list lies`() throws {
        let folder = Array("/dists/stable".utf8)
        #expect(try entry("main/x").path(from: folder) == Array("/dists/stable/main/x".utf8))
        #expect(try entry("../../x").path(from: folder) == Array("/x".utf8))
        #expect(try entry("/x").path(from: folder) == Array("/x".utf8))
        #expect(throws: ChecksumList.Problem.self) { try entry("../../../x").path(from: folder) }
    }

    @Test func `backslashes separate when asked`() throws {
        #expect(
            try entry(".\\sources\\install.wim").path(backslashSeparates: true)
                == Array("/sources/install.wim".utf8))
        #expect(throws: ChecksumList.Problem.self) { try entry("..\\x").path(backslashSeparates: true) }
    }

    @Test func `a digest without a name has no path`() throws {
        for (file, text) in [
            ("a.md5", Sum.md5.hex), ("a.md5", "\(Sum.md5.hex)  -"), ("a.md5", "\(Sum.md5.hex) *stdin"),
            ("a.md5", "MD5(stdin)= \(Sum.md5.hex)"), ("a.md5", "(stdin)= \(Sum.md5.hex)"),
        ] {
            let list = try #require(ChecksumList.parse(Array(text.utf8), named: file))
            let entry = try #require(list.entries.first)
            #expect(entry.isNameless, "\(text)")
            #expect(throws: ChecksumList.Problem.self, "\(text)") { try entry.path() }
            #expect(list.entries(naming: "a.iso").count == 1, "\(text)")
            #expect(list.entries(naming: "b.iso").isEmpty, "\(text)")
        }
    }

    @Test(arguments: ["a.iso", "./a.iso", "/srv/iso/a.iso", "x86/a.iso", "D:\\iso\\a.iso"])
    func `an entry names a file by its last part`(_ name: String) throws {
        let entry = try entry(name)
        #expect(entry.names(Array("a.iso".utf8)))
        #expect(!entry.names(Array("b.iso".utf8)))
        #expect(!entry.names([]))
    }

    @Test(arguments: ["a.iso.zsync", "aa.iso", "a.iso/b", "A.iso", "a.iso/"])
    func `other names are other files`(_ name: String) throws {
        #expect(!(try entry(name).names(Array("a.iso".utf8))))
    }

    @Test func `a name without a folder comes before others`() throws {
        let text = ["arm/a.iso", "a.iso", "x86/a.iso", "b.iso"].map { "\(Sum.md5.hex)  \($0)\n" }.joined()
        let list = try #require(ChecksumList.parse(Array(text.utf8), named: "MD5SUMS"))
        #expect(list.entries(naming: "a.iso").map(\.line) == [2])
        let folders = try #require(
            ChecksumList.parse(Array("\(Sum.md5.hex)  arm/a.iso\n".utf8), named: "MD5SUMS"))
        #expect(folders.entries(naming: "a.iso").count == 1)
    }

    @Test(arguments: [
        ("demo.iso.sha256", true), ("demo.sha256", true), ("demo.iso.sha256.txt", true),
        ("folder/demo.iso.sha256", true), ("SHA256SUMS", false), ("demo.iso", false),
        ("demo2.iso.sha256", false),
        ("demo.x.sha256", false),
    ]) func `a digest alone is of the file that its list is called after`(_ list: String, _ isOurs: Bool)
        throws
    {
        let parsed = try #require(ChecksumList.parse(Array(Sum.sha256.hex.utf8), named: list))
        #expect(parsed.entries(naming: "demo.iso").isEmpty == !isOurs)
    }
}
