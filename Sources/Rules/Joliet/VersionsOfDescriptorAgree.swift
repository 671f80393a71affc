import Bytes
import DiscModel
import FileSystems
import Specimens

/// Descriptor version and file structure version of a supplementary descriptor are both 1 or both 2 (ECMA-119, 8.5.2, 8.5.19).
enum VersionsOfDescriptorAgree: Rule {
    static let card = RuleCard(
        id: "evd-version",
        title: "Descriptor version and file structure version are equal",
        rationale: """
            An enhanced descriptor has 2 in both fields, a supplementary one 1. With one of each, some readers take the tree \
            for Joliet or a foreign character set and others for ISO 9660:1999, and read its names accordingly.
            """,
        remedy: "Make or copy the image again.",
        severity: .warning,
        clause: .ecma119("8.5.2, 8.5.19"))

    static func weigh(_ descriptor: VolumeDescriptor, in _: Disc, _ findings: inout Findings) {
        guard descriptor.type == 2, descriptor.hasTree else { return }
        let (version, structure) = (descriptor.version, descriptor.fileStructureVersion)
        guard version != structure || !(1...2).contains(version) else { return }
        findings.report(
            "the \(descriptor.name) has version \(version) and file structure version \(structure)",
            expected: "1 and 1, or 2 and 2", actual: "\(version) and \(structure)",
            at: descriptor.place(VolumeDescriptor.fileStructureVersion))
    }

    static var examples: [Example] {
        [
            .fires(
                "enhanced with file structure version 1", .enhanced, at: "evd",
                VolumeDescriptor.fileStructureVersion
            ) {
                $0.set(VolumeDescriptor.fileStructureVersion, of: "evd", 1)
            },
            .fires("Joliet with version 2", .joliet, at: "svd", VolumeDescriptor.fileStructureVersion) {
                $0.set(VolumeDescriptor.version, of: "svd", 2)
            },
            .passes("both 2", .enhanced), .passes("both 1", .joliet),
        ]
    }
}
