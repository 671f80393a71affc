import Foundation
import SectorCodes
import TestSupport
import Testing

/// Sectors of both forms of Mode 2 as vcdimager makes them.
@Suite struct VCDImagerTests {
    static let vcdimager = Tool("vcdimager")

    /// Little of an MPEG stream, but enough for vcdimager: packs with a sequence header and pictures that nobody could see.
    private static let stream: [UInt8] = {
        let group: [UInt8] = [0, 0, 1, 0xB8, 0, 8, 0, 0x40]
        let picture: [UInt8] = [0, 0, 1, 0, 0, 0x0F, 0xFF, 0xF8, 0, 0, 1, 1]
        let sequence: [UInt8] = [0, 0, 1, 0xB3, 0x16, 0x01, 0x20, 0x83, 0x07, 0x08, 0xA8, 0xA0]
        let system: [UInt8] = [0, 0, 1, 0xBB, 0, 9, 0x80, 0x1B, 0x91, 0, 0xE1, 0xFF, 0xE0, 0xE0, 0x2E]
        return (0..<40).flatMap { (index: Int) -> [UInt8] in
            let clock = 3000 * index + 1
            var pack: [UInt8] = [
                0, 0, 1, 0xBA, 0x21, UInt8(clock >> 22 & 0xFF), UInt8(clock >> 14 & 0xFE) | 1,
            ]
            pack += [UInt8(clock >> 7 & 0xFF), UInt8(clock << 1 & 0xFE) | 1, 0x80, 0x1B, 0x91]
            if index == 0 { pack += system }
            let count = 2324 - pack.count - 6
            let body =
                [0x0F] + (index % 10 == 0 ? sequence : []) + group + picture
                + [UInt8](repeating: 0x5A, count: 50)
            pack += [0, 0, 1, 0xE0, UInt8(count >> 8), UInt8(count & 0xFF)] + body
            return pack + [UInt8](repeating: 0x22, count: 2324 - pack.count)
        }
    }()

    @Test(
        .needs("vcdimager"),
        arguments: [StoredPart.whole, .afterHeader])
    func `every sector of a Video CD is good`(_ part: StoredPart) throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "isocheck-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        func path(_ name: String) -> String { folder.appending(path: name).path(percentEncoded: false) }
        try Data(Self.stream).write(to: folder.appending(path: "a.mpg"))
        let options = part == .whole ? [] : ["--sector-2336"]
        let result = try #require(Self.vcdimager).run(
            options + ["--type=vcd11", "-b", path("a.bin"), "-c", path("a.cue"), path("a.mpg")])
        #expect(result.status == 0, "\(result.errors)")

        let image = [UInt8](try Data(contentsOf: folder.appending(path: "a.bin")))
        var checker = try #require(RawSectorChecker(form: .mode2mixed, part: part, stride: part.count))
        let count = checker.check(image, from: 0)
        #expect(count > 400)
        #expect(count * part.count == image.count)
        #expect(checker.good == UInt64(count))
        let forms = checker.forms
        #expect(forms[.mode2form1, default: 0] > 100)
        #expect(forms[.mode2form2, default: 0] > 100)
    }
}
