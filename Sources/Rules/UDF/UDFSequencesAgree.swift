import Bytes
import DiscModel
import FileSystems
import Specimens

/// Main and reserve sequence say the same.
enum UDFSequencesAgree: Rule {
    static let card = RuleCard(
        id: "udf-vds-reserve-differs",
        title: "Main and reserve sequence say the same",
        rationale: """
            Systems read the reserve where the main sequence is damaged, and see then what stands there: \
            another name, another partition, or nothing.
            """,
        remedy: """
            Copy the image again and compare it with another copy; if the fault stays, the disc was written \
            so: copy its files to a new one.
            """,
        severity: .warning,
        clause: .ecma167("3/8.4.2.2"))

    static func weigh(_ volume: UDFFacts, in _: Disc, _ findings: inout Findings) {
        let kinds: [UDFKind] = [.primary, .partition, .logicalVolume, .implementationUse, .unallocatedSpace]
        for kind in kinds {
            guard let one = volume.main.prevailing(kind), let other = volume.reserve.prevailing(kind) else {
                continue
            }
            guard let at = Self.difference(one, other, kind) else { continue }
            findings.report(
                "\(one.name) and its copy in the reserve sequence differ from byte \(at) on",
                expected: "the same bytes behind the tags",
                at: Place(offset: other.offset + UInt64(at), length: 1, field: kind.inWords))
        }
    }

    /// The first byte behind the tag in which two differ. genisoimage, mkisofs and pycdlib make the unique number of the volume set anew
    /// for the copy (bytes 73 to 88 of the primary volume descriptor).
    private static func difference(_ one: UDFDescriptor, _ other: UDFDescriptor, _ kind: UDFKind) -> Int? {
        (UDFTag.length..<512).first { at in
            one.record.u8(at) != other.record.u8(at) && !(kind == .primary && 73..<89 ~= at)
        }
    }
    static var examples: [Example] {
        [
            .fires("another label in the reserve", .udf, at: "udf:reserve:lvd", 85) {
                $0.set8("udf:reserve:lvd", 85, 0x58)
                $0.sealUDF("udf:reserve:lvd")
            },
            .fires("another length of the partition", .udf, at: "udf:reserve:pd", 192) {
                $0.set8("udf:reserve:pd", 192, $0.get8("udf:reserve:pd", 192) ^ 1)
                $0.sealUDF("udf:reserve:pd")
            },
            .passes("equal sequences", .udf),
            .passes("a number of the volume set that was made twice, as genisoimage does it", .udf) {
                $0.set8("udf:reserve:pvd", 84, 0x37)
                $0.sealUDF("udf:reserve:pvd")
            },
        ]
    }
}
