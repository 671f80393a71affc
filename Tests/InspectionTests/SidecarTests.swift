import Bytes
import Checksums
import Containers
import Digests
import DiscModel
import Inspection
import Rules
import Specimens
import Surveys
import Testing

/// Lists of checksums beside the image, as a table.
@Suite struct SidecarTests {
    static let image = Specimen.plain.bytes
    static let md5 = RunningDigest.digest(.md5, of: image).hex
    static let sha256 = RunningDigest.digest(.sha256, of: image).hex
    static let sha512 = RunningDigest.digest(.sha512, of: image).hex
    static let wrong = RunningDigest.digest(.sha256, of: []).hex

    struct Case: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let files: [String: String]
        /// What became of the checksums that name the image, in the order of the lists.
        var verified = 0
        var mismatched = 0
        /// Rules that find something besides the note about the signature.
        var rules: Set<String> = []
        /// Names of lists that were asked for.
        var given: [String] = []
        var isOpen = false
    }

    static let cases = [
        Case(testDescription: "nothing beside it", files: [:]),
        Case(
            testDescription: "IMAGE.sha256, GNU", files: ["demo.iso.sha256": "\(sha256)  demo.iso\n"],
            verified: 1),
        Case(testDescription: "IMAGE.sha256, digest alone", files: ["demo.iso.sha256": sha256], verified: 1),
        Case(
            testDescription: "IMAGE.md5, path of the builder",
            files: ["demo.iso.md5": "\(md5) */build/out/demo.iso\r\n"], verified: 1),
        Case(
            testDescription: "IMAGE.sha512, BSD",
            files: ["demo.iso.sha512": "SHA512 (demo.iso) = \(sha512)\n"], verified: 1),
        Case(
            testDescription: "CHECKSUM", files: ["CHECKSUM": "SHA256 (demo.iso) = \(sha256)\n"], verified: 1),
        Case(
            testDescription: "-CHECKSUM of Fedora, with comments",
            files: [
                "Fedora-39-x86_64-CHECKSUM":
                    "# demo.iso: \(image.count) bytes\nSHA256 (demo.iso) = \(sha256)\n"
            ],
            verified: 1),
        Case(
            testDescription: "SHA256SUMS among others",
            files: ["SHA256SUMS": "\(wrong)  other.iso\n\(sha256) *demo.iso\n\(wrong)  demo.iso.zsync\n"],
            verified: 1),
        Case(
            testDescription: "several lists at once",
            files: [
                "MD5SUMS": "\(md5)  demo.iso\n", "SHA256SUMS": "\(sha256)  demo.iso\n",
                "SHA512SUMS": "\(sha512)  demo.iso\n",
            ],
            verified: 3),
        Case(
            testDescription: "a wrong sum", files: ["SHA256SUMS": "\(wrong)  demo.iso\n"], mismatched: 1,
            rules: ["checksum-sidecar"]),
        Case(
            testDescription: "one of two lists is wrong",
            files: ["MD5SUMS": "\(md5)  demo.iso\n", "demo.iso.sha256": wrong], verified: 1, mismatched: 1,
            rules: ["checksum-sidecar"]),
        Case(testDescription: "only other images", files: ["SHA256SUMS": "\(wrong)  other.iso\n"]),
        Case(
            testDescription: "a list of others that is broken",
            files: ["SHA256SUMS": "\(wrong)  other.iso\nxyz\n"]),
        Case(
            testDescription: "no list at all",
            files: ["CHECKSUM": "", "demo.iso.txt": "\(wrong)  demo.iso\n"]),
        Case(
            testDescription: "a list of an unknown algorithm, called after the image",
            files: ["demo.iso.CHECKSUM": "WHIRLPOOL (demo.iso) = 00\n"], rules: ["checksum-sidecar-malformed"]
        ),
        Case(
            testDescription: "a malformed line, the rest verified",
            files: ["SHA256SUMS": "\(sha256)  demo.iso\n12  x\n"], verified: 1,
            rules: ["checksum-sidecar-malformed"]),
        Case(
            testDescription: "a list asked for under any name",
            files: ["release.txt": "\(sha256)  demo.iso\n"], verified: 1,
            given: ["release.txt"]),
        Case(
            testDescription: "a list asked for that does not name it",
            files: ["release.txt": "\(sha256)  other.iso\n"],
            given: ["release.txt"], isOpen: true),
        Case(
            testDescription: "a list asked for that is none", files: ["release.txt": "hello\n"],
            given: ["release.txt"], isOpen: true),
        Case(
            testDescription: "a list asked for that is not there", files: [:], given: ["gone"], isOpen: true),
        Case(
            testDescription: "a list asked for is not read twice",
            files: ["SHA256SUMS": "\(sha256)  demo.iso\n"], verified: 1,
            given: ["SHA256SUMS"]),
    ]

    private func inspect(_ files: [String: [UInt8]], given: [String] = []) throws -> Inspection.Result {
        var inspection = Inspection()
        let folder = MemoryFolder(files)
        inspection.checksumLists = given.map { .init($0, in: folder) }
        return try inspection.inspect(
            ImageInput(name: "demo.iso", source: MemorySource(Self.image), folder: folder))
    }

    @Test(arguments: cases) func `a list beside the image`(_ item: Case) throws {
        let result = try inspect(item.files.mapValues { Array($0.utf8) }, given: item.given)
        let groups = ChecksumGroup.all(of: result.disc).filter { $0.origin == .sidecar }
        #expect(groups.reduce(0) { $0 + $1.verified } == item.verified)
        #expect(groups.reduce(0) { $0 + $1.mismatched } == item.mismatched)
        let found = Set(result.judgement.findings.map(\.rule.id).filter { $0.hasPrefix("checksum-sidecar") })
        #expect(found.subtracting(["checksum-sidecar-unsigned"]) == item.rules)
        #expect(found.contains("checksum-sidecar-unsigned") == (item.verified + item.mismatched > 0))
        let outcome = result.judgement.outcomes.first { $0.rule.id == "checksum-sidecar" }
        #expect((outcome?.kind == .open) == item.isOpen, "\(outcome?.reason ?? "")")
    }

    @Test func `a signature is told as it was found`() throws {
        let files = ["SHA256SUMS": Array("\(Self.sha256)  demo.iso\n".utf8), "SHA256SUMS.gpg": [1, 2, 3]]
        for (state, severity) in [
            (SignatureState.good("A"), nil), (.bad("B"), Severity.error), (.unverified("C"), .note),
        ] {
            var inspection = Inspection()
            inspection.verify = { signed in
                signed.signature == [1, 2, 3] && signed.text == files["SHA256SUMS"] ? state : .none
            }
            let result = try inspection.inspect(
                ImageInput(name: "demo.iso", source: MemorySource(Self.image), folder: MemoryFolder(files)))
            let finding = result.judgement.findings.first { $0.rule.id == "checksum-sidecar-unsigned" }
            #expect(finding?.severity == severity)
        }
    }

    @Test(arguments: [false, true]) func `a good signature is that of the lines it is about`(
        _ isOutside: Bool
    )
        throws
    {
        let line = "\(Self.sha256)  demo.iso\n"
        let signed = "-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n\n\(line)"
        let signature = "-----BEGIN PGP SIGNATURE-----\n\nAQID\n-----END PGP SIGNATURE-----\n"
        var inspection = Inspection()
        inspection.verify = { _ in .good("A") }
        let text = signed + signature + (isOutside ? line : "")
        let disc = try inspection.examine(
            ImageInput(
                name: "demo.iso", source: MemorySource(Self.image),
                folder: MemoryFolder(["SHA256SUMS": Array(text.utf8)]))
        ).disc
        let list = try #require(disc.facts(SidecarFacts.self)?.lists.first)
        #expect(list.signature == .good("A"))
        #expect(list.signatureOfStatements == (isOutside ? .none : .good("A")))
    }

    /// A list may name the file as it was downloaded, the image in it, or both.
    @Test func `a packed image has digests of both files`() throws {
        let packed = Wrapped.gzip(Self.image)
        let outer = RunningDigest.digest(.sha256, of: packed.bytes).hex
        func inspect(_ list: String) throws -> Inspection.Result {
            let folder = MemoryFolder(["disc.iso.gz.sha256": Array(list.utf8)])
            return try Inspection().inspect(
                ImageInput(name: packed.name, source: MemorySource(packed.bytes), folder: folder))
        }
        let good = try inspect("\(outer)  disc.iso.gz\n\(Self.sha256)  disc.iso\n")
        let files = good.disc.facts(ImageDigests.self)?.files ?? []
        #expect(files.map(\.name.text) == ["disc.iso", "disc.iso.gz"])
        let digests = files.flatMap(\.requests).map { good.disc.outcome(of: $0)?.digest?.hex }
        #expect(digests == [Self.sha256, outer])
        #expect(good.disc.facts(SidecarFacts.self)?.lists.first?.statements.count == 2)
        #expect(!good.judgement.findings.contains { $0.rule.id == "checksum-sidecar" })
        let bad = try inspect("\(Self.wrong)  disc.iso.gz\n")
        #expect(bad.judgement.findings.contains { $0.rule.id == "checksum-sidecar" })
    }
}
