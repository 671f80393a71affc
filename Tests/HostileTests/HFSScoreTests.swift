import Bytes
import DiscModel
import FileSystems
import Inspection
import Rules
import Specimens
import Testing

/// Single bits, flipped by chance in the structures of HFS and HFS+. These have no sums, so that only what is recorded twice can be told.
@Suite struct HFSScoreTests {
    private static let volumes: [(name: String, specimen: Specimen)] = [
        ("HFS+", .hfsPlusDeep), ("HFS+ with attributes", .hfsPlusRich), ("HFS+ split", .hfsPlusSplit),
        ("HFSX", .hfsX), ("HFS", .hfsClassicDeep), ("HFS split", .hfsClassicSplit),
    ]

    /// Fields of which there is a copy, or that the rest of the volume tells.
    private static let plus: [(landmark: String, bytes: [Range<Int>])] = [
        // Version, files, folders, size and number of blocks, free blocks.
        ("hfs:header", [0..<4, 16..<20, 32..<52]), ("hfs:alternate", [16..<20, 40..<48]),
        ("hfs:catalog", tree), ("hfs:overflow", tree),
    ]
    private static let classic: [(landmark: String, bytes: [Range<Int>])] = [
        ("hfs:header", [2..<6, 12..<14, 18..<24, 34..<36, 82..<92]), ("hfs:alternate", [2..<6, 18..<24]),
        ("hfs:catalog", tree), ("hfs:overflow", tree),
    ]
    /// Kind and records of the header node; levels, root, records, first and last leaf, node size, longest key, nodes, free nodes.
    private static let tree = [8..<9, 10..<12, 14..<44]

    @Test(arguments: volumes.indices) func `a flipped bit of what is recorded twice is told`(_ number: Int)
        throws
    {
        let (name, specimen) = Self.volumes[number]
        let fields = specimen.get("hfs:header", count: 2) == Array("BD".utf8) ? Self.classic : Self.plus
        var chance = Chance("HFS \(name)")
        var escapes: [String] = []
        for _ in 0..<Trial.mutations * 2 {
            let (landmark, ranges) = fields[chance.below(fields.count)]
            let bytes = ranges.flatMap(Array.init)
            let (at, bit) = (bytes[chance.below(bytes.count)], UInt8(chance.below(8)))
            let image = specimen.with { $0.set8(landmark, at, $0.get8(landmark, at) ^ 1 << bit) }
            if !isTold(image) { escapes.append("\(landmark) byte \(at) bit \(bit)") }
        }
        #expect(escapes.isEmpty, "\(escapes)")
    }

    /// All bits of all structures, which nobody could tell all: the part that is told is kept.
    @Test(arguments: volumes.indices) func `the part of flipped bits that is told is kept`(_ number: Int)
        throws
    {
        let (name, specimen) = Self.volumes[number]
        var chance = Chance("HFS score \(name)")
        for (structure, least) in Self.least {
            let marks = specimen.landmarks.filter { Self.structure($0.key) == structure }.map(\.key).sorted()
            guard !marks.isEmpty else { continue }
            var told = 0
            let count = Trial.mutations
            for _ in 0..<count {
                let landmark = marks[chance.below(marks.count)]
                let length = Self.length(landmark, specimen)
                let (at, bit) = (chance.below(length), UInt8(chance.below(8)))
                let image = specimen.with { $0.set8(landmark, at, $0.get8(landmark, at) ^ 1 << bit) }
                if isTold(image) { told += 1 }
            }
            print("HFS score: \(name): \(structure): \(told) of \(count)")
            #expect(told * 100 >= least * count, "\(structure): \(told) of \(count)")
        }
    }

    private static let least = [
        ("header", 12), ("tree header", 25), ("node", 60), ("record", 25), ("bitmap", 90),
    ]

    private static func structure(_ landmark: String) -> String? {
        switch landmark {
        case "hfs:header": "header"
        case "hfs:bitmap": "bitmap"
        case "hfs:catalog", "hfs:overflow", "hfs:attributes": "tree header"
        case let one where one.hasPrefix("hfs:leaf") || one.hasPrefix("hfs:index"): "node"
        case let one where one.hasPrefix("hfs:key:") || one.hasPrefix("hfs:thread:"): "record"
        default: nil
        }
    }

    private static func length(_ landmark: String, _ specimen: Specimen) -> Int {
        let isClassic = specimen.get("hfs:header", count: 2) == Array("BD".utf8)
        return switch structure(landmark) {
        case "header": isClassic ? 162 : 512
        case "bitmap": 12
        case "tree header": 120
        case "node": 14
        default: isClassic ? 46 : 80
        }
    }

    private func isTold(_ image: Specimen) -> Bool {
        // A volume that is recognised no more is told as that.
        guard let result = try? Inspection(quick: true).inspect(MemorySource(image.bytes), named: "x.iso")
        else { return true }
        return result.judgement.findings.contains { $0.counts && $0.severity >= .warning }
    }
}
