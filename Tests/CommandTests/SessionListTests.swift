import Foundation
import Specimens
import TestSupport
import Testing

/// `isocheck list --session`: the files as they were in one session of several.
@Suite struct SessionListTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func list(_ image: String, _ session: Int, _ more: String...) throws -> Tool.Output {
        try CommandTests.program.run(["list", image, "--session", "\(session)"] + more)
    }

    private func paths(_ output: Tool.Output) -> [String] {
        output.text.split(separator: "\n").compactMap { $0.split(separator: " ").last.map(String.init) }
    }

    @Test(.needs(["xorriso"]), arguments: [[], ["-md5", "on"]])
    func `three sessions that xorriso wrote`(_ options: [String]) throws {
        let image = folder.path("grown.iso")
        for session in 1...3 {
            try folder.write("tree/file\(session).txt", [UInt8](repeating: UInt8(session), count: 3_000))
            let made = try #require(Tool("xorriso")).run(
                options + [
                    "-dev", image, "-map", folder.path("tree/file\(session).txt"), "/file\(session).txt",
                ]
            )
            try #require(made.status == 0, "\(made.errors)")
        }
        for session in 1...3 {
            let found = try list(image, session)
            #expect(found.status == 0, "\(found.errors)")
            #expect(paths(found) == (1...session).map { "/file\($0).txt" })
        }
        let sums = try list(image, 1, "--format", "sums")
        #expect(sums.status == 0 && sums.text.hasSuffix("  file1.txt\n"), "\(sums.text)")
        let none = try list(image, 4)
        #expect(none.status == 3 && none.errors.contains("has no session 4"), "\(none.errors)")
        #expect(none.errors.contains("3 (from LBA"))
    }

    /// What `list --changes` says, without sizes.
    private func changes(_ image: String) throws -> [String] {
        let found = try CommandTests.program.run(["list", image, "--changes"])
        #expect(found.status == 0, "\(found.errors)")
        return found.text.split(separator: "\n").map { line in
            let words = line.split(separator: " ")
            return line.hasPrefix("session") ? "\(words[0]) \(words[1])" : "\(words[0]) \(words[2])"
        }
    }

    @Test(.needs(["xorriso"])) func `each session is told by what it deleted, wrote anew and added`() throws {
        let image = folder.path("grown.iso")
        for name in ["a", "b", "c"] { try folder.write("one/\(name).txt", Array(name.utf8)) }
        try folder.write("two/b.txt", Array("another b".utf8))
        try folder.write("two/d.txt", [1])
        let (one, two) = (folder.path("one"), folder.path("two"))
        let sessions = [
            ["-map", one, "/"],
            ["-rm", "/a.txt", "--", "-map", "\(two)/b.txt", "/b.txt", "-map", "\(two)/d.txt", "/d.txt"],
            ["-rm", "/c.txt", "--"],
        ]
        for commands in sessions {
            let made = try #require(Tool("xorriso")).run(["-dev", image] + commands)
            try #require(made.status == 0, "\(made.errors)")
        }
        #expect(
            try changes(image) == [
                "session 1", "+ /a.txt", "+ /b.txt", "+ /c.txt", "session 2", "- /a.txt", "~ /b.txt",
                "+ /d.txt",
                "session 3", "- /c.txt",
            ])
        let report = try CommandTests.program.run(["check", image, "-o", "plain", "--show", "note"])
        #expect(report.status == 0, "\(report.text)")
        #expect(
            report.text.contains(
                "deleted 1 file, first /a.txt; wrote anew 1 file, first /b.txt; added 1 file, first /d.txt"),
            "\(report.text)")
    }

    @Test(.needs(["genisoimage"])) func `a session that genisoimage wrote behind another`() throws {
        try folder.write("one/old.txt", [1])
        try folder.write("two/new.txt", [2])
        let genisoimage = try #require(Tool("genisoimage"))
        let first = folder.path("first.iso")
        try #require(genisoimage.run(["-quiet", "-R", "-o", first, folder.path("one")]).status == 0)
        var image = try folder.read("first.iso")
        let made = try genisoimage.run([
            "-quiet", "-R", "-C", "0,\(image.count / 2_048)", "-M", first, "-o", folder.path("second.iso"),
            folder.path("two"),
        ])
        try #require(made.status == 0, "\(made.errors)")
        image += try folder.read("second.iso")
        let both = try folder.write("both.iso", image)
        #expect(try changes(both) == ["session 1", "+ /old.txt", "session 2", "+ /new.txt"])
    }

    @Test(.needs(["genisoimage"])) func `each session has its own UDF`() throws {
        try folder.write("one/old.txt", [1])
        try folder.write("one/both.txt", [1])
        try folder.write("two/both.txt", [2, 2])
        let genisoimage = try #require(Tool("genisoimage"))
        func make(_ name: String, _ options: String...) throws -> [UInt8] {
            let options = ["-quiet", "-R", "-udf"] + options
            let made = try genisoimage.run(options + ["-o", folder.path("\(name).iso"), folder.path(name)])
            try #require(made.status == 0, "\(made.errors)")
            return try folder.read("\(name).iso")
        }
        let first = try make("one")
        let start = (first.count / 2_048 + 31) / 32 * 32
        try folder.write("one.iso", first + [UInt8](repeating: 0, count: start * 2_048 - first.count))
        let second = try make("two", "-C", "0,\(start)", "-M", folder.path("one.iso"))
        let image = try folder.write("both.iso", try folder.read("one.iso") + second)
        let newest = try list(image, 2).text.split(separator: "\n").filter { $0.hasSuffix("/both.txt") }
        #expect(newest.allSatisfy { $0.split(separator: " ")[1] == "2" } && newest.count == 1, "\(newest)")
        #expect(try changes(image).contains("~ /both.txt"))
        let report = try CommandTests.program.run(["check", image, "--show", "note"])
        #expect(report.text.contains("is that of the session from LBA \(start) on"), "\(report.text)")
        #expect(report.status == 0, "\(report.text)")
    }

    /// Images by growisofs, which writes to drives only.
    @Test func `the sessions that growisofs wrote`() throws {
        let first =
            ["/README.TXT", "/DOCS/EMPTY.DAT", "/DOCS/NUMBERS.TXT"]
            + ["1", "2"].map { "/DOCS/MANUAL/CHAPTER\($0).TXT" }
        func corpus(_ name: String) throws -> String {
            let url = Repository.corpus.appending(path: "images/sessions/\(name).sparse")
            return try folder.write("\(name).iso", try CorpusImage(url: url).bytes())
        }
        let rewritable = try corpus("growisofs-dvd-plus-rw")
        func shown(_ image: String, _ session: Int) throws -> Set<String> {
            Set(try paths(list(image, session)).filter { !$0.hasSuffix("/") })
        }
        #expect(try shown(rewritable, 1) == Set(first))
        #expect(try shown(rewritable, 2) == Set(first + ["/SECOND.TXT"]))
        #expect(try shown(rewritable, 3) == Set(first + ["/SECOND.TXT", "/THIRD.TXT"]))
        let told = try changes(rewritable)
        #expect(
            told.prefix(1) + told.filter { "~-".contains($0.prefix(1)) } == ["session 1", "~ /README.TXT"])
        let once = try corpus("growisofs-dvd-r")
        #expect(try shown(once, 1) == Set(first))
        #expect(
            try changes(once).drop { $0 != "session 2" } == [
                "session 2", "- /DOCS/NUMBERS.TXT", "~ /README.TXT", "+ /SECOND.TXT",
            ])
        // The file shows the first session, so nothing of it is gone.
        #expect(try CommandTests.program.run(["list", once, "--deleted"]).text.isEmpty)
        #expect(try CommandTests.program.run(["timeline", once]).text.contains("/SECOND.TXT (session 2)"))
    }

    @Test(.needs(["xorriso"])) func `a file that was renamed, and a disc that was begun anew`() throws {
        let image = folder.path("grown.iso")
        for name in ["a", "b"] { try folder.write("one/\(name).txt", [UInt8](repeating: 1, count: 400_000)) }
        try folder.write("two/new.txt", [1])
        let sessions = [
            ["-map", folder.path("one"), "/"], ["-mv", "/a.txt", "/c.txt", "--"],
            ["-blank", "as_needed", "-map", folder.path("two"), "/"],
        ]
        let clock = ["1704067200", "1704067260", "1704067320"]
        for (commands, date) in zip(sessions, clock) {
            let made = try #require(Tool("env")).run(
                ["SOURCE_DATE_EPOCH=\(date)", "xorriso", "-dev", image] + commands)
            try #require(made.status == 0, "\(made.errors)")
        }
        let told = try CommandTests.program.run(["list", image, "--changes"]).text
        #expect(told.contains("left behind a volume that was begun anew"), "\(told)")
        #expect(told.hasSuffix("/new.txt\n"), "\(told)")
        try FileManager.default.removeItem(atPath: image)
        for commands in sessions.prefix(2) {
            try #require(try #require(Tool("xorriso")).run(["-dev", image] + commands).status == 0)
        }
        let renamed = try CommandTests.program.run(["list", image, "--changes"]).text
        #expect(renamed.hasSuffix("> 400000       /a.txt -> /c.txt\n"), "\(renamed)")
    }

    @Test func `the states of a disc that was written packet by packet`() throws {
        try folder.write("packets.iso", Specimen.udfTwoStates.bytes)
        let found = try CommandTests.program.run(["list", folder.path("packets.iso"), "--changes"])
        #expect(
            found.status == 0 && found.text.contains("\n-") && found.text.contains("/readme.txt"),
            "\(found.text)")
    }

    @Test func `the sessions of a sheet have the numbers that it gives them`() throws {
        let second = Specimen { $0.files = [.init("/SECOND.TXT", .bytes([1]))] }
        var disc = WrappedDisc(Specimen.plain.bytes)
        disc.addSession(MovedImage(second.bytes, by: disc.leadOut + 11_400).bytes)
        let sheet = Wrapped.cue(disc, oneFile: false)
        try folder.write(sheet.name, sheet.bytes)
        for (name, bytes) in sheet.siblings { try folder.write(name, bytes) }
        let image = folder.path(sheet.name)
        #expect(try paths(list(image, 1)).contains("/README.TXT;1"))
        #expect(try paths(list(image, 2)) == ["/SECOND.TXT;1"])
        let none = try list(image, 3)
        #expect(none.status == 3 && none.errors.contains("1 (from LBA 0), 2 (from LBA"), "\(none.errors)")
    }

    @Test func `an image of one session has one`() throws {
        try folder.write("plain.iso", Specimen.plain.bytes)
        #expect(try paths(list(folder.path("plain.iso"), 1)).contains("/README.TXT;1"))
        #expect(try list(folder.path("plain.iso"), 2).status == 3)
    }

    @Test(.needs(["genisoimage"])) func `a session that genisoimage added`() throws {
        try folder.write("one/a.txt", [UInt8](repeating: 1, count: 5_000))
        try folder.write("two/b.txt", [UInt8](repeating: 2, count: 5_000))
        let (first, image) = (folder.path("first.iso"), folder.path("both.iso"))
        let tool = try #require(Tool("genisoimage"))
        try #require(tool.run(["-quiet", "-R", "-o", first, folder.path("one")]).status == 0)
        let bytes = try folder.read("first.iso")
        let start = (bytes.count + 32_767) / 32_768 * 16
        let later = folder.path("later.iso")
        let made = try tool.run(
            ["-quiet", "-R", "-C", "0,\(start)", "-M", first, "-o", later, folder.path("two")])
        try #require(made.status == 0, "\(made.errors)")
        let padding = [UInt8](repeating: 0, count: start * 2_048 - bytes.count)
        try folder.write("both.iso", bytes + padding + (try folder.read("later.iso")))
        #expect(try paths(list(image, 1)) == ["/a.txt"])
        #expect(try paths(list(image, 2)) == ["/a.txt", "/b.txt"])
    }
}
