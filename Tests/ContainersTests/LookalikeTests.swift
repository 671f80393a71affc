import Bytes
import Containers
import Inspection
import Testing

/// Formats that are recognised and named, and not opened.
@Suite struct LookalikeTests {
    /// Marks by their place: from the start, or from the end where negative.
    static let marks: [(mark: [UInt8], at: Int, name: String)] = [
        (Array("MComprHD".utf8), 0, "CHD"), (Array("CISO".utf8), 0, "CSO"), (Array("ZISO".utf8), 0, "ZSO"),
        (Array("EVF\u{9}".utf8), 0, "E01"),
        (Array("BWT5 STREAM SIGN".utf8), 0, "B5T or B6T"), (Array("AARUFRMT".utf8), 0, "Aaru"),
        (Array("bbis".utf8), -64, "UIF"), (Array("DAA\0".utf8), 0, "DAA"), (Array("IsZ!".utf8), 0, "ISZ"),
        (Array("koly".utf8), -512, "DMG"),
        (
            [0x50, 0x4B, 3, 4] + [UInt8](repeating: 0, count: 26) + Array("container.description".utf8), 0,
            "AFF4"
        ),
    ]

    @Test(arguments: marks.indices) func `a format that is not opened is named`(_ index: Int) {
        let (mark, at, name) = Self.marks[index]
        var bytes = [UInt8](repeating: 0x11, count: 80_000)
        let start = at < 0 ? bytes.count + at : at
        bytes.replaceSubrange(start..<start + mark.count, with: mark)
        let failure = #expect(throws: InspectionError.self) {
            try Inspection().examine(MemorySource(bytes), named: "x.bin")
        }
        #expect(failure?.description.contains(name) == true, "\(failure?.description ?? "")")
    }
}
