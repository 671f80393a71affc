import Bytes
import DiscModel
import FileSystems
import Inspection
import Rules
import Specimens
import Testing

/// Single bits, flipped by chance in the descriptors of UDF: each carries a CRC, so that none may pass.
@Suite struct UDFScoreTests {
    private static let volumes: [(name: String, specimen: Specimen)] = [
        ("plain", .udf), ("virtual", .udfVirtual), ("sparable", .udfSparable), ("metadata", .udfMetadata),
        ("strategy 4096", .udfChained), ("rewritable", .udfRewritable), ("bridge", .udfBridge),
    ]

    @Test(arguments: volumes.indices) func `a flipped bit of a descriptor is told`(_ number: Int) throws {
        let (name, specimen) = Self.volumes[number]
        var chance = Chance("UDF \(name)")
        let tagged = specimen.landmarks.filter { Self.isTagged($0.key, $0.value, specimen) }.map(\.key)
            .sorted()
        var escapes: [String] = []
        for _ in 0..<Trial.mutations * 2 {
            let landmark = tagged[chance.below(tagged.count)]
            let length = Int(specimen.get16LE(landmark, 10))
            let (at, bit) = (chance.below(UDFTag.length + length), UInt8(chance.below(8)))
            let image = specimen.with { $0.set8(landmark, at, $0.get8(landmark, at) ^ 1 << bit) }
            let result = try Inspection(quick: true).inspect(MemorySource(image.bytes), named: "x.iso")
            if !result.judgement.findings.contains(where: { $0.counts && $0.severity >= .warning }) {
                escapes.append("\(landmark) byte \(at) bit \(bit)")
            }
        }
        #expect(escapes.isEmpty)
    }

    /// Whether a descriptor with a tag stands at a landmark; what nothing leads to is not read.
    private static func isTagged(_ name: String, _ offset: Int, _ specimen: Specimen) -> Bool {
        guard name.hasPrefix("udf:"), !["udf:eahd", "udf:te", "udf:old-fe"].contains(where: name.hasPrefix),
            !["udf:metadata-bitmap:data", "udf:lvid:td"].contains(name)
        else { return false }
        let descriptor = UDFDescriptor(
            Record(Array(specimen.bytes[offset..<min(specimen.bytes.count, offset + 4_096)])), block: 0)
        return descriptor.kind != nil && descriptor.sumHolds && descriptor.crcHolds == true
    }
}
