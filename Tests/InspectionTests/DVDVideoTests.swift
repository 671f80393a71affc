import Bytes
import DiscModel
import FileSystems
import Inspection
import Rules
import Specimens
import Testing

/// DVD-Video as it is forged: healthy ones are silent, and one fault is one finding with its file.
@Suite struct DVDVideoTests {
    private func told(_ bytes: [UInt8]) throws -> [Told] { try Told.all(of: bytes) }

    private func expect(_ bytes: [UInt8], _ rule: String, _ name: String) throws {
        try Told.expect(bytes, rule, "/VIDEO_TS/\(name)")
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
            (0xC3, "dvd-menu-start"), (0xDA, "dvd-ifo-table"), (0x180, "dvd-ifo-bup-differ"),
            (5_000, "dvd-ifo-bup-differ"),
        ] {
            let landmark = "udf:data:/VIDEO_TS/\(set).\(kind)"
            let image = Specimen.dvdVideo.with { $0.set8(landmark, at, $0.get8(landmark, at) ^ 8) }
            try expect(image.bytes, rule, "\(set).\(kind)")
        }
    }

    @Test func `a VOB that lies elsewhere is named`() throws {
        try expect(Self.moved("VTS_01_1.VOB").bytes, "dvd-title-start", "VTS_01_1.VOB")
        try expect(Self.moved("VTS_01_2.VOB").bytes, "dvd-vob-gap", "VTS_01_2.VOB")
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

    @Test func `sectors of VOBs are all looked at`() throws {
        let vob = "udf:data:/VIDEO_TS/VTS_01_1.VOB"
        func changed(_ change: (inout Specimen) -> Void) -> [UInt8] { Specimen.dvdVideo.with(change).bytes }
        try expect(
            changed { $0.fill(vob, .sector, count: .sector, with: 0) }, "dvd-vob-pack", "VTS_01_1.VOB")
        try expect(changed { $0.set8(vob, 2 * .sector + 48, 9) }, "dvd-vob-nv-address", "VTS_01_1.VOB")
        try expect(
            changed { $0.set(vob, 2 * .sector, $0.get(vob, .sector, count: .sector)) }, "dvd-vobu-table",
            "VTS_01_1.VOB")
        // The second half of a unit, a sector of which comes too late.
        try expect(changed { $0.set8(vob, 4, 0x4C) }, "dvd-vob-clock", "VTS_01_1.VOB")
        let quick = try Inspection(quick: true).inspect(
            MemorySource(changed { $0.fill(vob, .sector, count: .sector, with: 0) }), named: "x.iso")
        let outcome = quick.judgement.outcomes.first { $0.rule.id == "dvd-vob-pack" }
        #expect(outcome?.kind == .open && outcome?.reason?.contains("--quick") == true)
        #expect(quick.judgement.findings.allSatisfy { !$0.counts || $0.severity == .note })
    }

    @Test func `files that are missing are named`() throws {
        for (names, rule) in [
            (["VIDEO_TS.BUP"], "dvd-bup-missing"), (["VTS_01_0.BUP"], "dvd-bup-missing"),
            (["VIDEO_TS.IFO"], "dvd-ifo-missing"), (["VTS_01_0.IFO"], "dvd-ifo-missing"),
            (["VIDEO_TS.VOB"], "dvd-vob-missing"), (["VTS_01_0.VOB"], "dvd-vob-missing"),
            (["VTS_01_2.VOB"], "dvd-vob-size"),
        ] {
            // What is behind a file that is missing lies elsewhere, as one fault.
            let told = try told(
                Specimen.dvdVideo { files in
                    for at in files.indices where names.contains(where: files[at].path.hasSuffix) {
                        files[at].path = "/filler"
                    }
                }.bytes)
            #expect(told.map(\.rule) == [rule], "\(names): \(told)")
        }
    }

    /// A revision, a block of 16 sectors, pieces, and sectors that two files share.
    @Test func `a layout that is no DVD-Video is one finding`() throws {
        try expect(
            Specimen.dvdVideo { files in
                for at in files.indices where files[at].path.hasSuffix("VTS_01_2.VOB") {
                    (files[at].extents, files[at].trees) = (2, .udf)
                }
            }.bytes, "dvd-file-fragmented", "VTS_01_2.VOB")
        let late = try told(Specimen.dvdVideo(revision: 0x0201) { _ in }.bytes)
        #expect(late.map(\.rule) == ["dvd-udf-revision"], "\(late)")
    }
}
