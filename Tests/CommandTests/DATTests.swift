import Foundation
import Specimens
import TestSupport
import Testing

/// `isocheck check --dat`: which dump an image is.
@Suite struct DATTests {
    private let folder: TemporaryFolder
    private static let disc = WrappedDisc(Specimen.plain.bytes, audioTracks: 2)

    init() throws { folder = try TemporaryFolder() }

    private func write(_ files: Wrapped) throws -> String {
        for (name, bytes) in files.siblings { try folder.write(name, bytes) }
        return try folder.write(files.name, files.bytes)
    }

    private func check(_ files: Wrapped, _ options: String...) throws -> (status: Int32, text: String) {
        let image = try write(files)
        let result = try CommandTests.program.run(
            ["check", image, "--dat", folder.path("discs.dat")] + options)
        #expect(result.errors.isEmpty, "\(result.errors)")
        return (result.status, result.text)
    }

    struct Case: Sendable, CustomTestStringConvertible {
        let files: Wrapped
        let sentence: String
        var testDescription: String { sentence }

        init(_ files: Wrapped, _ sentence: String) {
            self.files = files
            self.sentence = sentence
        }
    }

    private static let tracks = Wrapped.cue(disc, oneFile: false)

    static let cases = [
        Case(tracks.listed([.init(of: disc)]), "Example (Europe), all 3 tracks (Specimens 2026-11-29)"),
        Case(
            Wrapped.cue(disc).listed([.init(of: disc)]),
            "Example (Europe), all 3 tracks (Specimens 2026-11-29)"),
        Case(
            tracks.listed([.init(of: disc, status: "verified")]),
            "Example (Europe), all 3 tracks, verified by several people"),
        Case(
            tracks.listed([.init(of: disc)]).with { $0.siblings["track2.bin"]?[9] ^= 1 },
            "not quite Example (Europe): tracks 1 and 3 match, track 2 differs"),
        Case(
            tracks.listed([.init(of: disc, laterBy: 30)]),
            "track 1 matches, tracks 2 and 3 are offset by +30 samples"),
        Case(
            Wrapped.cue(disc).listed([.init(of: disc, laterBy: 588)]),
            "track 1 matches, tracks 2 and 3 are offset by +588 samples"),
        Case(
            tracks.listed([.init(of: disc, sheet: Array("FILE".utf8))]),
            "the sheet that says where they lie is another"),
        Case(
            Wrapped.cue(WrappedDisc(Specimen.plain.bytes)).listed([
                .init("Example (Europe)", [("example.iso", Specimen.plain.bytes)])
            ]), "track 1 matches after isocheck convert, by the user data"),
        Case(
            Wrapped(name: "example.iso", bytes: Specimen.plain.bytes).listed([
                .init(of: WrappedDisc(Specimen.plain.bytes))
            ]), "Example (Europe) has the same length and other digests"),
        Case(
            Wrapped(name: "my copy.iso", bytes: Specimen.plain.bytes).listed([
                .init("Example (Europe)", [("Example (Europe).iso", Specimen.plain.bytes)])
            ]), "my copy.iso as Example (Europe).iso"),
        Case(
            Wrapped.chd(disc).listed([.init(of: disc)]), "Example (Europe), all 3 tracks"),
    ]

    @Test(arguments: cases) func `an image is told by its tracks`(_ item: Case) throws {
        let (status, text) = try check(item.files, "--show", "note")
        #expect(status == 0)
        #expect(
            text.replacingOccurrences(of: #"\n +"#, with: " ", options: .regularExpression).contains(
                item.sentence), "\(text)")
    }

    @Test func `samples that come earlier are told where something stands before them`() throws {
        let files = Self.tracks.listed([.init(of: Self.disc, laterBy: -12)])
        // What the first track of audio begins with lay before it, and is silence here; the second is found.
        let text = try check(files, "--show", "note").text
        #expect(text.contains("offset by -12 samples"), "\(text)")
    }

    @Test func `a match by CRC-32 alone is said to be one`() throws {
        let files = Self.tracks.listed([.init(of: Self.disc)]).with {
            let list = String(decoding: $0.siblings["discs.dat"] ?? [], as: UTF8.self)
            let bare = list.replacingOccurrences(
                of: #" (md5|sha1)="[0-9a-f]*""#, with: "", options: .regularExpression)
            $0.siblings["discs.dat"] = Array(bare.utf8)
        }
        let text = try check(files).text
        #expect(text.contains("all 3 tracks, by length and CRC-32 alone"), "\(text)")
    }

    @Test func `an unknown disc fails only where that is asked for`() throws {
        let files = Self.tracks.listed([.init("Other", [("other.bin", [1, 2, 3])])])
        #expect(try check(files).status == 0)
        let (status, text) = try check(files, "--fail-on", "note", "--profile", "pedantic", "--show", "note")
        #expect(status == 1 && text.contains("the image is not in Specimens (1 entry)"), "\(text)")
    }

    @Test func `a folder of lists is read, and what is no list is said`() throws {
        let image = try write(Self.tracks)
        try folder.write("lists/a.dat", ForgedDump.list([.init(of: Self.disc)]))
        try folder.write("lists/b.xml", Array("<nothing/>".utf8))
        let result = try CommandTests.program.run(["check", image, "--dat", folder.path("lists")])
        #expect(result.status == 0, "\(result.text)")
        #expect(result.text.contains("Example (Europe), all 3 tracks"))
        #expect(result.text.contains("b.xml is no DAT"), "\(result.text)")
        let alone = try CommandTests.program.run(["check", image, "--dat", folder.path("lists/b.xml")])
        #expect(alone.status == 2 && alone.errors.contains("is no DAT"), "\(alone.errors)")
    }

    @Test func `a list that is cut, and an image that cannot be read, decide nothing`() throws {
        let image = try write(Self.tracks)
        try folder.write("cut.dat", Array(ForgedDump.list([.init(of: Self.disc)]).prefix(500)))
        let cut = try CommandTests.program.run([
            "check", image, "--dat", folder.path("cut.dat"), "--show", "note",
        ])
        #expect(cut.text.contains("not decided") && !cut.text.contains("not in "), "\(cut.text)")
        try folder.write(
            "disc.dat", ForgedDump.list([.init("Example", [("example.iso", Specimen.plain.bytes)])]))
        let chd = Wrapped.chd(Specimen.plain.bytes).with { $0.bytes[$0.bytes.count - 3_000] ^= 1 }
        let damaged = try folder.write("disc.chd", chd.bytes)
        let text = try CommandTests.program.run(["check", damaged, "--dat", folder.path("disc.dat")]).text
        #expect(!text.contains("not in "), "\(text)")
    }

    @Test func `quick and lists exclude each other, and a list must be there`() throws {
        let image = try write(Self.tracks)
        let quick = try CommandTests.program.run(["check", image, "--quick", "--dat", image])
        #expect(quick.status == 2)
        let missing = try CommandTests.program.run(["check", image, "--dat", folder.path("none.dat")])
        #expect(missing.status == 2)
    }

    @Test func `JSON and XML say the same`() throws {
        let image = try write(Self.tracks.listed([.init(of: Self.disc, laterBy: 30)]))
        let dat = ["--dat", folder.path("discs.dat")]
        let json = try CommandTests.program.run(["check", image, "-o", "json"] + dat)
        let document = try #require(
            try JSONSerialization.jsonObject(with: Data(json.output)) as? [String: Any])
        let images = try #require(document["images"] as? [[String: Any]])
        let dats = try #require(images.first?["dats"] as? [[String: Any]])
        let matches = try #require(dats.first?["matches"] as? [[String: Any]])
        let parts = try #require(matches.first?["parts"] as? [[String: Any]])
        #expect(parts.map { $0["state"] as? String } == ["same", "offset", "offset"])
        #expect(parts.last?["samples"] as? Int == 30)
        let xml = try CommandTests.program.run(["check", image, "-o", "xml"] + dat)
        #expect(xml.text.contains("samples=\"30\""))
    }
}
