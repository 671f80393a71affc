import Bytes
import DiscModel
import FileSystems
import Inspection
import Rules
import Specimens
import Testing

/// Numbers whose two recordings stand in each other's place are read as they were meant, and told once.
@Suite struct SwappedHalvesTests {
    private static func judge(_ specimen: Specimen) throws -> (disc: Disc, findings: [Finding]) {
        let result = try Inspection().inspect(MemorySource(specimen.bytes), named: "x.iso")
        return (result.disc, result.judgement.findings.filter { $0.counts && $0.severity >= .warning })
    }

    private static func paths(_ disc: Disc) -> [[String]] {
        disc.trees.map { tree in
            tree.nodes.indices.map {
                let extents = tree.extents(of: tree.nodes[$0]).map { "\($0.offset)+\($0.length)" }
                return ([tree.path(of: $0).text] + extents).joined(separator: " ")
            }
        }
    }

    static let descriptorFields = [
        "volumeSpaceSize", "volumeSetSize", "volumeSequenceNumber", "logicalBlockSize", "pathTableSize",
        "rootDirectoryRecord/extent", "rootDirectoryRecord/dataLength",
        "rootDirectoryRecord/volumeSequenceNumber",
    ]

    private static func swap(_ specimen: inout Specimen, _ landmark: String, _ field: AnyField) {
        let half = field.length / 2
        let bytes = specimen.get(landmark, field.offset, count: field.length)
        specimen.set(landmark, field.offset, Array(bytes.suffix(half) + bytes.prefix(half)))
    }

    @Test(arguments: descriptorFields, ["pvd", "svd"])
    func `a swapped number of a descriptor is one finding, and all files are there`(
        _ field: String, _ descriptor: String
    ) throws {
        var specimen = Specimen.everything
        let sound = try Self.judge(specimen)
        let record = Record(specimen.get(descriptor, count: .sector))
        let known = VolumeDescriptor(record).fields.first { $0.name == field }
        Self.swap(&specimen, descriptor, try #require(known))
        let found = try Self.judge(specimen)
        #expect(found.findings.map(\.rule.id) == ["pvd-halves-swapped"])
        #expect(found.findings.first?.count == 1)
        #expect(Self.paths(found.disc) == Self.paths(sound.disc))
    }

    @Test(
        arguments: [
            "record:/README.TXT", "svd:record:/docs", "record:/DOCS/.", "record:/DOCS/..",
            "record:/DOCS/MANUAL.TXT",
        ], [DirectoryRecord.extent.any, DirectoryRecord.dataLength.any, DirectoryRecord.sequence.any])
    func `so it is in directory records`(_ landmark: String, _ field: AnyField) throws {
        var specimen = Specimen.everything
        let sound = try Self.judge(specimen)
        Self.swap(&specimen, landmark, field)
        let found = try Self.judge(specimen)
        #expect(found.findings.map(\.rule.id) == ["dir-halves-swapped"])
        #expect(Self.paths(found.disc) == Self.paths(sound.disc))
    }

    @Test func `a program that swaps all numbers of a descriptor is one finding`() throws {
        var specimen = Specimen.joliet
        let sound = try Self.judge(specimen)
        let fields = VolumeDescriptor(Record(specimen.get("pvd", count: .sector))).fields
        for field in fields where Self.descriptorFields.contains(field.name) {
            Self.swap(&specimen, "pvd", field)
        }
        let found = try Self.judge(specimen)
        #expect(found.findings.map(\.rule.id) == ["pvd-halves-swapped"])
        #expect(found.findings.first?.count == Self.descriptorFields.count)
        #expect(Self.paths(found.disc) == Self.paths(sound.disc))
    }

    @Test func `a pointer to a continuation area is mended`() throws {
        var specimen = Specimen.continuation
        let sound = try Self.judge(specimen)
        let landmark = try #require(specimen.landmarks.keys.filter { $0.hasSuffix(":CE") }.min())
        Self.swap(&specimen, landmark, ContinuationPointer.block.any)
        let found = try Self.judge(specimen)
        #expect(found.findings.map(\.rule.id) == ["dir-halves-swapped"])
        #expect(Self.paths(found.disc) == Self.paths(sound.disc))
    }

    @Test func `what is only wrong is not taken for swapped`() throws {
        let wrong = Specimen.joliet.with {
            $0.set(DirectoryRecord.extent, of: "record:/README.TXT", 99_999)
        }
        #expect(try !Self.judge(wrong).findings.map(\.rule.id).contains("dir-halves-swapped"))
        // 524,288 sectors, of which the image has few: the other way round it would be 2,048.
        let cut = Specimen.plain.with { $0.set(VolumeDescriptor.volumeSpaceSize, of: "pvd", 0x8_0000) }
        #expect(try Self.judge(cut).findings.map(\.rule.id) == ["image-truncated"])
    }
}
