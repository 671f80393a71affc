import Bytes
import DiscModel
import FileSystems
import Specimens

/// The file structure version is 1, and 2 in an enhanced descriptor (ECMA-119, 8.4.31 and 8.5.13).
enum FileStructureVersionIsKnown: Rule {
    static let card = RuleCard(
        id: "pvd-file-structure-version",
        title: "The file structure version is 1, and 2 in an enhanced descriptor",
        rationale: """
            The version says by which edition records and path tables are to be read. xorriso and libarchive \
            check it and find no volume, or skip the tree of a descriptor that has another one.
            """,
        remedy: "Copy the image again; if the fault stays, restore the byte from a good copy.",
        severity: .error,
        clause: .ecma119("8.4.31, 8.5.13"))

    static func weigh(_ descriptor: VolumeDescriptor, in _: Disc, _ findings: inout Findings) {
        guard descriptor.hasTree else { return }
        let expected: UInt8 = descriptor.kind == .enhanced ? 2 : 1
        let actual = descriptor.fileStructureVersion
        guard actual != expected else { return }
        findings.report(
            "the file structure version of the \(descriptor.name) is \(actual)", expected: "\(expected)",
            actual: "\(actual)", at: descriptor.place(VolumeDescriptor.fileStructureVersion))
    }

    static var examples: [Example] {
        [
            .fires(
                "version 2 in the primary descriptor", .plain, at: "pvd",
                VolumeDescriptor.fileStructureVersion
            ) { $0.set(VolumeDescriptor.fileStructureVersion, of: "pvd", 2) },
            .fires(
                "version 1 in the enhanced descriptor", .enhanced, at: "evd",
                VolumeDescriptor.fileStructureVersion
            ) {
                $0.set(VolumeDescriptor.fileStructureVersion, of: "evd", 1)
            },
            .passes("1, 1 and 2", .everything),
        ]
    }
}
