public import DiscModel
public import FileSystems
import Specimens

/// Unused and reserved bytes of a descriptor are zero (ECMA-119, 8.4.4, 8.4.7, 8.4.9, 8.4.30 and 8.4.33).
public enum ReservedBytesAreZero: Rule {
    public static let card = RuleCard(
        id: "pvd-unused-nonzero",
        title: "Unused and reserved bytes of the descriptors are zero",
        rationale: """
            No program reads these bytes, so what stands in them is damage, a leftover of the program's memory, or \
            something hidden. A later standard that gave them a meaning would read it wrongly.
            """,
        remedy: "Look at the bytes; if they mean nothing, make the image again or set them to zero.",
        severity: .warning,
        profiles: Profile.examiners,
        clause: .ecma119("8.4.4, 8.4.7, 8.4.9, 8.4.30, 8.4.33"))

    public static func weigh(_ descriptor: VolumeDescriptor, in _: Disc, _ findings: inout Findings) {
        for (range, field) in descriptor.reservedRanges {
            let bytes = descriptor.sector.slice(range)
            guard let first = bytes.firstIndex(where: { $0 != 0 }) else { continue }
            findings.report(
                "\(bytes.count { $0 != 0 }) of the bytes \(range.lowerBound) to \(range.upperBound - 1) of the "
                    + "\(descriptor.name) are not zero, the first at byte \(first)",
                expected: "zeros", at: descriptor.place(first, range.upperBound - first, field))
        }
        reservedFlags(descriptor, &findings)
    }

    /// 8.5.3: bit 0 of a supplementary descriptor's flags has a meaning, the others have none.
    private static func reservedFlags(_ descriptor: VolumeDescriptor, _ findings: inout Findings) {
        guard descriptor.type == 2, descriptor.volumeFlags & 0xFE != 0 else { return }
        findings.report(
            "reserved bits are set in the volume flags of the \(descriptor.name)", expected: "0 or 1",
            actual: "\(descriptor.volumeFlags)", at: descriptor.place(7, 1, "volumeFlags"))
    }

    public static var fires: [Example] {
        [
            Example("byte 7 of the primary descriptor", .plain) { $0.set8("pvd", 7, 1) },
            Example("byte 882 of the Joliet descriptor", .joliet) { $0.set8("svd", 882, 1) },
            Example("the last byte of the enhanced descriptor", .enhanced) { $0.set8("evd", 2047, 0x80) },
            Example("a flag without meaning", .joliet) { $0.set8("svd", 7, 4) },
        ]
    }

    public static var staysSilent: [Example] {
        [
            Example("a CD-XA label is in the application use area, not reserved", .plain) {
                $0.set("pvd", 1024, Array("CD-XA001".utf8))
            },
            Example("bit 0 of the volume flags", .joliet) { $0.set8("svd", 7, 1) },
        ]
    }
}
