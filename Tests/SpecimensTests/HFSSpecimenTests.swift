import Specimens
import TestSupport
import Testing

@Suite struct HFSSpecimenTests {
    @Test(.needs("7z")) func sevenZipReadsTheFiles() throws {
        let folder = try TemporaryFolder()
        let image = try folder.write("image.iso", Specimen.hfsPlusSplit.bytes)
        let tool = try #require(Tool("7z"))
        let answer = try tool.run(["x", "-tHFS", "-o" + folder.path("out"), image])
        #expect(answer.status == 0, "\(answer.text) \(answer.errors)")
        let manual = (0..<10_000).map { UInt8(truncatingIfNeeded: $0 &* 7) }
        #expect(try folder.read("out/Forged/docs/manual.txt") == manual)
        #expect(try folder.read("out/Forged/readme.txt") == HFSPlan().files[0].bytes)
        #expect(try folder.read("out/Forged/tune") == HFSPlan().files[1].bytes)
    }
}
