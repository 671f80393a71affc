import Specimens
import TestSupport
import Testing

/// What PRONOM calls images, by `forensics.md` as Siegfried knows them.
@Suite struct PRONOMTests {
    private static let images: [(image: Wrapped, puid: String?)] = [
        (Wrapped(name: "disc.iso", bytes: Specimen.plain.bytes), "fmt/468"),
        (Wrapped(name: "disc.iso", bytes: Specimen.udf.bytes), "fmt/1738"),
        (Wrapped(name: "disc.iso", bytes: Specimen.udfBridge.bytes), "fmt/1739"),
        (Wrapped(name: "disc.iso", bytes: Specimen.hfsClassic.bytes), "fmt/1105"),
        (.nero(.init(Specimen.plain.bytes)), "fmt/1743"),
        (.cloneCD(.init(Specimen.plain.bytes)), "fmt/1760"),
        (.cue(.init(Specimen.plain.bytes)), "fmt/1069"),
        (.toc(.init(Specimen.plain.bytes)), nil),
    ]

    @Test(arguments: images.indices) func `a report names the format`(_ index: Int) throws {
        let (image, puid) = Self.images[index]
        let folder = try TemporaryFolder()
        let path = try folder.write(image.name, image.bytes)
        for (name, bytes) in image.siblings { try folder.write(name, bytes) }
        let json = try CommandTests.program.run(["check", path, "-o", "json"]).text.replacing(" ", with: "")
        let xml = try CommandTests.program.run(["check", path, "-o", "xml"]).text
        let premis = try CommandTests.program.run(["check", path, "-o", "premis"]).text
        if let puid {
            #expect(json.contains("\"pronom\":\"\(puid)\""), "\(json.prefix(2_000))")
            #expect(xml.contains(" pronom=\"\(puid)\""))
            #expect(premis.contains(">\(puid)<"))
        } else {
            #expect(!json.contains("\"pronom\"") && !premis.contains("PRONOM"))
        }
    }
}
