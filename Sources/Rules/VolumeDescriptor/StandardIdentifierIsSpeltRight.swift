import Bytes
import DiscModel
import FileSystems
import Specimens

/// Every descriptor carries "CD001" (ECMA-119, 8.1.2).
enum StandardIdentifierIsSpeltRight: Rule {
    static let card = RuleCard(
        id: "vd-identifier-misspelt",
        title: "Every volume descriptor carries the standard identifier CD001",
        rationale: """
            The five letters are how every reader recognises a descriptor. One wrong bit in them makes the volume \
            disappear, or the Joliet tree, or ends the set early; among sound neighbours it is a sign of damage.
            """,
        remedy: "Copy the image again; if the fault stays, restore the letters from a good copy.",
        severity: .error,
        clause: .ecma119("8.1.2"))

    static func weigh(_ descriptor: VolumeDescriptor, in _: Disc, _ findings: inout Findings) {
        if case .foreign = descriptor.kind { return }
        let identifier = descriptor.standardIdentifier
        guard !identifier.elementsEqual("CD001".utf8) else { return }
        let wrong = zip(identifier, "CD001".utf8).count { $0 != $1 }
        findings.report(
            "the identifier of the descriptor in sector \(descriptor.offset / .sector) has \(wrong) wrong "
                + (wrong == 1 ? "byte" : "bytes"),
            expected: "CD001", actual: DisplayName(utf8: identifier).escaped,
            at: descriptor.place(VolumeDescriptor.standardIdentifier))
    }

    static var examples: [Example] {
        [
            .fires(
                "one bit in the identifier of the primary descriptor", .plain, at: "pvd",
                VolumeDescriptor.standardIdentifier
            ) {
                $0.set(VolumeDescriptor.standardIdentifier, byte: 0, of: "pvd", 0x42)
            },
            .fires(
                "a blank sector between descriptors", .joliet, at: "svd", VolumeDescriptor.standardIdentifier
            ) {
                $0.fill("svd", count: .sector, with: 0)
            },
            .passes("all spelt right", .everything),
        ]
    }
}
