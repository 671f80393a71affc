import Foundation
import Specimens
import TestSupport
import Testing

/// Forged volumes, read by programs of others.
@Suite struct HFSSpecimenTests {
    @Test(.needs("7z"), arguments: [Specimen.hfsPlusSplit, hfsXSplit])
    func sevenZipReadsTheFiles(_ specimen: Specimen) throws {
        let folder = try TemporaryFolder()
        let image = try folder.write("image.iso", specimen.bytes)
        let tool = try #require(Tool("7z"))
        let answer = try tool.run(["x", "-tHFS", "-o" + folder.path("out"), image])
        #expect(answer.status == 0, "\(answer.text) \(answer.errors)")
        let manual = (0..<10_000).map { UInt8(truncatingIfNeeded: $0 &* 7) }
        #expect(try folder.read("out/Forged/docs/manual.txt") == manual)
        #expect(try folder.read("out/Forged/readme.txt") == HFSPlan().files[0].bytes)
        #expect(try folder.read("out/Forged/tune") == HFSPlan().files[1].bytes)
    }

    private static let hfsXSplit = Specimen.hfs {
        $0.kind = .hfsx
        $0.inFolder[0].bytes = (0..<10_000).map { UInt8(truncatingIfNeeded: $0 &* 7) }
        $0.inFolder[0].extents = 10
    }

    /// What `hfsPlusRich` has, but for attributes of more than eight extents, which 7-Zip does not know.
    private static let rich = Specimen.hfs {
        ($0.isJournaled, $0.blocks) = (true, 160)
        $0.files[0].otherNames = ["read me too.txt"]
        var small = HFSPlan.File("small", [])
        small.packed = HFSPlan.Packed(3, size: 900, [0x78, 0x9C, 3, 0, 0, 0, 0, 1])
        $0.files.append(small)
        $0.files[1].attribute = Array(repeating: 0x61, count: 2_500)
    }

    /// It knows hard links, attributes and a catalog of three levels as well.
    @Test(.needs("7z"), arguments: [(rich, "read me too.txt"), (.hfsPlusDeep, "file number 139")])
    func sevenZipListsTheFiles(_ specimen: Specimen, _ name: String) throws {
        let folder = try TemporaryFolder()
        let image = try folder.write("image.iso", specimen.bytes)
        let answer = try #require(Tool("7z")).run(["l", "-tHFS", image])
        #expect(answer.status == 0, "\(answer.text) \(answer.errors)")
        #expect(answer.text.contains(name))
    }

    /// hfsutils mount no volume of less than 800 KB.
    @Test(.needs("hmount"), .needs("hcopy"), arguments: [3, 120])
    func hfsutilsReadTheFiles(_ files: Int) throws {
        let expected = (0..<10_000).map { UInt8(truncatingIfNeeded: $0 &* 7) }
        let specimen = Specimen.hfs {
            ($0.kind, $0.blockSize, $0.blocks) = (.classic, 512, 2_400)
            $0.files = (0..<files).map { HFSPlan.File("file number \(100 + $0)", [UInt8(40 + $0)]) }
            $0.inFolder[0].bytes = expected
            $0.inFolder[0].extents = 10
        }
        let folder = try TemporaryFolder()
        let image = try folder.write("image.img", specimen.bytes)
        // They keep what is mounted in the home folder.
        let script = """
            export HOME='\(folder.url.path)'
            hmount '\(image)' && hls -1 && hcopy -r :docs:manual.txt '\(folder.path("manual.txt"))' && humount
            """
        let answer = try #require(Tool("sh")).run(["-c", script])
        #expect(answer.status == 0, "\(answer.text) \(answer.errors)")
        let names = answer.text.split(separator: "\n").count { $0.hasPrefix("file number") }
        #expect(names == files)
        #expect(try folder.read("manual.txt") == expected)
    }
}
