import DiscModel
import SectorCodes
import Specimens

/// Sub-channel Q carries one catalogue number, that of the container (IEC 60908, 17.5.2).
enum SubchannelCatalogNumberAgrees: Rule {
    static let card = RuleCard(
        id: "sector-subchannel-mcn",
        title: "Sub-channel Q carries one catalogue number, that of the container",
        rationale: """
            The number names the release. Two of them, or another one in the descriptor, mean that the image \
            was put together from more than one disc, or that the descriptor was edited.
            """,
        remedy: "Find out which is true, and correct the descriptor.",
        severity: .note,
        clause: Clause("IEC 60908", "17.5.2"),
        needs: .content)

    static func weigh(_ told: SubchannelTold, in disc: Disc, _ findings: inout Findings) {
        let found = SubchannelTold.ranked(told.catalogNumbers)
        let place = Place(field: "sub-channel Q, catalogue number")
        guard let main = found.first else { return }
        if found.count > 1 {
            let each = found.map { "\($0.code) in \($0.count.of("sector"))" }.joined(separator: ", ")
            findings.report("sub-channel Q carries \(found.count) catalogue numbers", actual: each, at: place)
        }
        if let recorded = told.layout.mediaCatalogNumber, recorded.contains(where: { $0 != "0" }),
            recorded != main.code
        {
            findings.report(
                "sub-channel Q carries another catalogue number than the container",
                expected: DisplayName(recorded).escaped, actual: main.code, at: place)
        }
    }

    static var examples: [Example] {
        [
            .fires(
                "another number in the descriptor",
                in: .cloneCD(.mixed, withQ: true).with {
                    $0.replace("CATALOG=0123456789012", with: "CATALOG=4006381333931")
                }, at: "sub-channel Q, catalogue number"),
            .passes("the same number", in: .cloneCD(.mixed, withQ: true)),
            .passes("none in the container", in: .withQ()),
        ]
    }
}
