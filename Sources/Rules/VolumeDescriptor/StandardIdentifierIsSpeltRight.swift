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
            disappear, or the Joliet tree, or ends the set early; among sound neighbours it is a sign of damage. Linux, \
            Windows and libarchive open no image whose sector 16 has no descriptor, whatever stands in the next sectors.
            """,
        remedy:
            "Copy the image again; if the fault stays, restore the sector from a good copy, or read the files with a program that uses another tree or session of the image.",
        severity: .error,
        clause: .ecma119("8.1.2"))

    static func weigh(_ descriptor: VolumeDescriptor, in disc: Disc, _ findings: inout Findings) {
        if case .foreign = descriptor.kind { return }
        let identifier = descriptor.standardIdentifier
        guard !identifier.elementsEqual("CD001".utf8) else { return }
        let (sector, isFirst) = (
            descriptor.offset / .sector, descriptor.offset == disc.iso?.descriptors.first?.offset
        )
        let name =
            isFirst
            ? "the primary volume descriptor (sector \(sector))" : "the descriptor in sector \(sector)"
        let first = descriptor.bytes.first ?? 0
        let wrong = zip(identifier, "CD001".utf8).count { $0 != $1 }
        let fault: String
        if descriptor.bytes.allSatisfy({ $0 == first }) {
            fault = "is blank: \(first == 0 ? "all zeros" : "filled with \(BootWords.hex(first))")"
        } else if identifier.elementsEqual("CDXX1".utf8) {
            fault = "was crossed out by xorriso, which blanks a medium so; programs take it for empty"
        } else if wrong >= 4 {
            fault = "was overwritten with something else"
        } else {
            fault = "has \(wrong == 1 ? "a wrong byte" : "\(wrong) wrong bytes") in its identifier"
        }
        findings.report(
            "\(name) \(fault)", expected: "CD001",
            actual: identifier.allSatisfy { $0 == 0 } ? "zeros" : DisplayName(utf8: identifier).escaped,
            at: descriptor.place(VolumeDescriptor.standardIdentifier),
            causedBy: EverythingIsInPlace.movesDescriptors(of: disc))
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
            .fires(
                "a blank sector instead of the primary descriptor", .joliet, at: "pvd",
                VolumeDescriptor.standardIdentifier,
                message: "the primary volume descriptor (sector 16) is blank: all zeros"
            ) {
                $0.fill("pvd", count: .sector, with: 0)
            },
            .fires(
                "crossed out by xorriso", .bootable, at: "pvd", VolumeDescriptor.standardIdentifier,
                message:
                    "the primary volume descriptor (sector 16) was crossed out by xorriso, which blanks a medium so; programs take it for empty"
            ) {
                $0.set("pvd", 1, Array("CDXX1".utf8))
            },
            .passes("all spelt right", .everything),
        ]
    }
}
