public import DiscModel
public import FileSystems
import Specimens

/// Every descriptor is of a type that the standard defines (ECMA-119, 8.1.1).
public enum DescriptorTypesAreKnown: Rule {
    public static let card = RuleCard(
        id: "vd-unknown-type",
        title: "Every volume descriptor is of type 0, 1, 2, 3 or 255",
        rationale: """
            Types 4 to 254 are reserved for future standards, and none ever came. Readers skip such a sector, so a flipped \
            bit in the type hides a whole tree or the boot record without any message.
            """,
        remedy: "Compare the sector with another copy of the image; its contents tell which type was meant.",
        severity: .warning,
        clause: .ecma119("8.1.1"))

    public static func weigh(_ descriptor: VolumeDescriptor, in _: Disc, _ findings: inout Findings) {
        guard case .unknown(let type) = descriptor.kind else { return }
        findings.report(
            "the descriptor in sector \(descriptor.offset / 2048) is of type \(type)",
            expected: "0, 1, 2, 3 or 255",
            actual: "\(type)", at: descriptor.place(0, 1, "type"))
    }

    public static var fires: [Example] {
        [Example("the type of the Joliet descriptor is 66", .joliet) { $0.set8("svd", 0, 66) }]
    }

    public static var staysSilent: [Example] {
        [Example("primary, boot record, Joliet, enhanced, terminator", .everything)]
    }
}
