import Bytes
import DiscModel
import FileSystems
import Specimens

/// The volume identifier fits everywhere a volume name is kept.
enum VolumeNameIsShort: Rule {
    static let card = RuleCard(
        id: "pvd-volid-length",
        title: "The volume identifier has at most 11 characters",
        rationale: """
            The primary descriptor holds 32 characters, Joliet 16, the label of a FAT file system 11. A boot loader that \
            searches for the long name does not find it after the files were copied to a USB stick, and Windows shows \
            the name that Joliet cut.
            """,
        remedy: "Use a shorter name, or search for a file or a UUID instead of the name.",
        severity: .note,
        clause: .ecma119("8.4.6"))

    static func weigh(_ descriptor: VolumeDescriptor, in disc: Disc, _ findings: inout Findings) {
        guard descriptor.kind == .primary else { return }
        let length = descriptor.words(.volume).count
        guard length > 11 else { return }
        let joliet = length > 16 ? ", and more than the 16 of Joliet" : ""
        findings.report(
            "the volume identifier has \(length.of("character")), more than the 11 of a FAT label\(joliet)",
            actual: descriptor.written(.volume).allSatisfy { $0 < 0x80 }
                ? descriptor.display(.volume).escaped : nil, at: descriptor.place(.volume))
    }

    static var examples: [Example] {
        [
            .fires(
                "20 characters", Specimen { $0.volumeIdentifier = "A_VERY_LONG_VOLUMEID" }, at: "pvd",
                VolumeDescriptor.TextField.volume.field),
            .passes("11 characters", Specimen { $0.volumeIdentifier = "ELEVENCHARS" }),
        ]
    }
}
