import Foundation
import Specimens
import TestSupport
import Testing

/// `isocheck list --format csv`, `bodyfile` and `dfxml`: what examiners and their tools take in.
@Suite struct ListExportTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func list(_ image: String, _ format: String, _ more: String...) throws -> Tool.Output {
        try CommandTests.program.run(["list", image, "--format", format] + more)
    }

    private func run(_ tool: String, _ arguments: String...) throws {
        let made = try #require(Tool(tool)).run(arguments)
        try #require(made.status == 0, "\(made.text)\(made.errors)")
    }

    /// An image with awkward names, a link and a file of 2021-03-04 05:06:08 UTC that is executable and has a second name.
    private func make(_ tool: [String]) throws -> String {
        try folder.write("tree/plain.txt", Array("hello\n".utf8))
        try folder.write("tree/a|b", [1])
        try folder.write("tree/sub/c,\"d\"", [2])
        let files = FileManager.default
        let (dated, link) = (folder.path("tree/plain.txt"), folder.path("tree/link"))
        try files.createSymbolicLink(atPath: link, withDestinationPath: "sub/x y")
        try files.setAttributes([.posixPermissions: 0o4755], ofItemAtPath: dated)
        try files.setAttributes(
            [.modificationDate: Date(timeIntervalSince1970: 1_614_834_368)], ofItemAtPath: dated)
        try files.linkItem(atPath: dated, toPath: folder.path("tree/hard"))
        let image = folder.path("demo.iso")
        let made = try #require(Tool(tool[0])).run(tool.dropFirst() + ["-o", image, folder.path("tree")])
        try #require(made.status == 0, "\(made.errors)")
        return image
    }

    private static let xorriso = ["xorriso", "-as", "mkisofs", "-quiet", "-R", "-J"]

    // MARK: CSV

    @Test(.needs(["xorriso"])) func `a table has a line for each file`() throws {
        let result = try list(make(Self.xorriso), "csv", "--digest", "md5")
        #expect(result.status == 0 && result.errors.isEmpty, "\(result.errors)")
        let lines = result.text.components(separatedBy: "\r\n")
        #expect(lines.first == "path,kind,size,extents,trees,modified,target,md5")
        #expect(lines.count == 8 && lines.last == "")
        let plain = try #require(lines.first { $0.hasPrefix("/plain.txt,") })
        #expect(plain.hasPrefix("/plain.txt,file,6,"))
        #expect(
            plain.hasSuffix(
                "+1,rockridge joliet iso9660,2021-03-04T05:06:08Z,,b1946ac92492d2347c6235b4d2611184"))
        #expect(lines.contains { $0.hasPrefix("\"/sub/c,\"\"d\"\"\",file,1,") })
        #expect(
            lines.contains { $0.hasPrefix("/link,link,0,,rockridge iso9660,") && $0.hasSuffix(",sub/x y,") })
        #expect(lines.contains { $0.hasPrefix("/sub,directory,0,,") })
    }

    @Test(.needs(["genisoimage"]), arguments: [("-udf", "udf", "Z"), ("-hfs", "hfs", "")])
    func `UDF has a zone and HFS has none`(_ option: String, _ tree: String, _ zone: String) throws {
        let image = try make(["genisoimage", "-quiet", option])
        let table = try list(image, "csv", "--tree", tree)
        #expect(table.text.contains(",\(tree),2021-03-04T05:06:08\(zone),"), "\(table.text)")
        let body = try list(image, "bodyfile", "--tree", tree)
        #expect(body.status == 0 && body.text.contains("|1614834368|"), "\(body.text)")
        #expect(body.errors.contains("have no zone") == zone.isEmpty, "\(body.errors)")
    }

    @Test(.needs(["xorriso", "mformat", "mcopy"])) func `files in a boot image have the times of FAT`() throws
    {
        let content = try folder.write("f.txt", Array("hello\n".utf8))
        try FileManager.default.setAttributes(
            [.modificationDate: Date(timeIntervalSince1970: 1_614_834_368)], ofItemAtPath: content)
        let efi = try folder.write("tree/efi.img", [UInt8](repeating: 0, count: 1_474_560))
        try run("mformat", "-i", efi, "-f", "1440", "::")
        try run("mcopy", "-m", "-i", efi, content, "::F.TXT")
        let image = folder.path("boot.iso")
        try run(
            "xorriso", "-as", "mkisofs", "-quiet", "-R", "-e", "efi.img", "-no-emul-boot", "-o", image,
            folder.path("tree"))
        let table = try list(image, "csv", "--digest", "md5")
        #expect(table.status == 0 && table.errors.isEmpty, "\(table.errors)")
        let line = try #require(table.text.components(separatedBy: "\r\n").first { $0.contains("!/") })
        #expect(line.lowercased().hasPrefix("/efi.img!/f.txt,file,6,"), "\(line)")
        #expect(line.hasSuffix(",fat,2021-03-04T05:06:08,,b1946ac92492d2347c6235b4d2611184"), "\(line)")
        let xml = try list(image, "dfxml").text
        #expect(xml.contains("<ftype_str>fat12</ftype_str>"))
        #expect(xml.components(separatedBy: "<volume ").count == 3)
        try validate(xml)
    }

    // MARK: Body file

    @Test(.needs(["xorriso", "mactime"])) func `mactime makes a timeline of a body file`() throws {
        let result = try list(make(Self.xorriso), "bodyfile", "--digest", "md5")
        #expect(result.status == 0 && result.errors.isEmpty, "\(result.errors)")
        #expect(result.text.contains("b1946ac92492d2347c6235b4d2611184|/plain.txt|"))
        #expect(result.text.contains("|/a\\u{7c}b|"))
        let body = try folder.write("body", result.output)
        let timeline = try #require(Tool("mactime")).run(["-b", body, "-d", "-y", "-z", "UTC"])
        #expect(timeline.status == 0)
        let rows = timeline.text.split(separator: "\n").filter { $0.hasPrefix("2021-03-04T05:06:08Z,6,m") }
        #expect(rows.count == 2 && rows.allSatisfy { $0.contains(",r/rrwsr-xr-x,") }, "\(timeline.text)")
        #expect(timeline.text.contains("\"/link -> sub/x y\""))
    }

    // MARK: DFXML

    /// Holds a document against the published schema where `ISOCHECK_DFXML_SCHEMA` says where that is.
    private func validate(_ xml: String) throws {
        guard let schema = ProcessInfo.processInfo.environment["ISOCHECK_DFXML_SCHEMA"],
            let tool = Tool("xmllint")
        else { return }
        let file = try folder.write("valid.xml", Array(xml.utf8))
        let result = try tool.run(["--nonet", "--noout", "--schema", schema, file])
        #expect(result.status == 0, "\(result.errors)")
    }

    @Test(
        .enabled(
            if: ProcessInfo.processInfo.environment["ISOCHECK_DFXML_SCHEMA"] != nil,
            "skipped: ISOCHECK_DFXML_SCHEMA does not name the schema"), .needs(["xmllint"]),
        arguments: [
            Specimen.everything, .plain, .udf, .udfBridge, .udfMetadata, .hfsPlus, .hfsClassic, .hfsWrapped,
            .hfsPlusRich, .multiExtent,
        ])
    func `every kind of file system is valid DFXML`(_ specimen: Specimen) throws {
        let image = try folder.write("a&b<c>.iso", specimen.bytes)
        let result = try list(image, "dfxml", "--digest", "md5,sha1,sha256,sha512")
        #expect(!result.text.isEmpty && result.text.contains("a&amp;b&lt;c&gt;.iso"))
        try validate(result.text)
    }

    /// The bytes of a file that the runs of a document lead to.
    private func content(of name: String, in xml: String, _ image: [UInt8]) throws -> [UInt8] {
        let file = try #require(
            xml.components(separatedBy: "<fileobject>").first { $0.contains("<filename>\(name)</filename>") })
        func number(_ name: String, _ run: String) -> Int? {
            run.components(separatedBy: " \(name)=\"").dropFirst().first?
                .split(separator: "\"").first.flatMap { Int($0) }
        }
        var bytes: [UInt8] = []
        for run in file.components(separatedBy: "<byte_run ").dropFirst() {
            let (place, length) = (
                try #require(number("img_offset", " " + run)), try #require(number("len", run))
            )
            bytes += image[place..<place + length]
        }
        return bytes
    }

    @Test func `runs lead to the bytes of a file in a plain image and in raw sectors`() throws {
        let specimen = Specimen.multiExtent
        let (name, length) = ("README.TXT;1", 20)
        let start = specimen.offset("data:/README.TXT")
        let expected = Array(specimen.bytes[start..<start + length])
        let plain = try list(folder.write("plain.iso", specimen.bytes), "dfxml")
        #expect(plain.status == 0, "\(plain.errors)")
        #expect(plain.text.contains("<image_filename>plain.iso</image_filename>"))
        #expect(try content(of: name, in: plain.text, specimen.bytes).starts(with: expected))

        let sheet = Wrapped.cue(WrappedDisc(specimen.bytes))
        try folder.write(sheet.name, sheet.bytes)
        for (name, bytes) in sheet.siblings { try folder.write(name, bytes) }
        let raw = try list(folder.path(sheet.name), "dfxml")
        let (track, bytes) = try #require(sheet.siblings.first.map { ($0.0, $0.1) })
        #expect(raw.status == 0, "\(raw.errors)")
        #expect(raw.text.contains("<image_filename>\(track)</image_filename>"), "\(raw.text.prefix(900))")
        for name in ["README.TXT;1", "BIG.DAT;1"] {
            let one = try content(of: name, in: plain.text, specimen.bytes)
            #expect(try content(of: name, in: raw.text, bytes) == one && !one.isEmpty)
        }
    }

    // MARK: What cannot be written

    @Test func `a format says which digests it has room for`() throws {
        let image = try folder.write("demo.iso", Specimen.plain.bytes)
        let body = try list(image, "bodyfile", "--digest", "sha256")
        #expect(body.status == 2 && body.errors.contains("bodyfile has room for md5"), "\(body.errors)")
        #expect(try list(image, "dfxml", "--digest", "crc32").status == 2)
        #expect(try list(image, "csv", "--digest", "crc32").status == 0)
    }

    @Test(arguments: ["csv", "bodyfile", "dfxml"])
    func `a file whose content is not there is listed without its digest`(_ format: String) throws {
        let cut = try folder.write(
            "cut.iso",
            Array(Specimen.plain.with { $0.truncate(to: $0.offset("data:/DOCS/MANUAL.TXT") + 100) }.bytes))
        let result = try list(cut, format, "--digest", "md5")
        #expect(result.status == 3 && result.text.contains("DOCS/MANUAL.TXT;1"))
        #expect(result.errors.contains("/DOCS/MANUAL.TXT;1 has no MD5: "), "\(result.errors)")
    }

    @Test(arguments: ["csv", "bodyfile", "dfxml"])
    func `a date that no calendar has is left out`(_ format: String) throws {
        let specimen = Specimen.plain.with { $0.set8("record:/README.TXT", 19, 13) }
        let result = try list(folder.write("month.iso", Array(specimen.bytes)), format)
        #expect(result.status == 0)
        let line = result.text.split(whereSeparator: \.isNewline).first { $0.contains("README.TXT;1") }
        if format == "csv" { #expect(line?.hasSuffix(",iso9660,,") == true) }
        if format == "bodyfile" { #expect(line?.hasSuffix("|0|0|0|0") == true) }
        try format == "dfxml" ? validate(result.text) : ()
    }
}
