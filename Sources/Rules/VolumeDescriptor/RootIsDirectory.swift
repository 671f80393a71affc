import Bytes
import DiscModel
import FileSystems
import Specimens

/// The root record is that of a directory (ECMA-119, 9.1.6).
enum RootIsDirectory: Rule {
    static let card = RuleCard(
        id: "pvd-root-not-directory",
        title: "The root directory record is flagged as a directory",
        rationale: """
            Bit 1 of the flags makes a record a directory. Linux, libarchive and libcdio look at it before they read the \
            root, and find no file system without it.
            """,
        remedy: "Make the image again, or set the bit if everything else of the record is right.",
        severity: .error,
        clause: .ecma119("8.4.18, 9.1.6"))

    static func weigh(_ descriptor: VolumeDescriptor, in _: Disc, _ findings: inout Findings) {
        guard descriptor.hasTree, !descriptor.rootRecord.isDirectory else { return }
        let flags = descriptor.rootRecord.flags.rawValue
        findings.report(
            "the flags of the root record in the \(descriptor.name) are \(flags), without the directory bit",
            expected: "bit 1 set", actual: "\(flags)",
            at: descriptor.place(VolumeDescriptor.root(DirectoryRecord.flags)))
    }

    static var examples: [Example] {
        [
            .fires("flags zero", .plain, at: "pvd:root", DirectoryRecord.flags) {
                $0.set(DirectoryRecord.flags, of: "pvd:root", 0)
            },
            .passes("flagged", .everything),
        ]
    }
}
