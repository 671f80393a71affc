import Foundation
import Specimens
import TestSupport
import Testing

/// `isocheck convert`, and containers on the command line.
@Suite struct ConvertTests {
    private static let image = Specimen.joliet.bytes

    private func folder(_ files: Wrapped) throws -> (CommandTests.Folder, String) {
        let folder = try CommandTests.Folder()
        for (name, bytes) in files.siblings { _ = try folder.file(name, bytes) }
        return (folder, try folder.file(files.name, files.bytes))
    }

    private func content(_ path: String) throws -> [UInt8] {
        [UInt8](try Data(contentsOf: URL(filePath: path)))
    }

    /// The sum of a track is the one that a program of somebody else has of its bytes.
    @Test(.needs("md5sum"))
    func `the digest of a track is told`() throws {
        let files = Wrapped.cue(WrappedDisc(Self.image, audioTracks: 1))
        let (folder, path) = try folder(files)
        let result = try CommandTests.program.run([path, "--digest", "md5"])
        #expect(result.status == 0, "\(result.errors)")
        let audio = Array((files.siblings["disc.bin"] ?? []).suffix(375 * 2352))
        let sum = try #require(Tool("md5sum")).run([], input: audio).text.prefix(32)
        #expect(sum.count == 32)
        let told = result.text.split(separator: "\n").filter { $0.hasPrefix("MD5 track 2 ") }
        #expect(told.count == 1 && told.allSatisfy { $0.hasSuffix(" \(sum)") }, "\(result.text)")
        #expect(folder.names == ["disc.bin", "disc.cue"], "nothing is left beside them")
    }

    @Test func `a person with a raw "ISO" is told what it is and what to do`() throws {
        let (folder, path) = try folder(.raw(WrappedDisc(Self.image), name: "holiday.iso"))
        let result = try CommandTests.program.run([path])
        #expect(result.status == 1)
        #expect(result.text.contains("16 bytes before and 288 after its 2048 bytes of data"))
        #expect(result.text.contains("container-not-plain-iso"))
        let words = "isocheck convert \(path) \(folder.path("holiday-plain.iso"))"
        #expect(result.text.contains(words))
        #expect(result.text.contains("no multiple of the sector size"))
        #expect(result.text.contains("do: Make a plain ISO of it: \(words)."))
        #expect(result.text.contains("READABLE, BUT NOT A PLAIN ISO"))
        let converted = try CommandTests.program.run(
            Array(words.split(separator: " ").dropFirst().map(String.init)))
        #expect(converted.status == 0)
        #expect(converted.text.contains("holiday-plain.iso: OK"))
        #expect(try content(folder.path("holiday-plain.iso")) == Self.image)
        #expect(folder.names == ["holiday-plain.iso", "holiday.iso"])
    }

    @Test func `nothing is written over unasked, and an input never`() throws {
        let (folder, path) = try folder(.cue(WrappedDisc(Self.image)))
        let there = try folder.file("there.iso", [1, 2, 3])
        #expect(try CommandTests.program.run(["convert", path, there]).status == 2)
        #expect(try content(there) == [1, 2, 3])
        #expect(try CommandTests.program.run(["convert", path, there, "--force"]).status == 0)
        #expect(try content(there) == Self.image)
        for input in ["disc.cue", "disc.bin"] {
            let before = try content(folder.path(input))
            let result = try CommandTests.program.run(["convert", path, folder.path(input), "--force"])
            #expect(result.status == 2 && result.errors.contains("is an input"))
            #expect(try content(folder.path(input)) == before)
        }
        #expect(folder.names == ["disc.bin", "disc.cue", "there.iso"])
    }

    /// Its check would read standard input.
    @Test func `the ISO does not go to standard output`() throws {
        let (folder, path) = try folder(.cue(WrappedDisc(Self.image)))
        let result = try CommandTests.program.run(["convert", path, "-"], input: Self.image)
        #expect(result.status == 2 && result.errors.contains("written to a file"), "\(result.errors)")
        #expect(folder.names == ["disc.bin", "disc.cue"])
    }

    @Test func `tracks and sessions are chosen`() throws {
        let (folder, path) = try folder(.cue(WrappedDisc(Self.image, audioTracks: 1)))
        #expect(
            try CommandTests.program.run(["convert", path, folder.path("1.iso"), "--track", "1"]).status == 0)
        #expect(try content(folder.path("1.iso")) == Self.image)
        let audio = try CommandTests.program.run(["convert", path, folder.path("2.iso"), "--track", "2"])
        #expect(audio.status == 3 && audio.errors.contains("only audio"))
        #expect(
            try CommandTests.program.run(["convert", path, folder.path("3.iso"), "--track", "9"]).status == 3)
        #expect(
            try CommandTests.program.run([
                "convert", path, folder.path("4.iso"), "--track", "1", "--session", "2",
            ]).status
                == 3)
        #expect(
            try CommandTests.program.run([
                "convert", path, folder.path("5.iso"), "--track", "1", "--session", "1",
            ]).status
                == 0)
        #expect(folder.names == ["1.iso", "5.iso", "disc.bin", "disc.cue"])
    }

    @Test func `a file elsewhere is opened when it is named`() throws {
        let files = Wrapped.cue(WrappedDisc(Self.image)).with {
            $0.replace("disc.bin", with: "../far/disc.bin")
        }
        let (folder, path) = try folder(Wrapped(name: files.name, bytes: files.bytes))
        let far = try CommandTests.Folder()
        let named = try far.file("disc.bin", files.siblings["disc.bin"] ?? [])
        let refused = try CommandTests.program.run([path])
        #expect(refused.status == 3 && refused.errors.contains("--with"))
        #expect(try CommandTests.program.run([path, "--with", named]).status == 0)
        #expect(folder.names == ["disc.cue"])
    }

    @Test func `a bomb is refused and leaves nothing`() throws {
        let (folder, path) = try folder(.gzip(Self.image))
        let result = try CommandTests.program.run([
            "convert", path, folder.path("out.iso"), "--max-expanded", "100K",
        ])
        #expect(result.status == 3 && result.errors.contains("--max-expanded"))
        #expect(folder.names == ["disc.iso.gz"])
    }

    @Test func `a stored digest that does not hold is told, and is no success`() throws {
        let folder = try TemporaryFolder()
        let chd = Wrapped.chd(Specimen.plain.bytes, hasSums: true).with { files in
            // Both sums of the header are those of another disc.
            for at in [64, 84] { files.bytes[at] ^= 1 }
        }
        let image = try folder.write("disc.chd", chd.bytes)
        let result = try CommandTests.program.run(["convert", image, folder.path("out.iso")])
        #expect(result.status == 1, "\(result.text)")
        #expect(result.errors.contains("the SHA-1 in the CHD does not hold"), "\(result.errors)")
        #expect(try folder.read("out.iso") == Specimen.plain.bytes)
    }
}
