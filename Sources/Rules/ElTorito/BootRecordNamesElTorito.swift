import Bytes
import DiscModel
import FileSystems
import Specimens

/// The boot system identifier is "EL TORITO SPECIFICATION" and nothing but NUL bytes (El Torito 1.0, figure 7); so are
/// the unused bytes of the record.
enum BootRecordNamesElTorito: Rule {
    static let card = RuleCard(
        id: "eltorito-boot-record-id",
        title: "The boot record names EL TORITO SPECIFICATION exactly",
        rationale: """
            Firmware compares the identifier byte by byte and takes a disc with another one for not bootable. Records of \
            other boot systems may carry other names; they are left alone unless a boot catalog is where they point.
            """,
        remedy:
            "Make the image again; if it was copied, compare it with its source, because a letter was changed.",
        severity: .error,
        clause: .elTorito("figure 7"))

    static func weigh(_ facts: ElToritoFacts, in _: Disc, _ findings: inout Findings) {
        for record in facts.bootRecords { weigh(record, &findings) }
    }

    private static func weigh(_ record: VolumeDescriptor, _ findings: inout Findings) {
        let name = record.bootSystemIdentifier.prefix(VolumeDescriptor.elToritoIdentifier.count)
        if !record.hasElToritoIdentifier {
            findings.report(
                "the boot system identifier is \"\(DisplayName(utf8: [UInt8](name)).escaped)\"",
                expected: "EL TORITO SPECIFICATION", actual: BootWords.hex(name),
                at: record.place(VolumeDescriptor.bootSystemIdentifier))
        }
        let filler = [UInt8](record.bootSystemIdentifier.dropFirst(name.count))
        if !filler.isFilled(with: 0) {
            findings.report(
                "the boot system identifier is filled up with other bytes than NUL", expected: "NUL bytes",
                actual: BootWords.hex(filler),
                at: record.place(
                    VolumeDescriptor.bootSystemIdentifier,
                    VolumeDescriptor.bootSystemIdentifier.offset + name.count..<39),
                severity: .warning)
        }
        // Bytes 39-70 and 75 to the end: "unused, must be 0".
        let unused = record[VolumeDescriptor.bootUnused] + record[VolumeDescriptor.bootUnusedEnd]
        if !unused.isFilled(with: 0) {
            findings.report(
                "\(BootWords.count(unused.count { $0 != 0 }, "unused byte")) of the boot record are not zero",
                expected: "zeros from byte 39 to 70 and from byte 75 on",
                at: record.place(VolumeDescriptor.bootUnused, 39..<Int.sector),
                severity: .note)
        }
    }

    static var examples: [Example] {
        [
            .fires("one letter changed", .bootable, at: "boot-record", VolumeDescriptor.bootSystemIdentifier)
            { $0.set(VolumeDescriptor.bootSystemIdentifier, byte: 2, of: "boot-record", 0x55) },
            .fires("filled up with spaces", .bootable, at: "boot-record", 30, severity: .warning) {
                $0.fill("boot-record", 30, count: 9, with: 0x20)
            },
            .fires(
                "the name gone, the catalog still there", .bootable, at: "boot-record",
                VolumeDescriptor.bootSystemIdentifier
            ) {
                $0.fill("boot-record", 7, count: 32, with: 0)
            },
            .fires(
                "something behind the catalog pointer", .bootable, at: "boot-record",
                VolumeDescriptor.bootUnused, severity: .note
            ) { $0.set(VolumeDescriptor.bootUnusedEnd, byte: 0, of: "boot-record", 1) },
            .passes("the name, then NUL bytes", .bootable),
        ]
    }
}
