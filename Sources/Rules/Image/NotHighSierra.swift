import Bytes
import DiscModel
import FileSystems
import Specimens

/// Recognises volumes of the High Sierra Group, the forerunner of ISO 9660.
enum NotHighSierra: Rule {
    static let card = RuleCard(
        id: "image-high-sierra",
        title: "The volume is not a High Sierra volume",
        rationale: """
            Discs of 1985 to 1988 follow the proposal of the High Sierra Group, whose descriptors and records have their \
            fields at other places. Linux and libarchive read them, Windows and macOS do not. isocheck only names them.
            """,
        remedy: "Mount the image on Linux, or extract the files and make a new image.",
        severity: .note,
        clause: .practice("High Sierra Group, 1986"))

    static func weigh(_ descriptor: VolumeDescriptor, in _: Disc, _ findings: inout Findings) {
        guard descriptor.kind == .foreign("High Sierra") else { return }
        findings.report(
            "sector \(descriptor.offset / .sector) holds a High Sierra descriptor; its files were not checked",
            at: descriptor.place(VolumeDescriptor.highSierraIdentifier))
    }

    static var examples: [Example] {
        [
            .fires("\"CDROM\" at byte 9", .plain, at: "pvd", 9) {
                $0.fill("pvd", count: 16, with: 0)
                $0.set(
                    VolumeDescriptor.TextField.system.field, of: "pvd", bytes: [1] + Array("CDROM".utf8) + [1]
                )
            },
            .passes("ISO 9660", .plain),
        ]
    }
}
