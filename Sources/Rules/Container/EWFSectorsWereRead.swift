import Bytes
import Containers
import DiscModel
import Sectors
import Specimens

/// All sectors of a medium could be read when its evidence file was made.
enum EWFSectorsWereRead: Rule {
    static let card = RuleCard(
        id: "container-ewf-unread",
        title: "All sectors could be read when the evidence file was made",
        rationale: """
            Section "error2" lists sectors that the drive could not read. Zeros stand in their place, which the digests of the evidence file \
            cover: ewfverify reports success, and every program that shows the files gets zeros. isocheck counts these sectors as not \
            read, names the files that they hurt, and compares nothing with them.
            """,
        remedy: "Acquire the disc again, in another drive if need be; what lies elsewhere can be used.",
        severity: .error,
        clause: .practice("libewf, Expert Witness Compression Format: Error2 section"))

    static func weigh(_ evidence: EWFSubject, in disc: Disc, _ findings: inout Findings) {
        // Bytes of the medium are those of the volume where it is plain sectors.
        let isPlain = disc.facts(ContainerFacts.self)?.dataLayout?.stride == .sector
        for range in evidence.facts.unread {
            let bytes = evidence.facts.bytesPerSector
            let (first, last) = (range.lowerBound, range.upperBound - 1)
            let which = first == last ? "sector \(first)" : "sectors \(first) to \(last)"
            findings.report(
                "\(which) of the medium in \(evidence.name) could not be read when it was acquired; zeros stand for them",
                at: isPlain
                    ? Place(offset: first.times(bytes), length: UInt64(range.count).times(bytes))
                    : evidence.place("section \"error2\""))
        }
    }

    static var examples: [Example] {
        [
            .fires(
                "three sectors of a file", in: .evidence(Specimen.plain.bytes) { $0.unread = [(24, 3)] },
                at: 24 * .sector),
            .passes("every sector was read", in: .evidence(Specimen.plain.bytes)),
        ]
    }
}
