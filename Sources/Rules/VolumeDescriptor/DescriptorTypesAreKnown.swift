import Bytes
import DiscModel
import FileSystems
import Specimens

/// Every descriptor is of a type that the standard defines and that fits its contents (ECMA-119, 8.1.1).
enum DescriptorTypesAreKnown: Rule {
    static let card = RuleCard(
        id: "vd-unknown-type",
        title: "Every volume descriptor is of a defined type that fits its contents",
        rationale: """
            Types 4 to 254 are reserved for future standards, and none ever came. Readers skip such a sector, so a flipped \
            bit in the type hides a whole tree or the boot record without any message.
            """,
        remedy: "Compare the sector with another copy of the image; its contents tell which type was meant.",
        severity: .warning,
        clause: .ecma119("8.1.1"))

    static func weigh(_ descriptor: VolumeDescriptor, in _: Disc, _ findings: inout Findings) {
        let sector = "sector \(descriptor.offset / .sector)"
        if case .unknown(let type) = descriptor.kind {
            findings.report(
                "the descriptor in \(sector) is of type \(type)", expected: "0, 1, 2, 3 or 255",
                actual: "\(type)",
                at: descriptor.place(VolumeDescriptor.type))
        } else if !descriptor.hasTree, looksLikeTree(descriptor) {
            findings.report(
                "the \(descriptor.name) in \(sector) has the contents of a descriptor with a tree",
                expected: "1 or 2",
                actual: "\(descriptor.type)", at: descriptor.place(VolumeDescriptor.type))
        }
    }

    /// Whether block size, root record and file structure version stand where types 1 and 2 have them.
    private static func looksLikeTree(_ descriptor: VolumeDescriptor) -> Bool {
        if case .foreign = descriptor.kind { return false }
        let root = descriptor.rootRecord
        return [512, 1024, .sector].contains(descriptor.logicalBlockSize.read)
            && descriptor.logicalBlockSize.agrees
            && root.length == 34 && root.isSelf && (1...2).contains(descriptor.fileStructureVersion)
    }

    static var examples: [Example] {
        [
            .fires("the type of the Joliet descriptor is 66", .joliet, at: "svd") {
                $0.set(VolumeDescriptor.type, of: "svd", 66)
            },
            .fires("the type of the Joliet descriptor is 0", .joliet, at: "svd") {
                $0.set(VolumeDescriptor.type, of: "svd", 0)
            },
            .passes("primary, boot record, Joliet, enhanced, terminator", .everything),
        ]
    }
}
