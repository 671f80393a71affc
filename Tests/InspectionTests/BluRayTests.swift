import Bytes
import DiscModel
import FileSystems
import Foundation
import Inspection
import Specimens
import Surveys
import TestSupport
import Testing

/// Blu-ray, forged and as bdmvkit makes it: healthy ones are silent, and one fault is one finding with its file.
@Suite struct BluRayTests {
    private func expect(_ bytes: [UInt8], _ rule: String, _ name: String) throws {
        try Told.expect(bytes, rule, "/BDMV/\(name)")
    }

    private static func without(_ names: String...) -> [UInt8] {
        Specimen.bluRay { files in files.removeAll { file in names.contains { file.path.hasSuffix($0) } } }
            .bytes
    }

    @Test(arguments: [("Blu-ray", Specimen.bluRay, "2.50"), ("AVCHD", .avchd, "1.02")])
    func `a healthy disc is silent, and known for what it is`(
        _ name: String, _ specimen: Specimen, _ revision: String
    )
        throws
    {
        let told = try Told.all(of: specimen.bytes)
        #expect(told.isEmpty, "\(told)")
        let disc = try Inspection().inspect(MemorySource(specimen.bytes), named: "x.iso").disc
        let bluRay = try #require(disc.facts(BluRayFacts.self))
        #expect(bluRay.isAVCHD == (name == "AVCHD") && bluRay.hasBackup && !bluRay.hasAACS)
        #expect(
            bluRay.pairs.count == 6
                && bluRay.pairs.allSatisfy { $0.copies.count == 2 && $0.difference == nil })
        #expect(bluRay.pair(.playlist, 1)?.information?.clips.map(\.number) == [1])
        #expect(bluRay.streams.map(\.number) == [1, 2])
        #expect(disc.facts(VideoSectorsFacts.self)?.streams.map(\.seen) == [64, 64])
        #expect(disc.facts(UDFFacts.self)?.revision == revision)
    }

    @Test(arguments: [
        "index.bdmv", "MovieObject.bdmv", "PLAYLIST/00001.mpls", "CLIPINF/00002.clpi", "BACKUP/index.bdmv",
        "BACKUP/MovieObject.bdmv", "BACKUP/PLAYLIST/00002.mpls", "BACKUP/CLIPINF/00001.clpi",
    ])
    func `a flipped bit in a file or its copy is one finding`(_ name: String) throws {
        let landmark = "udf:data:/BDMV/" + name
        let size = name.hasSuffix("clpi") ? 200 : 46
        for at in 0..<size {
            let image = Specimen.bluRay.with { $0.set8(landmark, at, $0.get8(landmark, at) ^ 0x20) }
            let told = try Told.all(of: image.bytes)
            #expect(told.count == 1 && told.first?.rule.hasPrefix("bd-") == true, "\(at): \(told)")
            #expect(told.first?.message.contains("/BDMV/" + name) == true, "\(at): \(told)")
        }
    }

    @Test func `files that are missing are named`() throws {
        try expect(Self.without("BDMV/index.bdmv"), "bd-missing", "index.bdmv")
        try expect(Self.without("BDMV/MovieObject.bdmv"), "bd-missing", "MovieObject.bdmv")
        try expect(Self.without("BACKUP/MovieObject.bdmv"), "bd-backup-missing", "MovieObject.bdmv")
        try expect(Self.without("STREAM/00002.m2ts"), "bd-clip-missing", "STREAM/00002.m2ts")
        try expect(Self.without("BDMV/CLIPINF/00002.clpi"), "bd-clip-missing", "CLIPINF/00002.clpi")
        let backup = try Told.all(of: Specimen.bluRay { $0.removeAll { $0.path.contains("BACKUP") } }.bytes)
        #expect(backup.map(\.rule) == ["bd-backup-missing"], "\(backup)")
    }

    @Test func `streams that are cut or damaged are named`() throws {
        for length in [6_144, 6_144 + 3_072, 2 * 6_144 - 1] {
            let cut = Specimen.bluRay { files in
                for at in files.indices where files[at].path.hasSuffix("00002.m2ts") {
                    guard case .bytes(let bytes) = files[at].contents else { continue }
                    files[at].contents = .bytes(Array(bytes.prefix(length)))
                }
            }
            try expect(cut.bytes, "bd-packet-count", "STREAM/00002.m2ts")
        }
        let stream = "udf:data:/BDMV/STREAM/00001.m2ts"
        let wiped = Specimen.bluRay.with { $0.fill(stream, 2_048, count: 2_048, with: 0) }
        try expect(wiped.bytes, "bd-sync", "STREAM/00001.m2ts")
        // Encrypted units have the mark of their first packet alone, and that only where there are keys.
        func encrypted(_ keys: Bool) -> [UInt8] {
            Specimen.bluRay { files in
                if keys { files.append(.init("/AACS/MKB_RO.inf", .bytes([1]))) }
            }.with {
                $0.set8(stream, 0, 0xC0)
                $0.fill(stream, 16, count: 6_128, with: 0x5A)
            }.bytes
        }
        #expect(try Told.all(of: encrypted(true)).isEmpty)
        try expect(encrypted(false), "bd-sync", "STREAM/00001.m2ts")
    }

    /// Counts of 65535 items, and lengths of four gigabytes.
    @Test func `numbers out of all bounds stay harmless`() throws {
        for name in ["index.bdmv", "MovieObject.bdmv", "PLAYLIST/00001.mpls", "CLIPINF/00001.clpi"] {
            for at in 0..<25 {
                for value in [0, 1, 0x7FFF_FFFF, UInt32.max] {
                    _ = try Told.all(
                        of: Specimen.bluRay.with { $0.setBD32(name, at * 4, value) }.bytes, quick: true)
                }
            }
        }
    }

    // MARK: By bdmvkit

    private static let script = """
        import subprocess, bdmvkit, bdmvkit.encode
        disc = bdmvkit.Disc()
        for name in ("a", "b"):
            subprocess.run(["ffmpeg", "-loglevel", "error", "-f", "lavfi", "-i", "testsrc=duration=2:size=1280x720:rate=24000/1001",
                "-f", "lavfi", "-i", "sine=duration=2", "-c:v", "mpeg4", "-c:a", "ac3", name + ".mp4"], check=True)
            bdmvkit.encode.encode_clip(name + ".mp4", name + ".m2ts")
            disc.add_title(name + ".m2ts", audio=[("ac3", 2, "en")])
        disc.write("bd")
        """

    /// The folder of a Blu-ray; nil where bdmvkit is not installed.
    private func written(in folder: URL) throws -> [UDFPlan.File]? {
        let python = try #require(Tool("python3"))
        guard try python.run(["-c", "import bdmvkit"]).status == 0 else { return nil }
        let output = try python.run(["-c", Self.script], in: folder)
        #expect(output.status == 0, "bdmvkit: \(output.errors)")
        let root = folder.appending(path: "bd")
        var files: [UDFPlan.File] = []
        for path in try FileManager.default.subpathsOfDirectory(atPath: root.path).sorted() {
            let url = root.appending(path: path)
            if try url.resourceValues(forKeys: [.isDirectoryKey]).isDirectory == true {
                files.append(.init("/" + path, .directory))
            } else {
                files.append(.init("/" + path, .bytes([UInt8](try Data(contentsOf: url)))))
            }
        }
        return files
    }

    @Test(.needs("python3", "ffmpeg", "genisoimage"))
    func `a disc by bdmvkit is silent, and a fault in it is told once`() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "isocheck-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        guard let files = try written(in: folder) else {
            try skip("python3 has no bdmvkit")
        }
        let image = Specimen.bluRay { $0 = files }
        let healthy = try Told.all(of: image.bytes)
        #expect(healthy.isEmpty, "\(healthy)")
        for (name, at, rule) in [
            ("index.bdmv", 0, "bd-magic"), ("index.bdmv", 90, "bd-backup-differs"),
            ("BACKUP/CLIPINF/00001.clpi", 58, "bd-packet-count"), ("PLAYLIST/00001.mpls", 12, "bd-table"),
            ("STREAM/00002.m2ts", 192 * 1_000 + 4, "bd-sync"),
        ] {
            let landmark = "udf:data:/BDMV/" + name
            let changed = image.with { $0.set8(landmark, at, $0.get8(landmark, at) ^ 8) }
            try expect(changed.bytes, rule, name)
        }
        let output = try #require(Tool("genisoimage")).run(
            ["-quiet", "-udf", "-V", "BD", "-o", "bd.iso", "bd"], in: folder)
        #expect(output.status == 0)
        let data = try Told.all(of: [UInt8](try Data(contentsOf: folder.appending(path: "bd.iso"))))
        #expect(data.isEmpty, "\(data)")
    }
}
