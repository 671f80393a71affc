import Bytes
import DiscModel
import FileSystems
import Foundation
import Inspection
import Rules
import Specimens
import TestSupport
import Testing

/// DVD-Video, forged and as dvdauthor and genisoimage make it: healthy ones are silent, and one fault is one finding with its file.
@Suite struct DVDVideoTests {
    private typealias Told = (rule: String, message: String)

    /// What counts of the findings of an image.
    private func told(_ bytes: [UInt8]) throws -> [Told] {
        let result = try Inspection().inspect(MemorySource(bytes), named: "x.iso")
        return result.judgement.findings.filter { $0.counts && $0.severity >= .warning }
            .map { ($0.rule.id, $0.message) }
    }

    private func expect(_ bytes: [UInt8], _ rule: String, _ name: String) throws {
        let told = try told(bytes)
        #expect(told.map(\.rule) == [rule], "\(told)")
        #expect(told.first?.message.contains("/VIDEO_TS/\(name)") == true, "\(told)")
    }

    /// The specimen with sectors of zeros in the place of a file, which lies at the end instead.
    private static func moved(_ name: String) -> Specimen {
        Specimen.dvdVideo { files in
            guard let at = files.firstIndex(where: { $0.path.hasSuffix(name) }),
                case .bytes(let bytes) = files[at].contents
            else { return }
            files.append(files[at])
            files[at] = .init("/filler\(at)", .bytes(Array(repeating: 1, count: bytes.count)))
        }
    }

    // MARK: Forged

    @Test func `a healthy disc is silent, and known for what it is`() throws {
        let healthy = try told(Specimen.dvdVideo.bytes)
        #expect(healthy.isEmpty, "\(healthy)")
        let disc = try Inspection().inspect(MemorySource(Specimen.dvdVideo.bytes), named: "x.iso").disc
        let dvd = try #require(disc.facts(DVDVideoFacts.self))
        #expect(dvd.tree == .udf && dvd.sets.map(\.number) == [0, 1])
        #expect(dvd.sets[1].titles.map(\.number) == [1, 2] && dvd.sets[1].menu != nil)
        #expect(dvd.manager?.information?.titleSets.map(\.number) == [1])
    }

    @Test(arguments: ["VIDEO_TS", "VTS_01_0"], ["IFO", "BUP"])
    func `a flipped bit in an IFO or BUP is one finding`(_ set: String, _ kind: String) throws {
        for (at, rule) in [
            (0x05, "dvd-ifo-magic"), (0x0E, "dvd-set-last-sector"), (0x1F, "dvd-ifo-last-sector"),
            (0xC3, "dvd-menu-start"), (0x180, "dvd-ifo-bup-differ"), (5_000, "dvd-ifo-bup-differ"),
        ] {
            let landmark = "udf:data:/VIDEO_TS/\(set).\(kind)"
            let image = Specimen.dvdVideo.with { $0.set8(landmark, at, $0.get8(landmark, at) ^ 8) }
            try expect(image.bytes, rule, "\(set).\(kind)")
        }
    }

    @Test func `a VOB that lies elsewhere is named`() throws {
        try expect(Self.moved("VTS_01_1.VOB").bytes, "dvd-title-start", "VTS_01_1.VOB")
        try expect(Self.moved("VTS_01_2.VOB").bytes, "dvd-order", "VTS_01_2.VOB")
        let shifted = Specimen.dvdVideo { files in
            let at = files.firstIndex { $0.path.hasSuffix("VTS_01_1.VOB") } ?? 0
            files.insert(.init("/note.txt", .bytes([0x41])), at: at)
        }
        try expect(shifted.bytes, "dvd-title-start", "VTS_01_1.VOB")
        try expect(Self.moved("VIDEO_TS.VOB").bytes, "dvd-menu-start", "VIDEO_TS.VOB")
    }

    @Test func `files in the order of their names are data, and no DVD-Video for players`() throws {
        let image = Specimen.dvdVideo { $0.sort { $0.path < $1.path } }
        let findings = try Inspection().inspect(MemorySource(image.bytes), named: "x.iso").judgement.findings
            .filter { $0.counts && $0.severity >= .warning }
        #expect(findings.map(\.rule.id) == ["dvd-order"] && findings.first?.severity == .warning)
    }

    /// Sizes and sectors that no disc has stay harmless.
    @Test func `numbers out of all bounds are findings`() throws {
        for (at, value) in [0x0C, 0x1C, 0xC0, 0xC4, 0xD8, 0xE0].flatMap({ at in
            [0, 1, 0x7FFF_FFFF, UInt32.max].map { (at, $0) }
        }) {
            for set in ["VIDEO_TS", "VTS_01_0"] {
                _ = try told(Specimen.dvdVideo.with { $0.setDVD32(set, at, value) }.bytes)
            }
        }
        for at in [0, 4, 8, 12, 16] {
            _ = try told(
                Specimen.dvdVideo.with {
                    for sector in [1, 2] { $0.setDVD32("VTS_01_0", sector * .sector + at, .max) }
                    for sector in [1, 2] { $0.setDVD32("VIDEO_TS", sector * .sector + at, .max) }
                }.bytes)
        }
    }

    // MARK: By dvdauthor

    /// Two title sets, one with menus, by dvdauthor; laid out by genisoimage after `change` of the folder.
    private func authored(
        _ arguments: [String] = ["-dvd-video"], _ change: (URL) throws -> Void = { _ in }
    ) throws -> [UInt8] {
        let folder = FileManager.default.temporaryDirectory.appending(path: "isocheck-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        func run(_ name: String, _ arguments: [String]) throws {
            let output = try #require(Tool(name)).run(arguments, in: folder)
            #expect(output.status == 0, "\(name): \(output.errors)")
        }
        try run(
            "ffmpeg",
            [
                "-loglevel", "error", "-f", "lavfi", "-i", "testsrc=duration=2:size=720x576:rate=25",
                "-target",
                "pal-dvd", "-an", "a.mpg",
            ])
        let titles = "<titles><video format=\"pal\"/><pgc><vob file=\"a.mpg\"/></pgc></titles>"
        let menus = "<menus><video format=\"pal\"/><pgc><vob file=\"a.mpg\"/></pgc></menus>"
        let sets = "<titleset>\(titles)</titleset><titleset>\(menus)\(titles)</titleset>"
        try Data("<dvdauthor dest=\"dvd\"><vmgm/>\(sets)</dvdauthor>".utf8).write(
            to: folder.appending(path: "dvd.xml"))
        try run("env", ["VIDEO_FORMAT=PAL", "dvdauthor", "-x", "dvd.xml"])
        try change(folder.appending(path: "dvd/VIDEO_TS"))
        try run("genisoimage", ["-quiet", "-V", "DVD", "-o", "dvd.iso"] + arguments + ["dvd"])
        return [UInt8](try Data(contentsOf: folder.appending(path: "dvd.iso")))
    }

    @Test(.needs("dvdauthor", "genisoimage", "ffmpeg"))
    func `a disc by dvdauthor is silent, and each fault planted in it is told once`() throws {
        let image = try authored()
        let healthy = try told(image)
        #expect(healthy.isEmpty, "\(healthy)")
        let disc = try Inspection().inspect(MemorySource(image), named: "x.iso").disc
        let dvd = try #require(disc.facts(DVDVideoFacts.self))
        #expect(dvd.sets.map(\.number) == [0, 1, 2])
        for set in dvd.sets {
            for file in [set.file, set.copy].compactMap(\.self) {
                let start = Int(try #require(file.start))
                let name = String(file.path.text.split(separator: "/").last ?? "")
                for at in [0x30, 0x200, Int(file.size) - 1] {
                    var flipped = image
                    flipped[start + at] ^= 0x10
                    try expect(flipped, "dvd-ifo-bup-differ", name)
                }
            }
        }
        let cut = try authored { folder in
            let handle = try FileHandle(forUpdating: folder.appending(path: "VTS_02_1.VOB"))
            try handle.truncate(atOffset: 100 * 2_048)
        }
        try expect(cut, "dvd-vob-size", "VTS_02_1.VOB")
        let data = try told(try authored(["-udf"]))
        #expect(data.map(\.rule) == ["dvd-order"], "\(data)")
    }
}
