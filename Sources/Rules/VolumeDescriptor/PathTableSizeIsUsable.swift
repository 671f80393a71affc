import Bytes
import DiscModel
import FileSystems
import Specimens

/// A path table has at least the record of the root, which takes ten bytes (ECMA-119, 8.4.13 and 9.4).
enum PathTableSizeIsUsable: Rule {
    static let card = RuleCard(
        id: "pvd-path-table-size-zero",
        title: "The path table size is at least ten bytes",
        rationale: """
            Even an empty volume has a root directory, and so a table with one record. Old systems that go by the path table find \
            no directory in a shorter one; Linux, xorriso, isoinfo, 7-Zip and libarchive do not miss it.
            """,
        remedy: "Make the image again; readers that follow the directories still see the files.",
        severity: .warning,
        clause: .ecma119("8.4.13, 9.4"))

    static func weigh(_ descriptor: VolumeDescriptor, in _: Disc, _ findings: inout Findings) {
        guard descriptor.hasTree, descriptor.pathTableSize.read < 10 else { return }
        findings.report(
            "the path table size of the \(descriptor.name) is \(descriptor.pathTableSize.read)",
            expected: "10 bytes or more", actual: "\(descriptor.pathTableSize.read)",
            at: descriptor.place(VolumeDescriptor.pathTableSize),
            causedBy: descriptor.causeInHalves(of: "pathTableSize"))
    }

    static var examples: [Example] {
        [
            .fires("zero", .plain, at: "pvd", VolumeDescriptor.pathTableSize) {
                $0.set(VolumeDescriptor.pathTableSize, of: "pvd", 0)
            },
            .passes("a root without directories: ten bytes", Specimen { $0.files = [] }),
        ]
    }
}
