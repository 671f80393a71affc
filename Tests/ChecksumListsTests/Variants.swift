import ChecksumLists
import Digests
import Testing

/// One way somebody writes a list, and what is to be understood of it.
struct Variant: Sendable, CustomTestStringConvertible {
    let what: String
    let file: String
    let bytes: [UInt8]
    let expected: [String]
    var testDescription: String { what }

    init(_ what: String, _ file: String, _ text: String, _ expected: [String]) {
        self.init(what, file, Array(text.utf8), expected)
    }

    init(_ what: String, _ file: String, _ bytes: [UInt8], _ expected: [String]) {
        self.what = what
        self.file = file
        self.bytes = bytes
        self.expected = expected
    }

    private static let (crc, md5, sha1) = (Sum.crc32.hex, Sum.md5.hex, Sum.sha1.hex)
    private static let (sha256, sha384, sha512) = (Sum.sha256.hex, Sum.sha384.hex, Sum.sha512.hex)

    static let all = gnu + bsd + others + signed + broken

    private static let gnu = [
        Variant("text mode", "SHA256SUMS", "\(sha256)  a.iso\n", [Sum.sha256.of("a.iso", binary: false)]),
        Variant("binary mode", "SHA256SUMS", "\(sha256) *a.iso\n", [Sum.sha256.of("a.iso", binary: true)]),
        Variant("one blank, as BSD's -r writes", "a.md5", "\(md5) a.iso\n", [Sum.md5.of("a.iso")]),
        Variant(
            "the first line decides whether names have marks", "MD5SUMS", "\(md5) a\n\(md5)  b\n\(md5) *c\n",
            [Sum.md5.of("a"), Sum.md5.of(" b", line: 2), Sum.md5.of("*c", line: 3)]),
        Variant("a tab", "a.md5", "\(md5)\ta.iso\n", [Sum.md5.of("a.iso")]),
        Variant("no end of the last line", "MD5SUMS", "\(md5)  a", [Sum.md5.of("a", binary: false)]),
        Variant(
            "lines end with CR LF", "MD5SUMS", "\(md5)  a\r\n\(md5) *b\r\n",
            [Sum.md5.of("a", binary: false), Sum.md5.of("b", line: 2, binary: true)]),
        Variant(
            "byte order mark", "MD5SUMS", "\u{FEFF}\(md5)  a\n", [Sum.md5.of("a", binary: false)]),
        Variant(
            "capital digits", "sha1.txt", "\(sha1.uppercased())  A.ISO\n",
            [Sum.sha1.of("A.ISO", binary: false)]),
        Variant(
            "a newline in the name", "MD5SUMS", "\\\(md5)  new\\nline\n",
            [Sum.md5.of("new\nline", binary: false)]),
        Variant(
            "a backslash in the name", "MD5SUMS", "\\\(md5)  back\\\\slash\n",
            [Sum.md5.of("back\\slash", binary: false)]),
        Variant(
            "a carriage return in the name", "MD5SUMS", "\\\(md5) *cr\\rx\n",
            [Sum.md5.of("cr\rx", binary: true)]),
        Variant(
            "a backslash that is not marked as escaped", "MD5SUMS", "\(md5) *dir\\nfile\n",
            [Sum.md5.of("dir\\nfile", binary: true)]),
        Variant(
            "blanks and marks that belong to the name", "MD5SUMS", "\(md5)   lead \n\(md5)  *star\n",
            [Sum.md5.of(" lead ", binary: false), Sum.md5.of("*star", line: 2, binary: false)]),
        Variant(
            "blanks before the digest", "MD5SUMS", " \t\(md5)  a\n", [Sum.md5.of("a", binary: false)]),
        Variant(
            "comments and empty lines", "SHA256SUMS",
            "# made by hand\n\n; and so on\n\(sha256)  a\n   \n#\(sha256)  b\n",
            [Sum.sha256.of("a", line: 4, binary: false)]),
        Variant(
            "several algorithms, told by their lengths", "demo-CHECKSUM",
            "\(md5)  a\n\(sha1)  a\n\(sha256)  a\n\(sha384)  a\n\(sha512)  a\n",
            [
                Sum.md5.of("a", binary: false), Sum.sha1.of("a", line: 2, binary: false),
                Sum.sha256.of("a", line: 3, binary: false), Sum.sha384.of("a", line: 4, binary: false),
                Sum.sha512.of("a", line: 5, binary: false),
            ]),
        Variant(
            "Debian's md5sum.txt", "md5sum.txt",
            "\(md5)  ./README.html\n\(md5)  ./pool/main/a/a_1.0+b1_all.deb\n",
            [
                Sum.md5.of("./README.html", binary: false),
                Sum.md5.of("./pool/main/a/a_1.0+b1_all.deb", line: 2, binary: false),
            ]),
        Variant(
            "Arch's sha512sums", "sha512sums.txt", "\(sha512)  archlinux-x86_64.iso\n",
            [Sum.sha512.of("archlinux-x86_64.iso", binary: false)]),
        Variant(
            "a list of unknown name", "notes.txt", "\(sha256)  a\n", [Sum.sha256.of("a", binary: false)]),
        Variant(
            "standard input", "a.iso.md5", "\(md5)  -\n", [Sum.md5.of("-", binary: false)]),
        Variant(
            "a name in Latin-1", "MD5SUMS", Array("\(md5)  ".utf8) + [0xE9, 0x0A],
            [Sum.md5.of("\u{FFFD}", binary: false)]),
        Variant(
            "CRC-32 before the name", "files.crc32", "\(crc)  a\n", [Sum.crc32.of("a", binary: false)]),
        Variant(
            "a Node.js list", "SHASUMS256.txt", "\(sha256)  node.tar.gz\n",
            [Sum.sha256.of("node.tar.gz", binary: false)]),
    ]

    private static let bsd = [
        Variant("BSD", "CHECKSUM", "SHA256 (a.iso) = \(sha256)\n", [Sum.sha256.of("a.iso", .bsd)]),
        Variant(
            "OpenSSL 3", "CHECKSUM", "SHA2-256(a.iso)= \(sha256)\nMD5(b)= \(md5)\n",
            [Sum.sha256.of("a.iso", .bsd), Sum.md5.of("b", .bsd, line: 2)]),
        Variant(
            "BSD with several algorithms", "CHECKSUM",
            "MD5 (x) = \(md5)\nSHA1 (x) = \(sha1)\nSHA-512 (x) = \(sha512)\nCRC32 (x) = \(crc)\n",
            [
                Sum.md5.of("x", .bsd), Sum.sha1.of("x", .bsd, line: 2), Sum.sha512.of("x", .bsd, line: 3),
                Sum.crc32.of("x", .bsd, line: 4),
            ]),
        Variant(
            "BSD with capital digits and CR LF", "CHECKSUM", "MD5 (x) = \(md5.uppercased())\r\n",
            [Sum.md5.of("x", .bsd)]),
        Variant(
            "parentheses and equals in the name", "CHECKSUM", "MD5 (x) = (y)) = \(md5)\n",
            [Sum.md5.of("x) = (y)", .bsd)]),
        Variant(
            "escaped names of --tag", "CHECKSUM", "\\MD5 (a\\nb\\\\c) = \(md5)\n",
            [Sum.md5.of("a\nb\\c", .bsd)]),
        Variant(
            "Fedora's CHECKSUM", "Fedora-Server-39-1.5-x86_64-CHECKSUM",
            "# a.iso: 123 bytes\nSHA256 (a.iso) = \(sha256)\n# b c.iso: 9 bytes\nSHA256 (b c.iso) = \(sha256)\n",
            [
                Sum.sha256.of("a.iso", .bsd, line: 2, size: 123),
                Sum.sha256.of("b c.iso", .bsd, line: 4, size: 9),
            ]),
        Variant(
            "BSD's distinfo", "distinfo", "SHA256 (d/a) = \(sha256)\nSIZE (d/a) = 42\n",
            [Sum.sha256.of("d/a", .bsd, size: 42)]),
        Variant(
            "FreeBSD's release list", "CHECKSUM.SHA256-FreeBSD-14.0-RELEASE-amd64",
            "SHA256 (FreeBSD-14.0-RELEASE-amd64-disc1.iso) = \(sha256)\n",
            [Sum.sha256.of("FreeBSD-14.0-RELEASE-amd64-disc1.iso", .bsd)]),
        Variant(
            "BSD and GNU lines mixed", "SHA256SUMS", "\(sha256)  a\nMD5 (b) = \(md5)\n",
            [Sum.sha256.of("a", binary: false), Sum.md5.of("b", .bsd, line: 2)]),
    ]

    private static let others = [
        Variant("a digest alone", "a.iso.sha256", "\(sha256)\n", [Sum.sha256.of("", .lone)]),
        Variant("a digest alone and blanks", "a.iso.md5", "\(md5)  \r\n", [Sum.md5.of("", .lone)]),
        Variant("an algorithm and a digest", "a.txt", "SHA256: \(sha256)\n", [Sum.sha256.of("", .lone)]),
        Variant(
            "as containers write it", "digest.txt", "sha256:\(sha256)", [Sum.sha256.of("", .lone)]),
        Variant(
            "name first", "hashes.txt", "a b.iso: \(md5)\nc:d: \(sha1)\n",
            [Sum.md5.of("a b.iso", .nameFirst), Sum.sha1.of("c:d", .nameFirst, line: 2)]),
        Variant(
            "a name of digits first", "hashes.txt", "0123456789abcdef01 x: \(md5)\n",
            [Sum.md5.of("0123456789abcdef01 x", .nameFirst)]),
        Variant(
            "SFV", "disc.sfv", "; Generated by hand\r\na b.bin \(crc.uppercased())\r\nc   \(crc)\r\n",
            [Sum.crc32.of("a b.bin", .sfv, line: 2), Sum.crc32.of("c", .sfv, line: 3)]),
        Variant(
            "SFV of Windows, by its comment only", "disc", "; WIN-SFV32\n\\d\\c.bin \(crc)\n",
            [Sum.crc32.of("\\d\\c.bin", .sfv, line: 2)]),
        Variant(
            "a semicolon's comment above GNU lines", "disc", "; by hand\n\(md5)  a\n",
            [Sum.md5.of("a", line: 2, binary: false)]),
        Variant(
            "hashdeep", "known.txt",
            """
            %%%% HASHDEEP-1.0
            %%%% size,md5,sha256,filename
            ## Invoked from: /tmp
            ##
            1,\(md5),\(sha256),/tmp/com,ma
            7,\(md5),\(sha256),"quo,te"

            """,
            [
                Sum.md5.of("/tmp/com,ma", .hashdeep, line: 5, size: 1),
                Sum.sha256.of("/tmp/com,ma", .hashdeep, line: 5, size: 1),
                Sum.md5.of("\"quo,te\"", .hashdeep, line: 6, size: 7),
                Sum.sha256.of("\"quo,te\"", .hashdeep, line: 6, size: 7),
            ]),
        Variant(
            "hashdeep that a spreadsheet quoted", "known.csv",
            "%%%% HASHDEEP-1.0\n%%%% size,md5,filename\n\"1\",\"\(md5)\",\"a \"\"b\"\", c\"\n",
            [Sum.md5.of("a \"b\", c", .hashdeep, line: 3, size: 1)]),
        Variant(
            "treeinfo", ".treeinfo",
            """
            [checksums]
            images/efiboot.img = sha256:\(sha256)
            ; older trees
            repodata/repomd.xml = sha:\(sha1)

            [general]
            ; WARNING.0 = This section provides compatibility with pre-productmd treeinfos.
            family = Fedora

            [images-x86_64]
            boot.iso = images/boot.iso
            """,
            [
                Sum.sha256.of("images/efiboot.img", .treeinfo, line: 2),
                Sum.sha1.of("repodata/repomd.xml", .treeinfo, line: 4),
            ]),
        Variant(
            "treeinfo of another name", "tree.ini", "[header]\nversion = 1.2\n[checksums]\na=md5:\(md5)\n",
            [Sum.md5.of("a", .treeinfo, line: 4)]),
        Variant("nothing at all, but by name a list", "SHA256SUMS", "", []),
    ]
}
