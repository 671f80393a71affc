import Bytes
import DiscModel
import FileSystems
import Specimens

/// The primary descriptor describes a volume of files, and is not a stub that only leads to a boot loader.
enum VolumeIsMoreThanItsLoader: Rule {
    static let card = RuleCard(
        id: "pvd-boot-stub",
        title: "The primary volume descriptor describes a volume that can be read",
        rationale: """
            The rescue discs of TrueCrypt and VeraCrypt fill in only what a BIOS needs to start them. The descriptor lacks \
            the rest: half of the numbers, the name and the flags of the root, its own version. They start, but Linux \
            refuses to mount them (the root is no directory), and libcdio and 7-Zip complain of broken byte order.
            """,
        remedy:
            "Nothing, if the disc is only to be started: burn it and try it. If it should hold files, make it again.",
        severity: .error,
        clause: .ecma119("8.4"))

    static func weigh(_ primary: VolumeDescriptor, in disc: Disc, _ findings: inout Findings) {
        guard primary.kind == .primary, disc.elTorito?.images.isEmpty == false else { return }
        let root = primary.rootRecord
        let missing = [
            primary.fileStructureVersion == 0 ? "its version" : nil,
            root.extent.big == 0 && root.extent.little != 0 ? "half of the numbers of its root" : nil,
            root.flags.rawValue == 0 ? "the flags of its root" : nil,
            root.identifierLength == 0 ? "the name of its root" : nil,
            primary.typeMPathTable == 0 ? "the M path table" : nil,
        ].compactMap(\.self)
        guard missing.count >= 4, let last = missing.last else { return }
        let label = primary.display(.volume)
        let name = label.text.isEmpty ? "" : " (\(label.escaped))"
        findings.report(
            "only the boot loader of this image is real\(name): the primary volume descriptor is a stub without "
                + missing.dropLast().joined(separator: ", ") + " and \(last)",
            at: primary.place(VolumeDescriptor.whole))
    }

    static var examples: [Example] {
        [
            .fires("a descriptor as VeraCrypt writes it", .bootable, at: "pvd") {
                $0.set(VolumeDescriptor.fileStructureVersion, of: "pvd", 0)
                $0.set(VolumeDescriptor.typeMPathTable, of: "pvd", 0)
                $0.set(DirectoryRecord.flags, of: "pvd:root", 0)
                $0.set(DirectoryRecord.identifierLength, of: "pvd:root", 0)
                $0.set(DirectoryRecord.extent.big, of: "pvd:root", 0)
            },
            .passes("one of these alone", .bootable) {
                $0.set(VolumeDescriptor.fileStructureVersion, of: "pvd", 0)
            },
            .passes("a bootable volume", .bootable),
        ]
    }
}
