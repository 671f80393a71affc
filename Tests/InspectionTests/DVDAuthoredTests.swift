import Bytes
import DiscModel
import FileSystems
import Foundation
import Inspection
import Rules
import TestSupport
import Testing

/// DVD-Video as dvdauthor and genisoimage make it: one disc with menus and two title sets, and what befalls it.
@Suite(.serialized) struct DVDAuthoredTests {
    /// A manager with menus, a title set with menus, and one without and with two titles.
    private static func author(in folder: URL) throws {
        func run(_ name: String, _ arguments: [String]) throws {
            let output = try #require(Tool(name)).run(arguments, in: folder)
            #expect(output.status == 0, "\(name): \(output.errors)")
        }
        for (name, source) in [("a", "testsrc=duration=2"), ("b", "testsrc2=duration=3")] {
            try run(
                "ffmpeg",
                [
                    "-loglevel", "error", "-f", "lavfi", "-i", "\(source):size=720x576:rate=25", "-target",
                    "pal-dvd", "-an", "\(name).mpg",
                ])
        }
        func program(_ name: String) -> String {
            "<video format=\"pal\"/><pgc><vob file=\"\(name).mpg\"/></pgc>"
        }
        let sets =
            "<titleset><menus>\(program("a"))</menus><titles>\(program("b"))</titles></titleset>"
            + "<titleset><titles>\(program("a"))</titles></titleset>"
        try Data(
            "<dvdauthor dest=\"dvd\"><vmgm><menus>\(program("a"))</menus></vmgm>\(sets)</dvdauthor>".utf8
        )
        .write(to: folder.appending(path: "dvd.xml"))
        try run("env", ["VIDEO_FORMAT=PAL", "dvdauthor", "-x", "dvd.xml"])
    }

    /// The folder as genisoimage lays it out, after a change of it; the change is undone.
    private static func image(
        _ folder: URL, _ arguments: [String] = ["-dvd-video"], _ change: (URL) throws -> Void = { _ in }
    ) throws -> [UInt8] {
        let copy = folder.appending(path: UUID().uuidString)
        try FileManager.default.copyItem(at: folder.appending(path: "dvd"), to: copy)
        defer { try? FileManager.default.removeItem(at: copy) }
        try change(copy.appending(path: "VIDEO_TS"))
        let output = try #require(Tool("genisoimage")).run(
            ["-quiet", "-V", "DVD", "-o", "dvd.iso"] + arguments + [copy.path], in: folder)
        #expect(output.status == 0, "genisoimage: \(output.errors)")
        return [UInt8](try Data(contentsOf: folder.appending(path: "dvd.iso")))
    }

    private static func dvd(_ bytes: [UInt8]) throws -> DVDVideoFacts {
        try #require(
            try Inspection(quick: true).inspect(MemorySource(bytes), named: "x.iso").disc.facts(
                DVDVideoFacts.self))
    }

    @Test(.needs("dvdauthor", "genisoimage", "ffmpeg"))
    func `a fault in a disc by dvdauthor is told once, with its file`()
        throws
    {
        let folder = FileManager.default.temporaryDirectory.appending(path: "isocheck-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try Self.author(in: folder)
        let image = try Self.image(folder)
        let healthy = try Told.all(of: image)
        #expect(healthy.isEmpty, "\(healthy)")
        let dvd = try Self.dvd(image)
        #expect(dvd.sets.map(\.number) == [0, 1, 2] && dvd.sets.map(\.titles.count) == [0, 1, 1])
        try tables(image, dvd)
        try video(image, dvd)
        try files(folder)
        try copies(folder)
    }

    /// Flipped bits in each IFO and BUP.
    private func tables(_ image: [UInt8], _ dvd: DVDVideoFacts) throws {
        for set in dvd.sets {
            for file in [set.file, set.copy].compactMap(\.self) {
                let start = Int(try #require(file.start))
                let places = [
                    (3, ["dvd-ifo-magic"]), (0x0F, ["dvd-set-last-sector"]), (0x1F, ["dvd-ifo-last-sector"]),
                    (0x30, ["dvd-ifo-bup-differ"]), (0x200, ["dvd-ifo-bup-differ"]),
                    (0xD9, ["dvd-ifo-table", "dvd-ifo-bup-differ"]),
                    (.sector + 5, ["dvd-ifo-table"]), (Int(file.size) - 1, ["dvd-ifo-bup-differ"]),
                ]
                for (at, rules) in places {
                    var flipped = image
                    flipped[start + at] ^= 0x10
                    let told = try Told.all(of: flipped)
                    #expect(
                        told.count == 1 && rules.contains(told.first?.rule ?? ""),
                        "\(file.path.text) \(at): \(told)")
                    #expect(told.first?.message.contains(file.path.text) == true, "\(told)")
                    #expect(told.first?.severity == .error)
                }
            }
        }
    }

    /// Sectors of VOBs that are lost or exchanged, and an image that is cut.
    private func video(_ image: [UInt8], _ dvd: DVDVideoFacts) throws {
        let object = try #require(dvd.sets[1].titles.first)
        let (path, start) = (object.file.path.text, Int(try #require(object.file.start)))
        let information = try #require(dvd.sets[1].information)
        func sector(_ number: Int) -> Range<Int> {
            start + number * .sector..<start + (number + 1) * .sector
        }
        func expect(_ rule: String, _ change: (inout [UInt8]) -> Void) throws {
            var changed = image
            change(&changed)
            try Told.expect(changed, rule, path)
        }
        let zeros = Array(repeating: 0 as UInt8, count: .sector)
        let (one, two) = (Int(information.titleUnits[1]), Int(information.titleUnits[2]))
        let last = Int(object.file.sectors) - 1
        try expect("dvd-pack-header") { $0.replaceSubrange(sector(0), with: zeros) }
        try expect("dvd-pack-header") { $0.replaceSubrange(sector(last), with: zeros) }
        try expect("dvd-vob-pack") { $0.replaceSubrange(sector(one + 3), with: zeros) }
        try expect("dvd-vob-pack") { $0.replaceSubrange(sector(one), with: zeros) }
        try expect("dvd-vob-clock") { $0.replaceSubrange(sector(one + 3), with: image[sector(one + 9)]) }
        try expect("dvd-vob-nv-address") { $0.replaceSubrange(sector(one), with: image[sector(two)]) }
        try expect("dvd-vobu-table") { $0.replaceSubrange(sector(one), with: image[sector(one + 1)]) }
        try expect("dvd-nv-address") { $0[start + 47] ^= 1 }
        // A menu in the place of a title.
        let menu = try #require(dvd.sets[1].menu?.file.start.map { Int($0) })
        try expect("dvd-vob-nv-address") {
            $0.replaceSubrange(start..<start + 200 * .sector, with: image[menu..<menu + 200 * .sector])
        }
        let cut = try Told.all(of: Array(image.prefix(start + 10 * .sector)))
        #expect(cut.map(\.rule) == ["image-truncated"], "\(cut)")
    }

    /// Files that are cut, exchanged, or missing.
    private func files(_ folder: URL) throws {
        func change(_ name: String, _ rule: String, _ change: (URL) throws -> Void) throws {
            try Told.expect(try Self.image(folder, ["-dvd-video"], change), rule, name, name)
        }
        for (size, rule) in [(100 * Int.sector, "dvd-vob-size"), (100 * .sector + 7, "dvd-vob-size")] {
            try change("VTS_02_1.VOB", rule) { folder in
                let handle = try FileHandle(forUpdating: folder.appending(path: "VTS_02_1.VOB"))
                try handle.truncate(atOffset: UInt64(size))
            }
        }
        func remove(_ name: String) -> (URL) throws -> Void {
            { try FileManager.default.removeItem(at: $0.appending(path: name)) }
        }
        try change("VTS_01_0.IFO", "dvd-bup-missing", remove("VTS_01_0.BUP"))
        // A VOB that lies elsewhere, for both file systems.
        for (name, rule) in [
            ("VTS_01_1.VOB", "dvd-title-start"), ("VTS_01_0.VOB", "dvd-menu-start"),
            ("VIDEO_TS.VOB", "dvd-menu-start"), ("VTS_02_1.VOB", "dvd-title-start"),
        ] {
            let image = try Self.image(folder, ["-dvd-video"]) { folder in
                let vob = try Data(contentsOf: folder.appending(path: name))
                try Data(repeating: 1, count: vob.count).write(
                    to: folder.deletingLastPathComponent().appending(path: "OTHER.DAT"))
            }
            let moved = try ExchangedPlaces(image, "/VIDEO_TS/\(name)", "/OTHER.DAT")
            try Told.expect(moved.bytes, rule, name, name)
        }
    }

    /// The same files copied by programs for data.
    private func copies(_ folder: URL) throws {
        for arguments in [["-udf"], ["-J", "-R"], ["-J"], []] {
            let told = try Told.all(of: try Self.image(folder, arguments))
            #expect(
                told.filter { $0.rule.hasPrefix("dvd") }.map(\.rule) == ["dvd-order"], "\(arguments) \(told)")
            #expect(told.allSatisfy { $0.severity == .warning }, "\(told)")
        }
    }
}
