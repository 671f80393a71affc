import Bytes
import DiscModel
import FileSystems
import Specimens
import Surveys

/// Tells whether the maker of the image marked it as supported.
enum ImplantedStatusIsSupported: Rule {
    static let card = RuleCard(
        id: "checksum-isomd5sum-status",
        title: "The implanted tag marks the image as supported",
        rationale: """
            RHLISOSTATUS tells whether the image is a supported product (implantisomd5 --supported-iso) or a build of \
            somebody else. checkisomd5 prints it.
            """,
        remedy: "Nothing, unless the image claims to be a product.",
        severity: .note,
        profiles: Profile.examiners,
        clause: .practice("isomd5sum"))

    static func weigh(_ facts: IsoMD5SumFacts, in _: Disc, _ findings: inout Findings) {
        guard let status = facts.values[.status], status != "1" else { return }
        findings.report(
            status == "0"
                ? "the implanted tag does not mark the image as supported"
                : "the implanted tag has an unknown status",
            expected: "1", actual: DisplayName(String(status.prefix(20))).escaped,
            at: facts.area.place("applicationUse/RHLISOSTATUS"))
    }

    static var examples: [Example] {
        [
            .fires("not supported", .plain, at: "pvd", VolumeDescriptor.applicationUse) { $0.implantMD5() },
            .passes("supported", .plain) { $0.implantMD5(supported: true) },
        ]
    }
}
