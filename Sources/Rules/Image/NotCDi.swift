import Bytes
import DiscModel
import FileSystems
import Specimens

/// Recognises volumes of CD-i players.
enum NotCDi: Rule {
    static let card = RuleCard(
        id: "image-cdi",
        title: "The volume is not a CD-i volume",
        rationale: """
            CD-i discs look like ISO 9660 but record numbers in one byte order only and keep programs in Mode 2 sectors. \
            Computers do not mount them. isocheck only names them.
            """,
        remedy: "Use a raw image (BIN and CUE) and a CD-i player or emulator.",
        severity: .note,
        clause: .practice("Green Book"))

    static func weigh(_ descriptor: VolumeDescriptor, in _: Disc, _ findings: inout Findings) {
        guard descriptor.kind == .foreign("CD-i") else { return }
        findings.report(
            "sector \(descriptor.offset / .sector) holds a CD-i descriptor; its files were not checked",
            at: descriptor.place(VolumeDescriptor.standardIdentifier))
    }

    static var examples: [Example] {
        [
            .fires("\"CD-I \" as identifier", .plain, at: "pvd", VolumeDescriptor.standardIdentifier) {
                $0.set(VolumeDescriptor.standardIdentifier, of: "pvd", bytes: Array("CD-I ".utf8))
            },
            .passes("ISO 9660", .plain),
        ]
    }
}
