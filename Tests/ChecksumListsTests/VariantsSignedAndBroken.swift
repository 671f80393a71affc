import ChecksumLists
import Digests

extension Variant {
    private static let (crc, md5, sha1) = (Sum.crc32.hex, Sum.md5.hex, Sum.sha1.hex)
    private static let (sha256, sha512) = (Sum.sha256.hex, Sum.sha512.hex)

    static let signed = [
        Variant(
            "clear-signed", "CHECKSUM",
            """
            -----BEGIN PGP SIGNED MESSAGE-----
            Hash: SHA256

            # a: 1 bytes
            SHA256 (a) = \(sha256)
            - -\(md5)  dash
            - \(md5)  escaped for no reason
            -----BEGIN PGP SIGNATURE-----

            iQIzBAEBCAAdFiEE
            =aaaa
            -----END PGP SIGNATURE-----
            """,
            [
                Sum.sha256.of("a", .bsd, line: 5, size: 1),
                Sum.md5.of("escaped for no reason", line: 7, binary: false),
                problem(.malformed, line: 6),
            ]),
        Variant(
            "lines around a clear-signed message", "CHECKSUM",
            """
            \(md5)  before
            -----BEGIN PGP SIGNED MESSAGE-----\r
            \r
            \(md5)  signed\r
            -----BEGIN PGP SIGNATURE-----\r
            =aaaa\r
            -----END PGP SIGNATURE-----\r
            \(md5)  after
            """,
            [
                Sum.md5.of("before", binary: false), Sum.md5.of("signed", line: 4, binary: false),
                Sum.md5.of("after", line: 8, binary: false),
            ]),
        Variant(
            "a list in the header of a message, a bare dash, no end", "CHECKSUM",
            """
            -----BEGIN PGP SIGNED MESSAGE-----
            Hash: SHA256
            \(md5)  unsigned

            ----- not escaped
            \(md5)  signed
            -----BEGIN PGP SIGNATURE-----
            """,
            [
                Sum.md5.of("signed", line: 6, binary: false), problem(.signatureHeader, line: 3),
                problem(.unescapedDash, line: 5), problem(.signatureCut, line: 1),
            ]),
        Variant(
            "a signature below the list", "SHA256SUMS",
            "\(sha256)  a\n-----BEGIN PGP SIGNATURE-----\n\n\(sha256)\n-----END PGP SIGNATURE-----\n",
            [Sum.sha256.of("a", binary: false)]),
        Variant(
            "two signatures", "SHA256SUMS",
            """
            \(sha256)  a
            -----BEGIN PGP SIGNATURE-----
            -----END PGP SIGNATURE-----
            -----BEGIN PGP SIGNED MESSAGE-----

            \(sha256)  b
            -----BEGIN PGP SIGNATURE-----
            -----END PGP SIGNATURE-----
            """,
            [
                Sum.sha256.of("a", binary: false), Sum.sha256.of("b", line: 6, binary: false),
                problem(.secondSignature, line: 4),
            ]),
    ]

    static let broken = [
        Variant(
            "an unknown algorithm between known ones", "CHECKSUM",
            "MD5 (x) = \(md5)\nBLAKE2b (x) = \(sha512)\nNEW-1 (x) = \(crc)\nMD5 (y) = \(md5)\n",
            [
                Sum.md5.of("x", .bsd), Sum.md5.of("y", .bsd, line: 4),
                problem(.unknownAlgorithm("BLAKE2b"), line: 2), problem(.unknownAlgorithm("NEW-1"), line: 3),
            ]),
        Variant(
            "a file of BLAKE2b, as long as SHA-512", "B2SUMS", "\(sha512)  a\n",
            [problem(.unknownAlgorithm("BLAKE2b"))]),
        Variant(
            "a file of BLAKE3, as long as SHA-256", "a.iso.b3", "\(sha256)  a\n",
            [problem(.unknownAlgorithm("BLAKE3"))]),
        Variant(
            "SHA-224, known by its length", "CHECKSUM", "\(Sum.sha224.hex)  a\n",
            [Sum.sha224.of("a", binary: false)]),
        Variant(
            "an MD5 in a list of SHA-256", "SHA256SUMS", "\(md5)  a\n\(sha256)  b\n",
            [
                Sum.sha256.of("b", line: 2, binary: false),
                problem(.wrongLength(digits: 32, of: .sha256)),
            ]),
        Variant(
            "a digit too few, one too many, one that is none", "CHECKSUM",
            "MD5 (a) = \(md5.dropLast())\nMD5 (a) = \(md5)0\nMD5 (a) = \(md5.dropLast())g\n\(md5.dropLast())  a\n",
            [
                problem(.wrongLength(digits: 31, of: .md5)),
                problem(.wrongLength(digits: 33, of: .md5), line: 2), problem(.notHexadecimal(.md5), line: 3),
                problem(.wrongLength(digits: 31, of: nil), line: 4),
            ]),
        Variant(
            "no name, an escape nobody writes, a cut escape", "MD5SUMS",
            "MD5 () = \(md5)\n\\\(md5)  a\\tb\n\\\(md5)  a\\\n\(md5)  good\n",
            [
                Sum.md5.of("good", line: 4, binary: false), problem(.emptyName),
                problem(.badEscape, line: 2), problem(.badEscape, line: 3),
            ]),
        Variant(
            "prose, and the rest still read", "SHA256SUMS", "<html>Not found</html>\n\(sha256)  a\n",
            [Sum.sha256.of("a", line: 2, binary: false), problem(.malformed)]),
        Variant(
            "hashdeep with faults", "known.txt",
            """
            %%%% HASHDEEP-1.0
            1,\(md5),early
            %%%% size,md5,tiger,filename
            x,\(md5),00,a
            1,\(md5)
            1,\(sha1),00,b
            1,\(md5),00,
            %%%% size,md5
            1,\(md5)
            """,
            [
                Sum.md5.of("a", .hashdeep, line: 4), problem(.noColumns, line: 2),
                problem(.unknownAlgorithm("Tiger"), line: 3), problem(.badSize, line: 4),
                problem(.missingColumns(found: 2, expected: 4), line: 5),
                problem(.wrongLength(digits: 40, of: .md5), line: 6), problem(.emptyName, line: 7),
                problem(.noColumns, line: 8), problem(.noColumns, line: 9),
            ]),
        Variant(
            "treeinfo with faults", ".treeinfo",
            "[checksums]\na = sha256\nb\nc = whirlpool:00\nd = new:00\n = md5:\(md5)\ne = md5:\(crc)\nf = md5:\(md5)\n",
            [
                Sum.md5.of("f", .treeinfo, line: 8), problem(.malformed, line: 2),
                problem(.malformed, line: 3), problem(.unknownAlgorithm("Whirlpool"), line: 4),
                problem(.unknownAlgorithm("new"), line: 5), problem(.emptyName, line: 6),
                problem(.wrongLength(digits: 8, of: .md5), line: 7),
            ]),
        Variant(
            "UTF-16, as PowerShell redirects", "a.iso.md5", [0xFF, 0xFE] + md5.utf8.flatMap { [$0, 0] },
            [problem(.utf16)]),
        Variant(
            "a zero byte behind the first page", "MD5SUMS",
            Array(String(repeating: "\(md5)  a\n", count: 200).utf8) + Array("\(md5)  b\0c\n".utf8),
            (1...200).map { Sum.md5.of("a", line: $0, binary: false) } + [problem(.zeroByteInName, line: 201)]
        ),
    ]
}
