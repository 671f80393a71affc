import Containers
import DiscModel
import Specimens

/// What an evidence file says of its medium is the same everywhere, and is what it holds.
enum EWFDescriptionsAgree: Rule {
    static let card = RuleCard(
        id: "container-ewf-medium",
        title: "All that an evidence file says of the size of its medium agrees",
        rationale: """
            How many sectors and chunks the medium has stands in section "volume", again in section "data" of every segment, and follows from \
            the tables that lead to the chunks. Where they contradict each other under sums that hold, the file was put together from \
            different ones, was changed, or was never finished; ewfverify opens nothing of it.
            """,
        remedy:
            "Copy the evidence file again, or ask who made it for the record of the acquisition; its size is there.",
        severity: .error,
        clause: .practice("libewf, Expert Witness Compression Format: Volume section and Data section"))

    static func weigh(_ evidence: EWFSubject, in _: Disc, _ findings: inout Findings) {
        evidence.report([.media], &findings)
    }

    private static func place(_ section: String) -> String {
        "disc.E01: section \"\(section)\" at byte \(Wrapped.evidence(Specimen.plain.bytes).offset(section))"
    }

    static var examples: [Example] {
        [
            .fires(
                "another number of sectors in the second description",
                in: .evidence(Specimen.plain.bytes).with {
                    $0.flip(EWFMediaHead.sectorCount, of: "data", at: 76, 2)
                    $0.seal("data", 76..<76 + 1048)
                }, at: place("data")),
            .fires(
                "more chunks than the sectors take",
                in: .evidence(Specimen.plain.bytes).with {
                    for section in ["volume", "data"] {
                        $0.flip(EWFMediaHead.chunkCount, of: section, at: 76, 0x40)
                        $0.seal(section, 76..<76 + 1048)
                    }
                }, at: place("volume")),
            .passes("the same in both", in: .evidence(Specimen.plain.bytes)),
            .passes("three segments", in: .evidence(Specimen.plain.bytes) { $0.segmentCount = 3 }),
        ]
    }
}
