import Bytes
import DiscModel
import FileSystems
import Specimens

/// A sequence has all descriptors that a volume needs.
enum UDFDescriptorsAreComplete: Rule {
    static let card = RuleCard(
        id: "udf-vds-missing-descriptor",
        title: "A sequence has all descriptors that a volume needs",
        rationale: """
            Without its primary, partition and logical volume descriptor Linux and Windows do not mount the \
            volume; the other two are missed by strict readers.
            """,
        remedy: """
            Copy the image again and compare it with another copy; if the fault stays, the disc was written \
            so: copy its files to a new one.
            """,
        severity: .error,
        clause: .ecma167("3/8.4.1"))

    static func weigh(_ volume: UDFFacts, in _: Disc, _ findings: inout Findings) {
        let needed: [(UDFKind, Severity)] = [
            (.primary, .error), (.partition, .error), (.logicalVolume, .error),
            (.implementationUse, .warning), (.unallocatedSpace, .warning),
        ]
        for (sequence, name) in [(volume.main, "main"), (volume.reserve, "reserve")] {
            guard !sequence.descriptors.isEmpty else {
                // That the reserve is empty is a finding of its own.
                guard name == "main", let anchor = volume.anchors.first else { continue }
                findings.report(
                    "the main sequence in block \(sequence.block) holds no descriptor; systems have to go by the reserve",
                    expected: "all of them",
                    at: Place(offset: anchor.offset + 16, length: 8, field: "anchor"),
                    severity: volume.reserve.descriptors.isEmpty ? nil : .warning)
                continue
            }
            for (kind, severity) in needed where sequence.all(kind).isEmpty {
                findings.report(
                    "the \(name) sequence has no \(kind.inWords)", expected: "one",
                    at: Place(
                        offset: UInt64(sequence.block).times(volume.blockSize),
                        length: UInt64(sequence.length), field: "\(name) sequence"),
                    severity: name == "main" ? severity : .warning)
            }
        }
    }

    static var examples: [Example] {
        [
            .fires("a main sequence that was wiped", .udf, at: "udf:anchor", 16, severity: .warning) {
                $0.fill("udf:pvd", count: 6 * .sector, with: 0)
            },
            .fires("a partition descriptor that is another one", .udf, at: "udf:pvd", 0) {
                $0.set("udf:pd", $0.get("udf:usd", count: 512))
                $0.set32LE("udf:pd", 12, $0.block("udf:pd"))
                $0.sealUDF("udf:pd")
            },
            .passes("all five", .udf),
        ]
    }
}
