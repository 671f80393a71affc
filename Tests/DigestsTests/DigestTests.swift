import Digests
import TestSupport
import Testing

@Suite struct DigestTests {
    /// RFC 1321 A.5, FIPS 180-4 examples and the check value of CRC-32; the sums of nothing by the peers.
    static let known: [(DigestAlgorithm, String, String)] = [
        (.md5, "", "d41d8cd98f00b204e9800998ecf8427e"),
        (.md5, "a", "0cc175b9c0f1b6a831c399e269772661"),
        (.md5, "abc", "900150983cd24fb0d6963f7d28e17f72"),
        (.md5, "message digest", "f96b697d7cb7938d525a2f31aaf161d0"),
        (.md5, "abcdefghijklmnopqrstuvwxyz", "c3fcd3d76192e4007dfb496cca67e13b"),
        (
            .md5, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789",
            "d174ab98d277d9f5a5611c2c9f419d9f"
        ),
        (.md5, String(repeating: "1234567890", count: 8), "57edf4a22be3c955ac49da2e2107b67a"),
        (.md5, million, "7707d6ae4e027c70eea2a935c2296f21"),
        (.sha1, "", "da39a3ee5e6b4b0d3255bfef95601890afd80709"),
        (.sha1, "abc", "a9993e364706816aba3e25717850c26c9cd0d89d"),
        (.sha1, million, "34aa973cd4c4daa4f61eeb2bdbad27316534016f"),
        (.sha224, "abc", "23097d223405d8228642a477bda255b32aadbce4bda0b3f7e36c9da7"),
        (.sha256, "", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
        (.sha256, "abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
        (.sha256, million, "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"),
        (
            .sha384, "abc",
            "cb00753f45a35e8bb5a03d699ac65007272c32ab0eded1631a8b605a43ff5bed8086072ba1e7cc2358baeca134c825a7"
        ),
        (
            .sha512, "abc",
            "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a"
                + "2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f"
        ),
        (.crc32, "", "00000000"),
        (.crc32, "123456789", "cbf43926"),
        (.crc32, million, "dc25bfbc"),
    ]
    static let million = String(repeating: "a", count: 1_000_000)

    @Test(arguments: known) func `published vectors`(
        _ algorithm: DigestAlgorithm, _ text: String, _ hex: String
    ) {
        #expect(RunningDigest.digest(algorithm, of: Array(text.utf8)).hex == hex)
        guard algorithm == .md5 else { return }
        var interleaved = InterleavedMD5(streams: 3)
        interleaved.update(Array(repeating: Array(text.utf8)[...], count: 3))
        for stream in 0..<3 { #expect(interleaved.digest(of: stream).hex == hex) }
    }

    @Test(arguments: DigestAlgorithm.allCases) func `a digest is read back from any case of letters`(
        _ algorithm: DigestAlgorithm
    ) throws {
        let digest = RunningDigest.digest(algorithm, of: [1, 2, 3])
        #expect(digest.bytes.count == algorithm.byteCount && digest.hex.count == algorithm.hexLength)
        #expect(Digest(algorithm, hex: digest.hex) == digest)
        #expect(Digest(algorithm, hex: digest.hex.uppercased()) == digest)
        #expect(Digest(algorithm, bytes: digest.bytes) == digest)
        #expect(Digest(algorithm, bytes: digest.bytes + [0]) == nil)
        let hex = digest.hex
        let wrong = [
            "", "\(hex)0", "\(hex)é", String(hex.dropLast()), hex.dropLast() + "g", " " + hex.dropLast(),
        ]
        for text in wrong { #expect(Digest(algorithm, hex: text) == nil, "\(text)") }
    }

    @Test(arguments: DigestAlgorithm.allCases) func `the pieces do not matter`(_ algorithm: DigestAlgorithm) {
        let bytes = RandomBytes.fixed(seed: 7, count: 300)
        let whole = RunningDigest.digest(algorithm, of: bytes)
        for cut in 0...bytes.count {
            var running = RunningDigest(algorithm)
            running.update(bytes[..<cut])
            var copy = running
            running.update(bytes[cut...])
            #expect(running.digest() == whole)
            #expect(copy.digest() == RunningDigest.digest(algorithm, of: Array(bytes[..<cut])))
            copy.update(bytes[cut...])
            #expect(copy.digest() == whole)
        }
    }

    @Test(arguments: [
        (DigestAlgorithm.md5, "md5sum"), (.sha1, "sha1sum"), (.sha224, "sha224sum"), (.sha256, "sha256sum"),
        (.sha384, "sha384sum"),
        (.sha512, "sha512sum"), (.crc32, "gzip"),
    ])
    func `agreement with other programs`(_ algorithm: DigestAlgorithm, _ name: String) throws {
        guard let tool = Tool(name) else { try skip("\(name) is not installed") }
        var random = RandomBytes.seeded()
        for _ in 0..<12 {
            let bytes = random.next(count: random.number(below: 200_000))
            let expected: String
            if algorithm == .crc32 {
                // The trailer of a gzip stream: CRC-32 and length, least significant byte first.
                let packed = try tool.run(["-c", "-1"], input: bytes).output
                expected = Digest(.crc32, bytes: packed.dropLast(4).suffix(4).reversed())?.hex ?? "no trailer"
            } else {
                expected = String(try tool.run([], input: bytes).text.prefix(algorithm.hexLength))
            }
            #expect(RunningDigest.digest(algorithm, of: bytes).hex == expected, "\(bytes.count) bytes")
        }
    }
}
