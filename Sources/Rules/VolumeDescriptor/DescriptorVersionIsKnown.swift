import Bytes
import DiscModel
import FileSystems
import Specimens

/// The version of a descriptor is 1; an enhanced one has 2 (ECMA-119, 8.1.3 and 8.5.2).
enum DescriptorVersionIsKnown: Rule {
    static let card = RuleCard(
        id: "vd-bad-version",
        title: "The version of every volume descriptor is 1, or 2 if it is an enhanced one",
        rationale: """
            The version tells how the other bytes are to be read. pycdlib, xorriso and libarchive refuse or skip a \
            descriptor with another one, and with it its tree or the boot record.
            """,
        remedy: "Copy the image again; if the fault stays, the program that wrote it is at fault.",
        severity: .error,
        clause: .ecma119("8.1.3, 8.5.2"))

    static func weigh(_ descriptor: VolumeDescriptor, in _: Disc, _ findings: inout Findings) {
        if case .foreign = descriptor.kind { return }
        let version = descriptor.version
        guard version != 1, !(version == 2 && descriptor.type == 2) else { return }
        findings.report(
            "the version of the \(descriptor.name) is \(version)",
            expected: descriptor.type == 2 ? "1 or 2" : "1",
            actual: "\(version)", at: descriptor.place(VolumeDescriptor.version))
    }

    static var examples: [Example] {
        [
            .fires("version 2 in the primary descriptor", .plain, at: "pvd", VolumeDescriptor.version) {
                $0.set(VolumeDescriptor.version, of: "pvd", 2)
            },
            .fires("version 0 in the terminator", .plain, at: "terminator", VolumeDescriptor.version) {
                $0.set(VolumeDescriptor.version, of: "terminator", 0)
            },
            .passes("an enhanced descriptor has version 2", .enhanced),
        ]
    }
}
