import Bytes
import DiscModel
import Inspection
import Rules
import Specimens
import Testing

/// Every flipped bit in a part of a descriptor that must be as it is, or that is recorded twice, is noticed.
@Suite struct DescriptorMutationTests {
    struct Field: CustomTestStringConvertible, Sendable {
        let landmark: String
        let range: Range<Int>
        let name: String
        var testDescription: String { "\(name) of \(landmark)" }
    }

    /// Recorded twice: in both byte orders, in the root directory itself, or in another descriptor. And the texts and
    /// numbers that may have one value only.
    static let fields: [Field] =
        ["pvd", "svd", "evd"].flatMap { landmark in
            [
                (0..<7, "type, identifier, version"), (72..<80, "unused"), (80..<88, "volume space size"),
                (120..<124, "volume set size"), (124..<128, "sequence number"), (128..<132, "block size"),
                (132..<140, "path table size"), (156..<190, "root record"),
                (881..<883, "file structure version, reserved"),
                (1_395..<2_048, "reserved"),
            ].map { Field(landmark: landmark, range: $0.0, name: $0.1) }
        } + [
            Field(landmark: "pvd", range: 7..<8, name: "unused"),
            Field(landmark: "pvd", range: 88..<120, name: "unused"),
            Field(landmark: "terminator", range: 0..<2_048, name: "all"),
            Field(landmark: "boot-record", range: 1..<7, name: "identifier, version"),
        ]

    /// Structure alone tells; looking at the padding of every mutant takes long.
    private static let inspection = Inspection(profile: .pedantic, quick: true)

    private static func fingerprints(of image: [UInt8]) -> Set<String> {
        // An image that is not recognised any more is noticed as well: that is exit code 3.
        guard let result = try? inspection.inspect(MemorySource(image), named: "mutant.iso") else {
            return ["unrecognised"]
        }
        return Set(
            result.judgement.findings.filter(\.counts).map { "\($0.rule.id) \($0.message)" })
    }

    private static let sound = fingerprints(of: Specimen.everything.bytes)

    @Test(arguments: fields) func `a flipped bit is noticed`(_ field: Field) {
        let specimen = Specimen.everything
        // All bits of the fields; of the long blank ranges the first bytes, the last, and some between.
        let isLong = field.range.count > 64
        let some = field.range.filter {
            !isLong || $0 < field.range.lowerBound + 2 || $0 % 41 == 0 || $0 == field.range.upperBound - 1
        }
        for at in some {
            for bit in isLong ? at % 8..<at % 8 + 1 : 0..<8 {
                var mutant = specimen
                mutant.set8(field.landmark, at, specimen.get8(field.landmark, at) ^ (1 << UInt8(bit)))
                let news = Self.fingerprints(of: mutant.bytes).subtracting(Self.sound)
                #expect(!news.isEmpty, "bit \(bit) of byte \(at)")
            }
        }
    }
}
