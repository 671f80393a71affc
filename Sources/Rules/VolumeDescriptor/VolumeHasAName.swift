import Bytes
import DiscModel
import FileSystems
import Specimens

/// The volume identifier is a name, not the default of a program.
enum VolumeHasAName: Rule {
    static let card = RuleCard(
        id: "pvd-volid-empty",
        title: "The volume has a name of its own",
        rationale: """
            Desktops show the volume identifier, and boot loaders search for it. A blank one, or the default of a program \
            (ISOIMAGE, CDROM), tells discs apart badly and boots the wrong one when two are present.
            """,
        remedy: "Give the volume a name when making the image (mkisofs and xorriso: -V).",
        severity: .note,
        clause: .practice("release hygiene"))

    private static let defaults: Set<String> = [
        "", "CDROM", "ISOIMAGE", "NEW", "NO NAME", "UNTITLED", "UNDEFINED", "NONAME",
    ]

    static func weigh(_ descriptor: VolumeDescriptor, in _: Disc, _ findings: inout Findings) {
        guard descriptor.kind == .primary else { return }
        let name = descriptor.display(.volume)
        guard defaults.contains(name.text.uppercased()) else { return }
        findings.report(
            name.text.isEmpty
                ? "the volume identifier is blank" : "the volume identifier is the default of a program",
            actual: name.escaped, at: descriptor.place(.volume))
    }

    static var examples: [Example] {
        [
            .fires(
                "blank", Specimen { $0.volumeIdentifier = "" }, at: "pvd",
                VolumeDescriptor.TextField.volume.field),
            .fires(
                "the default of xorriso", Specimen { $0.volumeIdentifier = "ISOIMAGE" }, at: "pvd",
                VolumeDescriptor.TextField.volume.field),
            .passes("a name", .plain),
        ]
    }
}
