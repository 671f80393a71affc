import Bytes
import DiscModel
import FileSystems
import Inspection
import Rules
import Specimens
import Testing

/// Names in each other's place, and lengths that are wrong in every tree.
@Suite struct WrongNameTests {
    private static func told(_ specimen: Specimen) throws -> [Finding] {
        try Inspection().inspect(MemorySource(specimen.bytes), named: "x.iso").judgement.findings
            .filter { $0.counts && $0.severity >= .warning }
    }

    private static let reports = Specimen {
        $0.joliet = true
        $0.rockRidge = true
        $0.files = (1...6).map {
            .init("/DOCS/REPORT\($0).TXT", .bytes([UInt8](repeating: UInt8($0), count: 900 + 1_100 * $0)))
        }
    }

    private static func record(_ number: Int) -> String { "svd:record:/docs/report\(number).txt" }
    private static func name(_ number: Int) -> String { "susp:/DOCS/REPORT\(number).TXT:NM" }

    @Test(arguments: [(1, 2), (2, 5), (3, 4)]) func `names of Rock Ridge in each other's place`(
        _ one: Int, _ other: Int
    ) throws {
        let found = try Self.told(
            Self.reports.with {
                $0.set(Self.name(one), 5, Array("report\(other).txt".utf8))
                $0.set(Self.name(other), 5, Array("report\(one).txt".utf8))
            })
        #expect(found.map(\.rule.id) == ["joliet-tree-size-differs"])
        #expect(found.first?.severity == .error)
        #expect(found.first?.count == 1)
        #expect(found.first?.message.contains("in each other's place in the Rock Ridge tree") == true)
        #expect(
            found.first?.message.contains(
                "the identifiers beside them, REPORT\(one).TXT;1 and REPORT\(other).TXT;1") == true)
        #expect(found.first?.places.first?.offset == UInt64(Self.reports.offset(Self.name(one))))
    }

    @Test(arguments: [(1, 2), (2, 5), (5, 6)]) func `Joliet names in each other's place`(
        _ one: Int, _ other: Int
    ) throws {
        let found = try Self.told(
            Self.reports.with {
                $0.set8(Self.record(one), 33 + 13, UInt8(0x30 + other))
                $0.set8(Self.record(other), 33 + 13, UInt8(0x30 + one))
            })
        #expect(found.map(\.rule.id) == ["joliet-tree-size-differs"])
        #expect(found.first?.message.contains("in each other's place in the Joliet tree") == true)
        #expect(found.first?.places.first?.offset == UInt64(Self.reports.offset(Self.record(one)) + 33))
    }

    @Test(arguments: ["record:/DOCS/REPORT%.TXT", "svd:record:/docs/report%.txt"])
    func `places in each other's place are places`(_ pattern: String) throws {
        let (one, other) = (
            pattern.replacing("%", with: "3"), pattern.replacing("%", with: "4")
        )
        let found = try Self.told(
            Self.reports.with {
                let (first, second) = ($0.get(one, 2, count: 16), $0.get(other, 2, count: 16))
                $0.set(one, 2, second)
                $0.set(other, 2, first)
            })
        #expect(found.map(\.rule.id) == ["joliet-tree-size-differs"])
        #expect(found.first?.message.contains("each other's place") == false)
        #expect(found.first?.message.contains("tree is wrong") == true)
    }

    // MARK: Lengths

    /// The length of a file in every tree.
    private static func measured(_ number: Int, _ length: UInt32) -> Specimen {
        reports.with {
            $0.set(DirectoryRecord.dataLength, of: "record:/DOCS/REPORT\(number).TXT", length)
            $0.set(DirectoryRecord.dataLength, of: record(number), length)
        }
    }

    @Test(arguments: [(3, 1_500), (4, 2_100), (5, 0)]) func `a length that is too small everywhere`(
        _ number: Int, _ length: UInt32
    ) throws {
        let found = try Self.told(Self.measured(number, length))
        #expect(found.map(\.rule.id) == ["dir-length-short"], "\(found.map(\.message))")
        #expect(found.first?.severity == .error)
        #expect(found.first?.actual == "\(length) bytes")
        let place =
            Self.reports.offset("record:/DOCS/REPORT\(number).TXT") + DirectoryRecord.dataLength.offset
        #expect(found.first?.places.first?.offset == UInt64(place))
    }

    @Test(arguments: [1, 3, 5]) func `a length that is too large everywhere`(_ number: Int) throws {
        let real = 900 + 1_100 * number
        let found = try Self.told(Self.measured(number, UInt32((real + 2_047) / 2_048 * 2_048 + 500)))
        #expect(found.map(\.rule.id) == ["dir-extent-overlap"], "\(found.map(\.message))")
        let words = "the length of /DOCS/REPORT\(number).TXT;1 is probably too large"
        #expect(found.first?.message.contains(words) == true, "\(found.first?.message ?? "")")
    }

    /// The other tree knows how long the file is, so that nothing is lost.
    @Test(arguments: [UInt32(50_000_000), 5_000_000, 0xFFFF_F000], [true, false])
    func `a length behind the end of the image in one tree`(_ length: UInt32, _ isJoliet: Bool) throws {
        let path = isJoliet ? Self.record(2) : "record:/DOCS/REPORT2.TXT"
        let image = Self.reports.with { $0.set(DirectoryRecord.dataLength, of: path, length) }
        let judgement = try Inspection().inspect(MemorySource(image.bytes), named: "x.iso").judgement
        let found = judgement.findings.filter { $0.counts && $0.severity >= .warning }
        #expect(found.map(\.rule.id) == ["joliet-tree-size-differs"], "\(found.map(\.message))")
        #expect(found.first?.expected == "3100 bytes")
        #expect(judgement.damage == nil && judgement.word.text == "FAULTY")
    }

    /// A program that was told that names in UTF-8 are Latin-1; what Joliet has no sign for is an underscore.
    @Test(arguments: ["grün.txt", "Привет.txt", "日本語.txt", "naïve café.doc"], [Profile.default, .release])
    func `one character for each byte of UTF-8`(_ name: String, _ profile: Profile) throws {
        let image = Specimen {
            $0.joliet = true
            $0.rockRidge = true
            $0.files = [.init("/A.TXT", name: name, .bytes([1]))]
        }
        #expect(try Self.names(image, profile).isEmpty)
        let wrong = image.with {
            let units = name.utf8.flatMap { byte -> [UInt8] in [0, 0x80..<0xA0 ~= byte ? 0x5F : byte] }
            $0.renameRecord("svd:record:/\(name)", to: units)
        }
        let found = try Self.names(wrong, profile)
        #expect(found.map(\.severity) == [profile == .release ? .warning : .note])
        #expect(found.first?.message.contains("one character for each byte of its UTF-8") == true)
        #expect(found.first?.remedy.contains("-input-charset") == true)
    }

    private static func names(_ image: Specimen, _ profile: Profile) throws -> [Finding] {
        var inspection = Inspection()
        inspection.profile = profile
        return try inspection.inspect(MemorySource(image.bytes), named: "x.iso").judgement.findings.filter {
            $0.rule.id == "joliet-name-vs-rr"
        }
    }
}
