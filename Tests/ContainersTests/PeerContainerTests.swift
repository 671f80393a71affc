import Bytes
import Containers
import Digests
import DiscModel
import FileSystems
import Foundation
import Inspection
import Rules
import Sectors
import Specimens
import SystemPackage
import TestSupport
import Testing

/// Containers that programs of other people write and read.
@Suite struct PeerContainerTests {
    /// A folder that goes when the test ends.
    final class Workshop {
        let url = FileManager.default.temporaryDirectory.appending(path: "isocheck-\(UUID().uuidString)")
        init() throws { try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true) }
        deinit { try? FileManager.default.removeItem(at: url) }

        func path(_ name: String) -> String { url.appending(path: name).path(percentEncoded: false) }
        func write(_ name: String, _ bytes: [UInt8]) throws {
            try Data(bytes).write(to: url.appending(path: name))
        }
        func read(_ name: String) throws -> [UInt8] {
            [UInt8](try Data(contentsOf: url.appending(path: name)))
        }

        /// Writes a container with the files beside it.
        func write(_ files: Wrapped) throws {
            try write(files.name, files.bytes)
            for (name, bytes) in files.siblings { try write(name, bytes) }
        }

        func input(_ name: String) throws -> ImageInput {
            ImageInput(
                name: name, source: try FileSource(path: FilePath(path(name))),
                folder: DiskFolder(FilePath(path("."))),
                spoolFolder: path("."))
        }

        /// Runs a program in the folder, for at most a minute.
        func run(_ tool: Tool, _ arguments: [String]) throws -> Tool.Output {
            let script = "cd \"$0\" && exec timeout 60 \"$@\""
            return try Tool(at: "/bin/sh").run(["-c", script, path("."), tool.path] + arguments)
        }
    }

    static let image = Specimen.rockRidge.bytes
    static let mixed = WrappedDisc(image, audioTracks: 2)

    private func plain(_ workshop: Workshop, _ name: String, _ choice: Conversion.Choice = .whole) throws
        -> [UInt8]
    {
        try Conversion(try Inspection.open(try workshop.input(name)), choice).bytes
    }

    // MARK: Packed

    static let packers = ["gzip", "bzip2", "xz", "zstd"].compactMap { name in Tool(name).map { (name, $0) } }

    @Test(arguments: packers.map(\.0)) func `packed images are unpacked`(_ name: String) throws {
        let workshop = try Workshop()
        let tool = try #require(Self.packers.first { $0.0 == name }?.1)
        try workshop.write("disc.iso", Self.image)
        #expect(try workshop.run(tool, ["-k", "disc.iso"]).status == 0)
        let packed = try #require(
            ["gz", "bz2", "xz", "zst"].map { "disc.iso.\($0)" }.first {
                FileManager.default.fileExists(atPath: workshop.path($0))
            })
        #expect(try plain(workshop, packed) == Self.image)
        let facts = try Inspection.open(try workshop.input(packed)).facts
        #expect(facts.packing?.integrityCheck.state == .good)
        #expect(facts.packing?.trailingBytes == 0)
        // Two members are one image; a cut one is opened as far as it goes.
        let whole = try workshop.read(packed)
        try workshop.write("cut.iso.\(name)", Array(whole.dropLast(whole.count / 3)))
        let cut = try? Inspection.open(try workshop.input("cut.iso.\(name)"))
        #expect(cut == nil || cut?.facts.packing?.failure != nil)
        #expect(
            try FileManager.default.contentsOfDirectory(atPath: workshop.path(".")).count == 3,
            "nothing is left")
    }

    @Test func `a bomb is refused before it is unpacked whole`() throws {
        let bomb = Wrapped.gzip(Self.image).input
        let input = ImageInput(name: bomb.name, source: bomb.source, expansionLimit: 100_000)
        #expect { try Inspection.open(input) } throws: { "\($0)".contains("--max-expanded allows 100000") }
    }

    // MARK: BIN/CUE

    static let chdman = Tool("chdman")

    @Test(.needs("chdman"), arguments: ["cue", "toc"])
    func `what chdman extracts is opened`(_ format: String) throws {
        let workshop = try Workshop()
        let tool = try #require(Self.chdman)
        try workshop.write(.cue(Self.mixed))
        #expect(try workshop.run(tool, ["createcd", "-i", "disc.cue", "-o", "disc.chd"]).status == 0)
        #expect(
            try workshop.run(tool, ["extractcd", "-i", "disc.chd", "-o", "out.\(format)", "-ob", "out.bin"])
                .status == 0)
        #expect(try plain(workshop, "out.\(format)") == Self.image)
        let tracks = try Inspection.open(try workshop.input("out.\(format)")).facts.layout.tracks
        #expect(tracks.map(\.isAudio) == [false, true, true])
        // Its TOC files count a stored pregap twice: as silence, and as data.
        guard format == "cue" else { return }
        #expect(tracks.map(\.length) == Self.mixed.tracks.map { UInt64($0.length) })
        #expect(tracks.map(\.start) == Self.mixed.tracks.map { LBA(clamping: $0.start) })
    }

    static let bchunk = Tool("bchunk")

    @Test(
        .needs("bchunk"),
        arguments: ["MODE1/2352", "MODE2/2352"])
    func `bchunk extracts the same ISO`(_ mode: String) throws {
        let workshop = try Workshop()
        try workshop.write(.cue(WrappedDisc(Self.image, xa: mode.hasPrefix("MODE2")), mode: mode))
        #expect(try workshop.run(try #require(Self.bchunk), ["disc.bin", "disc.cue", "out"]).status == 0)
        #expect(try plain(workshop, "disc.cue") == (try workshop.read("out01.iso")))
    }

    /// bchunk cuts at INDEX 01: so do we where there is no INDEX 00. Of a track of data it keeps the user data only.
    @Test(.needs("bchunk"))
    func `bchunk cuts the same tracks of audio`() throws {
        let workshop = try Workshop()
        let lines = String(decoding: Wrapped.cue(Self.mixed).bytes, as: UTF8.self).split(separator: "\r\n")
        let sheet = lines.filter { !$0.contains("INDEX 00") }.map { $0 + "\r\n" }.joined()
        try workshop.write(Wrapped.cue(Self.mixed).with { $0.bytes = Array(sheet.utf8) })
        #expect(try workshop.run(try #require(Self.bchunk), ["disc.bin", "disc.cue", "out"]).status == 0)
        let theirs = try ["out02.cdr", "out03.cdr"].map {
            [RunningDigest.digest(.sha256, of: try workshop.read($0)).hex]
        }
        #expect(try trackDigests(try workshop.input("disc.cue")).suffix(2) == theirs[...])
    }

    // MARK: Bare sectors

    static let iat = Tool("iat")

    @Test(
        .needs("iat"),
        arguments: [0..<2352, 16..<2352, 16..<2064])
    func `iat finds the same sectors`(_ part: Range<Int>) throws {
        let workshop = try Workshop()
        try workshop.write(.raw(WrappedDisc(Self.image, xa: part != 16..<2064), part: part, leading: 1_000))
        _ = try workshop.run(try #require(Self.iat), ["-i", "disc.bin", "--iso", "-o", "out.iso"])
        let theirs = try workshop.read("out.iso")
        #expect(!theirs.isEmpty)
        #expect(try plain(workshop, "disc.bin") == theirs)
    }

    // MARK: Video CD

    static let vcdxbuild = Tool("vcdxbuild")
    static let vcdForms = [
        ["-c", "vcd.cue", "-b", "vcd.bin"], ["--sector-2336", "-c", "vcd.cue", "-b", "vcd.bin"],
        ["-i", "nrg", "-o", "nrg=vcd.nrg"], ["-i", "cdrdao", "-o", "toc=vcd.toc"],
    ]

    @Test(.needs("vcdxbuild"))
    func `a Video CD is the same disc in every container`() throws {
        var discs: [[String]] = []
        var images: [[UInt8]] = []
        var tracks: [[[String]]] = []
        for form in Self.vcdForms {
            let workshop = try Workshop()
            try workshop.write("vcd.xml", Array(VideoCD.control.utf8))
            try workshop.write("clip.mpg", VideoCD.clip)
            try workshop.write("readme.txt", Array("hello".utf8))
            #expect(try workshop.run(try #require(Self.vcdxbuild), form + ["vcd.xml"]).status == 0)
            let name = try #require(
                ["vcd.cue", "vcd.nrg", "vcd.toc"].first {
                    FileManager.default.fileExists(atPath: workshop.path($0))
                })
            let result = try Inspection().inspect(try workshop.input(name))
            // vcdimager dates every volume 14 July 1978, before there were CD-ROMs.
            let alarms = result.judgement.findings.filter { $0.counts && $0.severity > .note }
            #expect(alarms.map(\.rule.id) == ["pvd-date-implausible"], "\(form)")
            discs.append(listing(result.disc))
            images.append(try plain(workshop, name))
            tracks.append(try trackDigests(try workshop.input(name)))
        }
        #expect(discs[0].contains { $0.contains("/MPEGAV/AVSEQ01.DAT") })
        #expect(discs.allSatisfy { $0 == discs[0] })
        #expect(images.allSatisfy { $0 == images[0] })
        // The TOC file has files of 2352 bytes a sector for each track and pregap; NRG stores 2336 and no pregap.
        #expect(tracks[0].count == 2 && tracks[3] == tracks[0])
        #expect(tracks[1][0] == tracks[2][0] && tracks[1][1] != tracks[2][1])
    }

    // MARK: cdrdao

    static let toc2cue = Tool("toc2cue")

    /// cdrdao reads our TOC file and says the same of it in a cue sheet.
    @Test(.needs("toc2cue"))
    func `cdrdao's sheet of a TOC file is the same disc`() throws {
        let workshop = try Workshop()
        try workshop.write(.toc(Self.mixed))
        let result = try workshop.run(try #require(Self.toc2cue), ["disc.toc", "out.cue"])
        #expect(result.status == 0, "\(result.errors)")
        let (ours, theirs) = (
            try Inspection.open(try workshop.input("disc.toc")),
            try Inspection.open(try workshop.input("out.cue"))
        )
        #expect(theirs.facts.layout.tracks.map(\.start) == ours.facts.layout.tracks.map(\.start))
        #expect(theirs.facts.layout.tracks.map(\.isAudio) == ours.facts.layout.tracks.map(\.isAudio))
        #expect(try plain(workshop, "out.cue") == Self.image)
    }

    // MARK: Images by genisoimage, wrapped

    static let genisoimage = Tool("genisoimage")
    static let parts: [Range<Int>] = [16..<2072, 16..<2348, 16..<2352, 12..<2352, 0..<2352]

    /// Bytes before the first sector: none, some, a whole pregap of each size, and enough for every remainder to differ.
    @Test(.needs("genisoimage"), arguments: parts)
    func `raw sectors around an image of genisoimage are the same image`(_ part: Range<Int>) throws {
        let workshop = try Workshop()
        try FileManager.default.createDirectory(
            atPath: workshop.path("tree/sub"), withIntermediateDirectories: true)
        try workshop.write("tree/a long name.txt", Array("first".utf8))
        try workshop.write("tree/sub/data.bin", Array(repeating: 7, count: 50_000))
        let tool = try #require(Self.genisoimage)
        #expect(try workshop.run(tool, ["-quiet", "-R", "-J", "-o", "plain.iso", "tree"]).status == 0)
        let image = try workshop.read("plain.iso")
        let plain = try Inspection().examine(try workshop.input("plain.iso")).disc
        for xa in [true, false] where xa || part.count > 2332 {
            let disc = WrappedDisc(image, xa: xa)
            for leading in [0, 1, 2, 7, 16, 24, 150, 1_000, 2_047, 2_048, 4_095, 150 * part.count] {
                let files = Wrapped.raw(disc, part: part, leading: leading, trailing: leading % 13)
                #expect(
                    try Conversion(try Inspection.open(files.input), .whole).bytes == image,
                    "\(part.count) bytes, \(leading) before")
                guard leading % 2 == 1 else { continue }
                #expect(listing(try Inspection().examine(files.input).disc) == listing(plain))
            }
        }
    }

    // MARK: Sessions

    /// A second session by genisoimage: its directories refer to files of the first.
    @Test(
        .needs("genisoimage"),
        arguments: ["cue", "cues", "ccd"])
    func `the last session is read, with the files of the first`(_ form: String) throws {
        let workshop = try Workshop()
        let tool = try #require(Self.genisoimage)
        try FileManager.default.createDirectory(
            atPath: workshop.path("one"), withIntermediateDirectories: true)
        try FileManager.default.createDirectory(
            atPath: workshop.path("two"), withIntermediateDirectories: true)
        try workshop.write("one/first.txt", Array("first".utf8))
        try workshop.write("two/second.txt", Array("second".utf8))
        #expect(try workshop.run(tool, ["-quiet", "-R", "-o", "1.iso", "one"]).status == 0)
        var disc = WrappedDisc(try workshop.read("1.iso"))
        let start = disc.leadOut + 11_400
        #expect(
            try workshop.run(tool, ["-quiet", "-R", "-C", "0,\(start)", "-M", "1.iso", "-o", "2.iso", "two"])
                .status == 0)
        disc.addSession(try workshop.read("2.iso"))
        try workshop.write(form == "ccd" ? .cloneCD(disc) : .cue(disc, oneFile: form == "cue"))
        let name = form == "ccd" ? "disc.ccd" : "disc.cue"
        let opened = try Inspection.open(try workshop.input(name))
        #expect(opened.facts.layout.sessions.map(\.tracks.count) == [1, 1])
        #expect(opened.volume.start == LBA(clamping: start))
        let result = try Inspection().inspect(try workshop.input(name))
        let alarms = result.judgement.findings.filter { $0.counts && $0.severity > .note }
        #expect(alarms.isEmpty, "\(alarms.map { "\($0.rule.id): \($0.message)" })")
        let seen = result.disc
        let names = Set(
            seen.tree(.rockridge).map { tree in tree.nodes.indices.map { tree.path(of: $0).text } } ?? [])
        #expect(names.isSuperset(of: ["/first.txt", "/second.txt"]))
        #expect(
            seen.facts(FurtherVolumesFacts.self)?.volumes.map(\.start) == [0],
            "the first session is seen as well")
        #expect(try plain(workshop, name, .init(session: 1)) == (try workshop.read("1.iso")))
        #expect(try plain(workshop, name, .init(session: 2)) == (try workshop.read("2.iso")))
        #expect(throws: InspectionError.self) { try plain(workshop, name) }
    }
}
