import Containers
import DiscModel
import Specimens

/// All segments of an evidence file are there, each once.
enum EWFSegmentsAreThere: Rule {
    static let card = RuleCard(
        id: "container-ewf-segment",
        title: "Every segment of an evidence file is there, each once",
        rationale: """
            An evidence file is often divided into segments (.E01, .E02, …), each of which has its number in its head and, in EnCase 5 and \
            later, the identifier of the set. Where one is lost or of another set, ewfverify opens nothing; isocheck reads what the others \
            lead to. Where one is there twice, or under the name of another, ewfverify goes by the numbers, as isocheck does, and a \
            program that goes by the names does not.
            """,
        remedy:
            "Put the segments of the set, and no others, into one folder, each under the name that its number asks for.",
        severity: .error,
        clause: .practice("libewf, Expert Witness Compression Format: Segment file"))

    static func weigh(_ evidence: EWFSubject, in _: Disc, _ findings: inout Findings) {
        evidence.report([.segment], &findings)
        evidence.report([.misplacedSegment], severity: .warning, &findings)
    }

    static var examples: [Example] {
        [
            .fires(
                "the last of three was left behind",
                in: .evidence(Specimen.plain.bytes) { $0.segmentCount = 3 }.with {
                    $0.siblings["disc.E03"] = nil
                },
                at: "disc.E02: section \"next\"",
                message: "segment 3 (disc.E03) is not there, to which disc.E02 leads"),
            .fires(
                "the second of three was left behind",
                in: .evidence(Specimen.plain.bytes) { $0.segmentCount = 3 }.with {
                    $0.siblings["disc.E02"] = nil
                },
                at: "disc.E01: header",
                message: "segment 2 (disc.E02) of the set is not there"),
            .fires(
                "a segment twice",
                in: .evidence(Specimen.plain.bytes) { $0.segmentCount = 2 }.with {
                    $0.siblings["disc.E03"] = $0.siblings["disc.E02"]
                },
                at: "disc.E03: header", severity: .warning),
            .fires(
                "two segments under the names of each other",
                in: .evidence(Specimen.plain.bytes) { $0.segmentCount = 3 }.with {
                    let second = $0.siblings["disc.E02"]
                    $0.siblings["disc.E02"] = $0.siblings["disc.E03"]
                    $0.siblings["disc.E03"] = second
                },
                at: "disc.E02: header", severity: .warning),
            .fires(
                "a segment of another set",
                in: .evidence(Specimen.plain.bytes) { $0.segmentCount = 2 }.with {
                    let other = Wrapped.evidence(Specimen.plain.bytes) {
                        $0.segmentCount = 2
                        $0.identifier = [UInt8](2...17)
                    }
                    $0.siblings["disc.E02"] = other.siblings["disc.E02"]
                },
                at: "disc.E02: header"),
            .passes("three segments", in: .evidence(Specimen.plain.bytes) { $0.segmentCount = 3 }),
            .passes("one file", in: .evidence(Specimen.plain.bytes)),
            .passes(
                "a program of the same name beside it",
                in: .evidence(Specimen.plain.bytes).with { $0.siblings["disc.exe"] = [0x4D, 0x5A] }),
        ]
    }
}
