import Bytes
import DiscModel
import FileSystems
import Specimens

/// The descriptor names a path table of type M (ECMA-119, 8.4.16).
enum TableMIsPresent: Rule {
    static let card = RuleCard(
        id: "pvd-m-table-zero",
        title: "The descriptors name a path table of type M",
        rationale: """
            The table with the most significant byte first is the one that big-endian systems read. WinISO and some others \
            leave it out; no common system of today misses it.
            """,
        remedy: "Make the image again with another program if old big-endian systems must read it.",
        severity: .note,
        clause: .ecma119("8.4.16"))

    static func weigh(_ descriptor: VolumeDescriptor, in _: Disc, _ findings: inout Findings) {
        guard descriptor.hasTree, descriptor.typeMPathTable == 0 else { return }
        findings.report(
            "the \(descriptor.name) names no path table of type M", expected: "a block number", actual: "0",
            at: descriptor.place(VolumeDescriptor.typeMPathTable))
    }

    static var examples: [Example] {
        [
            .fires("block 0", .joliet, at: "svd", VolumeDescriptor.typeMPathTable) {
                $0.set(VolumeDescriptor.typeMPathTable, of: "svd", 0)
            },
            .passes("all tables there", .everything),
        ]
    }
}
