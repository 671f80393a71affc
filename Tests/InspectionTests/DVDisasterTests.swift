import Bytes
import Containers
import DiscModel
import Foundation
import Inspection
import Rules
import Specimens
import Surveys
import TestSupport
import Testing

/// Error correction data by dvdisaster, made and used by the program itself.
@Suite(.needs("dvdisaster")) struct DVDisasterPeerTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    /// How an image is protected.
    enum Way: String, CaseIterable, Sendable {
        case rs01, rs02, rs03, rs03File

        var isFile: Bool { self == .rs01 || self == .rs03File }
        var roots: Int { self == .rs03 ? 170 : 16 }
    }

    @discardableResult private func run(_ name: String, _ arguments: String...) throws -> Tool.Output {
        let tool = try #require(Tool(name))
        // dvdisaster keeps its settings in the home, and takes those that another one of these tests is using.
        return try #require(Tool("env")).run(["HOME=\(folder.path("."))", tool.path] + arguments)
    }

    private func protect(_ way: Way) throws {
        let (image, file) = (folder.path("demo.iso"), folder.path("demo.ecc"))
        switch way {
        case .rs01: try run("dvdisaster", "-i", image, "-e", file, "-mRS01", "-n", "16r", "-c")
        case .rs02:
            // Now and then dvdisaster 0.79 overlooks the "r" and fills up to the size of a medium.
            let plain = try folder.read("demo.iso")
            for _ in 0..<20 {
                try folder.write("demo.iso", plain)
                try run("dvdisaster", "-i", image, "-mRS02", "-n", "16r", "-c")
                let layout = try inspect().disc.errorCorrection.first?.layout
                if layout?.roots == UInt64(way.roots) { break }
            }
        case .rs03: try run("dvdisaster", "--debug", "-i", image, "-mRS03", "-n", "5100", "-c")
        case .rs03File:
            try run("dvdisaster", "-i", image, "-e", file, "-mRS03", "-o", "file", "-n", "16", "-c")
        }
    }

    private func inspect() throws -> Inspection.Result {
        var beside: [String: [UInt8]] = [:]
        for name in ["demo.ecc"] where FileManager.default.fileExists(atPath: folder.path(name)) {
            beside[name] = try folder.read(name)
        }
        return try Inspection().inspect(
            ImageInput(
                name: "demo.iso", source: MemorySource(try folder.read("demo.iso")),
                folder: MemoryFolder(beside)))
    }

    private static func told(_ result: Inspection.Result) -> [Finding] {
        result.judgement.findings.filter { $0.counts && $0.severity >= .warning }
    }

    // MARK: Sound images

    @Test(arguments: Way.allCases, ["genisoimage", "xorriso"])
    func `a protected image by another program has no fault`(_ way: Way, _ writer: String) throws {
        guard Tool(writer) != nil else { try skip("\(writer) not installed") }
        for index in 0..<40 {
            try folder.write(
                "tree/file\(index).dat",
                (0..<9_000).map { UInt8(truncatingIfNeeded: $0 &* index &+ $0 / 256) })
        }
        let image = folder.path("demo.iso")
        if writer == "xorriso" {
            try run("xorriso", "-as", "mkisofs", "-quiet", "-J", "-r", "-o", image, folder.path("tree"))
        } else {
            try run("genisoimage", "-quiet", "-J", "-r", "-o", image, folder.path("tree"))
        }
        let before = Self.told(try inspect()).map(\.rule.id)
        try protect(way)
        let result = try inspect()
        let sets = result.disc.errorCorrection
        #expect(sets.count == 1)
        #expect(sets.first?.header?.isSound == true)
        #expect(Self.told(result).map(\.rule.id) == before, "\(Self.told(result).map(\.message))")
        #expect(result.judgement.open.isEmpty, "\(result.judgement.open)")
        #expect(result.judgement.damage == nil)
    }

    // MARK: Damage

    struct Harm: Sendable, CustomTestStringConvertible {
        let testDescription: String
        /// Damaged sectors of one column more than can be repaired; 0 where all can.
        let excess: Int
        let asMarks: Bool
    }

    static let harms = [
        Harm(testDescription: "as many as there are roots, changed", excess: 0, asMarks: false),
        Harm(testDescription: "as many as there are roots, unread", excess: 0, asMarks: true),
        Harm(testDescription: "one more, changed", excess: 1, asMarks: false),
        Harm(testDescription: "one more, unread", excess: 1, asMarks: true),
    ]

    /// Longer than there are layers, so that it has several columns.
    private static let image = Specimen {
        $0.files.append(
            .init("/LONG.DAT", .bytes((0..<3_000 * .sector).map { UInt8(truncatingIfNeeded: $0 / 100 &* 7) }))
        )
    }

    @Test(arguments: Way.allCases, harms)
    func `what can be repaired is what dvdisaster repairs`(_ way: Way, _ harm: Harm) throws {
        try folder.write("demo.iso", Self.image.bytes)
        try protect(way)
        let whole = try folder.read("demo.iso")
        let layout = try #require(try inspect().disc.errorCorrection.first?.layout)
        var bytes = whole
        let columns = Int(layout.columns)
        let first = 40 / columns * columns + columns + 3
        for index in 0..<Int(layout.roots) + harm.excess {
            let start = (first + index * columns) * .sector
            let new =
                harm.asMarks
                ? Array("dvdisaster dead sector marker\n".utf8) : [UInt8](repeating: 0xA5, count: 600)
            bytes.replaceSubrange(start..<start + new.count, with: new)
        }
        try folder.write("demo.iso", bytes)
        let found = Self.told(try inspect())
        #expect(found.map(\.rule.id) == ["dvdisaster-sectors"], "\(found.map(\.message))")
        let message = found.first?.message ?? ""
        #expect(
            message.contains(harm.excess == 0 ? "dvdisaster can repair it" : "cannot repair all"),
            "\(message)")
        let count = Int(layout.roots) + harm.excess
        #expect(message.hasPrefix("\(count) sectors are not what they were"), "\(message)")
        try repair(way)
        #expect((try folder.read("demo.iso") == whole) == (harm.excess == 0))
    }

    private func repair(_ way: Way) throws {
        let (image, file) = (folder.path("demo.iso"), folder.path("demo.ecc"))
        if way.isFile {
            try run("dvdisaster", "-i", image, "-e", file, "-f")
        } else {
            try run("dvdisaster", "-i", image, "-f")
        }
    }

    @Test(arguments: Way.allCases) func `a damaged sector names its file`(_ way: Way) throws {
        try folder.write("demo.iso", Self.image.bytes)
        try protect(way)
        var bytes = try folder.read("demo.iso")
        bytes[Self.image.offset("data:/LONG.DAT") + 5_000] ^= 0x40
        try folder.write("demo.iso", bytes)
        let result = try inspect()
        #expect(
            Self.told(result).map(\.rule.id) == ["dvdisaster-sectors"], "\(Self.told(result).map(\.message))")
        #expect(result.judgement.damage?.files.map(\.path.text) == ["/LONG.DAT;1"])
        #expect(result.judgement.word.text == "DAMAGED")
        try repair(way)
        #expect(Self.told(try inspect()).isEmpty)
    }

    @Test(arguments: [Way.rs01, .rs03File]) func `an image that was cut is told once`(_ way: Way) throws {
        try folder.write("demo.iso", Self.image.bytes)
        try protect(way)
        try folder.write("demo.iso", Array(Self.image.bytes.dropLast(10 * .sector)))
        let found = Self.told(try inspect())
        #expect(found.map(\.rule.id) == ["dvdisaster-sectors"], "\(found.map { ($0.rule.id, $0.message) })")
        #expect(found.first?.message.contains("which the image lacks; dvdisaster can repair it") == true)
    }

    @Test(arguments: [Way.rs02, .rs03]) func `a lost header is found again`(_ way: Way) throws {
        try folder.write("demo.iso", Self.image.bytes)
        try protect(way)
        var bytes = try folder.read("demo.iso")
        let start = Self.image.bytes.count
        bytes.replaceSubrange(start..<start + 4_096, with: [UInt8](repeating: 0, count: 4_096))
        try folder.write("demo.iso", bytes)
        let result = try inspect()
        #expect(result.disc.errorCorrection.first?.layout != nil)
        #expect(Self.told(result).map(\.rule.id).contains("dvdisaster-header"))
        #expect(!Self.told(result).contains { $0.severity == .error }, "\(Self.told(result).map(\.message))")
    }

    @Test func `a file of redundancy alone says what it is`() throws {
        try folder.write("demo.iso", Self.image.bytes)
        try protect(.rs01)
        let source = MemorySource(try folder.read("demo.ecc"))
        let failure = #expect(throws: InspectionError.self) {
            try Inspection().examine(source, named: "demo.ecc")
        }
        let text = failure?.description ?? ""
        #expect(text.contains("RS01 by dvdisaster 0."), "\(text)")
        #expect(text.contains("of an image of \(Self.image.bytes.count / .sector) sectors"), "\(text)")
    }
}

/// Hostile headers, cuts and sources.
@Suite struct DVDisasterHostileTests {
    private static let sound = [
        Specimen.plain.with { $0.protectRS02() }, Specimen.plain.with { $0.protectRS03() },
    ]

    private static func look(_ bytes: [UInt8], file: [UInt8]? = nil) throws -> Inspection.Result {
        try look(MemorySource(bytes), file.map { MemorySource($0) })
    }

    private static func look(_ image: any ByteSource, _ file: (any ByteSource)?) throws -> Inspection.Result {
        try Inspection().inspect(
            ImageInput(
                name: "demo.iso", source: image,
                folder: MemoryFolder(file.map { ["demo.ecc": $0] } ?? [:] as [String: any ByteSource])))
    }

    @Test(arguments: [0, 1]) func `every cut ends in an answer`(_ which: Int) throws {
        let bytes = Self.sound[which].bytes
        let start = Specimen.plain.bytes.count
        for length in stride(from: start, to: bytes.count, by: 1_536) {
            let result = try Self.look(Array(bytes.prefix(length)))
            let found = result.judgement.findings.filter { $0.counts && $0.severity == .error }
            // Where a sector is cut, the damage that explains it is as grave.
            let known: Set = ["image-size-not-sector-multiple", "dvdisaster-redundancy"]
            #expect(found.isEmpty || length % .sector != 0 && known.isSuperset(of: found.map(\.rule.id)))
        }
    }

    @Test(arguments: [0, 1]) func `every byte of the header may be any`(_ which: Int) throws {
        let specimen = Self.sound[which]
        for place in 12..<140 {
            for value in [0, 0xFF, 0x80] as [UInt8] {
                var changed = specimen
                if which == 0 {
                    changed.changeHeader { $0[place] = value }
                } else {
                    changed.set("dvdisaster", place, [value])
                }
                _ = try Self.look(changed.bytes)
            }
        }
    }

    @Test func `a file of redundancy may be anything`() throws {
        let image = Specimen.plain.bytes
        for file in [ForgedECC.rs01(of: image), ForgedECC.rs03(of: image)] {
            #expect(
                try Self.look(image, file: file).judgement.findings.filter {
                    $0.counts && $0.severity > .note
                }.isEmpty)
            for length in stride(from: 0, to: file.count, by: 5_000) {
                _ = try Self.look(image, file: Array(file.prefix(length)))
            }
            for place in 12..<140 {
                for value in [0, 0xFF, 0x7F] as [UInt8] {
                    var changed = file
                    changed[place] = value
                    _ = try Self.look(image, file: changed)
                }
            }
        }
    }

    @Test func `reads that fail are damaged sectors or are told`() throws {
        let image = Specimen.plain.bytes
        let file = ForgedECC.rs03(of: image)
        for number in 0..<20 {
            _ = try Self.look(MemorySource(image), FailingSource(file, failing: number))
            _ = try Self.look(MemorySource(image), FailingSource(file, failing: number, lastingly: true))
        }
        for habit in ShortSource.Habit.allCases {
            _ = try Self.look(MemorySource(image), ShortSource(bytes: file, habit: habit))
        }
        let bytes = Self.sound[0].bytes
        let result = try Self.look(DamagedSource(bytes, bad: [100, 180]), nil)
        let found = result.judgement.findings.filter { $0.counts && $0.severity == .error }
        #expect(Set(found.map(\.rule.id)) == ["dvdisaster-sectors", "dvdisaster-redundancy"])
    }

    @Test func `a header with huge numbers costs no memory`() throws {
        for sectors in [UInt64.max, 1 << 62, 1 << 40, 64 << 20] {
            let image = Specimen.plain.with {
                $0.protectRS02()
                $0.changeHeader { $0.replaceSubrange(68..<76, with: sectors.littleEndianBytes) }
            }
            _ = try Self.look(image.bytes)
            var file = ForgedECC.rs01(of: Specimen.plain.bytes)
            file.replaceSubrange(68..<76, with: sectors.littleEndianBytes)
            _ = try Self.look(Specimen.plain.bytes, file: file)
        }
    }
}
