import Bytes
import DiscModel
import FileSystems
import Specimens

/// One descriptor of a kind prevails.
enum UDFPrevailingIsOne: Rule {
    static let card = RuleCard(
        id: "udf-vds-prevailing",
        title: "One descriptor of a kind prevails",
        rationale: """
            Of several descriptors of a kind the one with the highest number counts. Two with one number and \
            other content leave it to each system which it takes.
            """,
        remedy: """
            Copy the image again and compare it with another copy; if the fault stays, the disc was written so: \
            copy its files to a new one.
            """,
        severity: .warning,
        clause: .ecma167("3/8.4.3"))

    static func weigh(_ volume: UDFFacts, in _: Disc, _ findings: inout Findings) {
        for sequence in [volume.main, volume.reserve] {
            for kind in [UDFKind.primary, .implementationUse, .partition, .logicalVolume] {
                var known: [[UInt32]: UDFDescriptor] = [:]
                for descriptor in sequence.all(kind) {
                    let partition = kind == .partition ? UInt32(descriptor[UDFPartition.number]) : 0
                    let key = [descriptor[UDFSequenceNumber.number], partition]
                    guard let other = known.updateValue(descriptor, forKey: key),
                        other.record.slice(16, 496) != descriptor.record.slice(16, 496)
                    else { continue }
                    findings.report(
                        "\(other.name) in block \(other.block) and that in block \(descriptor.block) have one number and say different things",
                        expected: "a higher number of the newer",
                        at: Place(offset: descriptor.offset + 16, length: 4, field: kind.inWords))
                }
            }
        }
    }

    static var examples: [Example] {
        [
            .fires("a second name with the same number", .udf, at: "udf:usd", 16) {
                for sequence in ["udf:", "udf:reserve:"] {
                    $0.set(sequence + "usd", $0.get(sequence + "lvd", count: 512))
                    $0.set8(sequence + "usd", 90, 0x58)
                    $0.set32LE(sequence + "usd", 12, $0.block(sequence + "usd"))
                    $0.sealUDF(sequence + "usd")
                }
            },
            .passes("one of each kind", .udf),
        ]
    }
}
