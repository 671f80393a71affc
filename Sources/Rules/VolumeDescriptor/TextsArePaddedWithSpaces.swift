import Bytes
import DiscModel
import FileSystems
import Specimens

/// Unused positions of a text field hold spaces (ECMA-119, 7.4.3.2).
enum TextsArePaddedWithSpaces: Rule {
    static let card = RuleCard(
        id: "pvd-text-nul-padded",
        title: "Text fields of the descriptors are filled up with spaces",
        rationale: """
            The filler is the space. Programs that only strip spaces show the zero bytes that some writers leave, or cut \
            the text at the first; NeroAPI, embedded and hand-made writers do so.
            """,
        remedy: "Nothing for a user to do; a mastering program should fill text fields with spaces.",
        severity: .warning,
        profiles: Profile.pedants,
        clause: .ecma119("7.4.3.2"))

    static func weigh(_ descriptor: VolumeDescriptor, in _: Disc, _ findings: inout Findings) {
        guard descriptor.hasTree else { return }
        for field in VolumeDescriptor.TextField.all {
            let units = descriptor.units(field)
            weighLastByte(field, of: descriptor, &findings)
            guard !descriptor.written(field).isEmpty else {
                weighBlank(units, field, of: descriptor, &findings)
                continue
            }
            let zeros = units.count { $0 == 0 }
            guard zeros > 0 else { continue }
            findings.report(
                "the \(field.name.spelledOut) of the \(descriptor.name) holds \(zeros.of("zero character"))",
                expected: "spaces",
                at: descriptor.place(field))
            let filler = units.dropFirst(descriptor.words(field).count)
            guard filler.contains(0x20), filler.contains(0) else { continue }
            findings.report(
                "the \(field.name.spelledOut) of the \(descriptor.name) is filled up with spaces and zeros",
                expected: "spaces",
                at: descriptor.place(field))
        }
    }

    /// A field without a text is empty whatever fills it, but one filler is all it takes.
    private static func weighBlank(
        _ units: [UInt16], _ field: VolumeDescriptor.TextField, of descriptor: VolumeDescriptor,
        _ findings: inout Findings
    ) {
        guard let first = units.first, units.contains(where: { $0 != first }) else { return }
        findings.report(
            "the \(field.name.spelledOut) of the \(descriptor.name) is empty, and filled up with spaces and zeros",
            expected: "spaces", at: descriptor.place(field), severity: .note)
    }

    /// The last byte of a field of odd length holds half a character in a Joliet descriptor (Joliet, "SVD").
    private static func weighLastByte(
        _ field: VolumeDescriptor.TextField, of descriptor: VolumeDescriptor, _ findings: inout Findings
    ) {
        guard descriptor.jolietLevel != nil, field.range.count % 2 != 0 else { return }
        let last = descriptor.record.u8(field.range.upperBound - 1)
        guard last != 0 else { return }
        findings.report(
            "the last byte of the \(field.name.spelledOut) of the \(descriptor.name) is \(last), and no character",
            expected: "0", actual: "\(last)",
            at: descriptor.place(field.field, field.range.suffix(1)))
    }

    static var examples: [Example] {
        [
            .fires(
                "a volume identifier filled with zeros", .plain, at: "pvd",
                VolumeDescriptor.TextField.volume.field
            ) {
                $0.fill("pvd", 48, count: 24, with: 0)
            },
            .fires("in the Joliet descriptor", .joliet, at: "svd", VolumeDescriptor.TextField.volume.field) {
                $0.fill("svd", 60, count: 12, with: 0)
            },
            .fires("the odd byte behind the last character of Joliet", .joliet, at: "svd", 812) {
                $0.set(VolumeDescriptor.TextField.bibliographic.field, byte: 36, of: "svd", 1)
            },
            .fires(
                "one zero among the spaces of an empty field", .plain, at: "pvd",
                VolumeDescriptor.TextField.bibliographic.field, severity: .note
            ) {
                $0.set(VolumeDescriptor.TextField.bibliographic.field, byte: 20, of: "pvd", 0)
            },
            .passes("an empty field of zeros", .plain) {
                $0.fill("pvd", 739, count: 37, with: 0)
            },
            .passes("spaces; Joliet's last odd byte is zero", .everything),
        ]
    }
}
