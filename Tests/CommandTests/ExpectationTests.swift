import FileSystems
import Foundation
import Specimens
import TestSupport
import Testing

/// What an image should be by `--expect` or the settings: it is, it is not, or nobody can tell, which never passes.
@Suite struct ExpectationTests {
    private let folder: GateFolder

    init() throws { folder = try GateFolder() }

    private func run(_ image: String, _ expected: String, _ more: String...) throws -> Tool.Output {
        try folder.run([image, "--expect", expected] + more)
    }

    /// That nothing else is wrong, so that the expectation alone decides.
    private func expect(_ code: Int32, _ words: String, of result: Tool.Output) {
        #expect(result.status == code, "\(result.text)\(result.errors)")
        #expect(result.text.contains(words), "\(result.text)")
    }

    // MARK: Digests

    private func sum(_ program: String, _ name: String) throws -> String {
        let text = try #require(Tool(program)).run([folder.path(name)]).text
        return String(try #require(text.split(separator: " ").first))
    }

    @Test(arguments: ["md5", "sha1", "sha256", "sha512"])
    func `the image is the file that has this digest`(_ algorithm: String) throws {
        let digest = try sum("\(algorithm)sum", "good.iso")
        #expect(try run("good.iso", "\(algorithm):\(digest)").status == 0)
        #expect(try run("good.iso", "\(algorithm.uppercased()):\(digest.uppercased())").status == 0)
        let other = String(digest.reversed())
        expect(
            1, "should be \(other), and it has \(digest)", of: try run("good.iso", "\(algorithm):\(other)"))
        expect(
            3, "not decided: --expect \(algorithm):\(digest): --quick reads no content",
            of: try run("good.iso", "\(algorithm):\(digest)", "--quick"))
    }

    @Test(.needs("gzip")) func `of a compressed image either file may be meant`() throws {
        let image = try sum("sha256sum", "good.iso")
        _ = try #require(Tool("gzip")).run([folder.path("good.iso")])
        let packed = try sum("sha256sum", "good.iso.gz")
        #expect(try run("good.iso.gz", "sha256:\(image)").status == 0)
        #expect(try run("good.iso.gz", "sha256:\(packed)").status == 0)
        let other = String(repeating: "0", count: 64)
        expect(
            1, "it has \(image), and the compressed file has \(packed)",
            of: try run("good.iso.gz", "sha256:\(other)"))
    }

    @Test func `an image in two files has no digest as one`() throws {
        let sheet = "FILE \"good.bin\" BINARY\n  TRACK 01 MODE1/2048\n    INDEX 01 00:00:00\n"
        try folder.write("good.bin", CommandTests.good)
        try folder.write("good.cue", sheet)
        expect(
            3, "the image lies in 2 files, which have no digest as one",
            of: try run("good.cue", "sha256:\(try sum("sha256sum", "good.bin"))"))
    }

    // MARK: Paths

    @Test func `paths are there in any tree that is shown`() throws {
        try folder.write("all.iso", Specimen.joliet.bytes)
        for path in ["/README.TXT", "/readme.txt", "/read*", "/DOCS/", "/docs"] {
            #expect(try run("all.iso", "path:\(path)").status == 0, "\(path)")
        }
        expect(
            1, "it should have /EFI/BOOT/BOOTX64.EFI, and no tree of it has that",
            of: try run("all.iso", "path:/EFI/BOOT/BOOTX64.EFI"))
        expect(
            1, "it should not have /Readme.*, and its primary tree has /README.TXT",
            of: try run("good.iso", "no-path:/Readme.*"))
        #expect(try run("all.iso", "no-path:/autorun.inf").status == 0)
        // A name without a pattern is the whole name, and a part of one is none.
        #expect(try run("all.iso", "path:/README").status == 1)
        #expect(try run("all.iso", "no-path:/README").status == 0)
    }

    @Test func `a path may lie in a boot image`() throws {
        let image = Repository.corpus.appending(path: "images/boot/xorriso-uefi-three-machines.sparse")
        try CorpusImage(url: image).withPlainFile { path in
            expect(0, ": OK", of: try run(path, "path:/EFI/BOOT/BOOTX64.EFI,path:/EFI/BOOT/BOOTIA32.EFI"))
            expect(1, "its FAT tree has", of: try run(path, "no-path:/efi/boot/bootia32.efi"))
        }
    }

    @Test func `where names could not be read, or are not, nobody can tell`() throws {
        _ = try folder.run("explain", "image-unseen", "--example", "hurt.iso")
        for word in ["path:/DOCS/NONE.TXT", "no-path:/autorun.inf"] {
            expect(
                3, "not decided: --expect \(word): not all names could be read",
                of: try run("hurt.iso", word, "--fail-on", "none"))
        }
        let hybrid = Repository.corpus.appending(path: "images/udf-hfs/genisoimage-hfs.sparse")
        try CorpusImage(url: hybrid).withPlainFile { path in
            let told = try run(path, "no-path:/autorun.inf,hfs")
            #expect(told.status == 0)
        }
    }

    // MARK: Age

    @Test func `a volume is at most so old on a day, and the report says on which`() throws {
        let new = try run("good.iso", "max-age:90d", "--today", "2024-03-01")
        expect(0, "Judged by ages as of 2024-03-01.\n", of: new)
        #expect(try run("good.iso", "max-age:13w", "--today", "2024-04-02").status == 0)
        expect(
            1,
            "it should be at most 90 days old on 2024-04-02, and it was created on 2024-01-02, 91 days before",
            of: try run("good.iso", "max-age:90d", "--today", "2024-04-02"))
        let json = try run("good.iso", "max-age:90d", "--today", "2024-03-01", "-o", "json").text
        #expect(json.contains(#""agesAsOf": "2024-03-01""#))
        let epoch = try #require(Tool("env")).run(
            [
                "SOURCE_DATE_EPOCH=1709251200", CommandTests.program.path, "good.iso", "--expect",
                "max-age:90d",
            ],
            in: folder.files.url)
        expect(0, "Judged by ages as of 2024-03-01.\n", of: epoch)
        #expect(!(try run("good.iso", "iso9660").text.contains("Judged by")))
    }

    @Test(arguments: [
        ("0000000000000000", "its volume does not tell when it was created"),
        ("2024023003040500", "its creation date is no date: 2024023003040500"),
        ("2031010203040500", "it says it was created on 2031-01-02, which is after 2024-03-01"),
    ]) func `an age that nobody knows is open`(_ date: String, _ why: String) throws {
        let image = Specimen.plain.with {
            $0.set(VolumeDescriptor.DateField.creation, of: "pvd", bytes: Array(date.utf8))
        }
        try folder.write("date.iso", image.bytes)
        expect(3, why, of: try run("date.iso", "max-age:90d", "--today", "2024-03-01"))
    }

    // MARK: Words

    @Test(arguments: [
        ("uefy", "did you mean uefi?"), ("jolliet", "did you mean joliet?"),
        ("paht:/x", "did you mean path:/GLOB?"), ("nopath:/x", "did you mean no-path:/GLOB?"),
        ("sha265:00", "did you mean sha256:HEX?"), ("maxage:1d", "did you mean max-age:90d?"),
        ("volid:X", "did you mean volid=GLOB?"), ("sha256:00", "that has 64 hexadecimal digits"),
        ("path:x", "begins with /"), ("no-path:/", "begins with /"), ("max-age:90", "such as 90d and 12w"),
        ("max-age:-1d", "such as 90d and 12w"), ("size<=huge", "is no size"),
        ("xyzzy", "there are bios, uefi"),
        ("bios,,uefi", "\"\" is no expectation"), ("", "\"\" is no expectation"),
    ]) func `a slip is told with the nearest word, and nothing is looked at`(
        _ word: String, _ hint: String
    ) throws {
        let result = try run("good.iso", word)
        #expect(result.status == 2 && result.text.isEmpty)
        #expect(
            result.errors.hasPrefix("isocheck: --expect: \"") && result.errors.contains(hint),
            "\(result.errors)")
        try folder.write("s.yaml", "version: 1\nexpect: [\"\(word)\"]\n")
        let settings = try folder.run("good.iso", "--config", "s.yaml")
        #expect(settings.status == 2)
        if !word.contains(","), !word.isEmpty {
            #expect(settings.errors.contains(hint), "\(settings.errors)")
        }
    }

    @Test func `settings expect the same of images`() throws {
        try folder.write(
            ".isocheck.yaml",
            "version: 1\nexpect: [\"max-age:90d\", \"no-path:/autorun.inf\"]\nimages: [{match: bad.iso, expect: \"path:/a,b\"}]\n"
        )
        let good = try folder.run("good.iso", "--today", "2024-03-01")
        expect(0, "Judged by settings of .isocheck.yaml, ages as of 2024-03-01.", of: good)
        expect(1, "it should have /a,b", of: try folder.run("bad.iso", "--today", "2024-03-01"))
        #expect(try folder.run("config", "show").text.contains("expect: max-age:90d, no-path:/autorun.inf"))
    }
}
