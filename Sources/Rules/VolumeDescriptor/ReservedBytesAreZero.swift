import Bytes
import DiscModel
import FileSystems
import Specimens

/// Unused and reserved bytes of a descriptor are zero (ECMA-119, 8.4.4, 8.4.7, 8.4.9, 8.4.30 and 8.4.33).
enum ReservedBytesAreZero: Rule {
    static let card = RuleCard(
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

    static func weigh(_ descriptor: VolumeDescriptor, in _: Disc, _ findings: inout Findings) {
        for field in descriptor.reservedFields {
            let (range, bytes) = (field.range, descriptor.record.slice(field.range))
            guard let first = bytes.firstIndex(where: { $0 != 0 }) else { continue }
            findings.report(
                "\(bytes.count { $0 != 0 }) of the bytes \(range.lowerBound) to \(range.upperBound - 1) of the "
                    + "\(descriptor.name) are not zero, the first at byte \(first)",
                expected: "zeros", at: descriptor.place(field, first..<range.upperBound))
        }
        reservedFlags(descriptor, &findings)
    }

    /// 8.5.3: bit 0 of a supplementary descriptor's flags has a meaning, the others have none.
    private static func reservedFlags(_ descriptor: VolumeDescriptor, _ findings: inout Findings) {
        guard descriptor.type == 2, descriptor.volumeFlags & 0xFE != 0 else { return }
        findings.report(
            "reserved bits are set in the volume flags of the \(descriptor.name)", expected: "0 or 1",
            actual: "\(descriptor.volumeFlags)", at: descriptor.place(VolumeDescriptor.volumeFlags))
    }

    static var examples: [Example] {
        [
            .fires("byte 7 of the primary descriptor", .plain, at: "pvd", VolumeDescriptor.volumeFlags) {
                $0.set(VolumeDescriptor.volumeFlags, of: "pvd", 1)
            },
            .fires(
                "byte 882 of the Joliet descriptor", .joliet, at: "svd", VolumeDescriptor.reservedBeforeUse
            ) { $0.set(VolumeDescriptor.reservedBeforeUse, byte: 0, of: "svd", 1) },
            .fires("the last byte of the enhanced descriptor", .enhanced, at: "evd", .sector - 1) {
                $0.set(VolumeDescriptor.reservedEnd, byte: 652, of: "evd", 0x80)
            },
            .fires("a flag without meaning", .joliet, at: "svd", VolumeDescriptor.volumeFlags) {
                $0.set(VolumeDescriptor.volumeFlags, of: "svd", 4)
            },
            .passes("a CD-XA label is in the application use area, not reserved", .plain) {
                $0.set("pvd", 1024, Array("CD-XA001".utf8))
            },
            .passes("bit 0 of the volume flags", .joliet) {
                $0.set(VolumeDescriptor.volumeFlags, of: "svd", 1)
            },
        ]
    }
}
