import Bytes
import DiscModel
import FileSystems
import Specimens

/// The volume flags of a Joliet or enhanced descriptor are zero: its escape sequences, if any, are registered (ECMA-119, 8.5.3).
enum JolietFlagsAreClear: Rule {
    static let card = RuleCard(
        id: "joliet-flags-bit0",
        title: "The volume flags of a Joliet or enhanced descriptor are zero",
        rationale: """
            Bit 0 says that an escape sequence is not registered with ISO 2375; those of Joliet are. The other bits are reserved. \
            Readers look at the escape sequence only.
            """,
        remedy: "Have the mastering program write zero.",
        severity: .note, profiles: Profile.pedants,
        clause: .ecma119("8.5.3"))

    static func weigh(_ descriptor: VolumeDescriptor, in _: Disc, _ findings: inout Findings) {
        guard descriptor.jolietLevel != nil || descriptor.kind == .enhanced, descriptor.volumeFlags != 0
        else { return }
        findings.report(
            "the volume flags are \(descriptor.volumeFlags)", expected: "0",
            actual: "\(descriptor.volumeFlags)",
            at: descriptor.place(VolumeDescriptor.volumeFlags))
    }

    static var examples: [Example] {
        [
            .fires("bit 0 set", .joliet, at: "svd", VolumeDescriptor.volumeFlags) {
                $0.set(VolumeDescriptor.volumeFlags, of: "svd", 1)
            },
            .fires("bit 0 set in the enhanced descriptor", .enhanced, at: "evd", VolumeDescriptor.volumeFlags)
            { $0.set(VolumeDescriptor.volumeFlags, of: "evd", 1) },
            .passes("no flag", .joliet),
        ]
    }
}
