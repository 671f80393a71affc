import Bytes
import DiscModel
import Specimens
import Surveys

/// The redundancy is as it was written.
enum DVDisasterDataIsWhole: Rule {
    static let card = RuleCard(
        id: "dvdisaster-redundancy",
        title: "The redundancy of dvdisaster and its sums are as they were written",
        rationale: """
            Redundancy that is damaged repairs less: a damaged sector of it costs one of those that a column can lose, and \
            two where nothing tells that it is damaged. In a file of RS01 it is not protected at all.
            """,
        remedy:
            "Let dvdisaster repair a copy of the image, or make the file of redundancy again while the image is whole.",
        severity: .warning,
        clause: .practice("dvdisaster codec specification, eccSum and crcSum"),
        needs: .content)

    static func weigh(_ subject: DVDisasterSubject, in disc: Disc, _ findings: inout Findings) {
        guard subject.isUsed, let result = subject.result, let layout = subject.set.layout else { return }
        var faults: [String] = []
        let own = result.damagedCount - result.damagedData
        let damaged = own + result.damagedInFile
        if damaged > 0 {
            faults.append("\(damaged.of("sector")) of it \(damaged == 1 ? "is" : "are") damaged or missing")
        }
        if result.lostSums > 0, subject.set.file != nil {
            faults.append(
                "\(result.lostSums.of("sector")) of sums \(result.lostSums == 1 ? "does" : "do") not hold")
        }
        if result.parityHolds == false, damaged == 0 {
            faults.append("it has another MD5 than its header records")
        }
        guard !faults.isEmpty else { return }
        let first = result.damaged.first { $0.upperBound > layout.dataSectors }
        let place =
            first.map { run in
                let start = max(run.lowerBound, layout.dataSectors)
                return Place(
                    offset: start * .sector, length: (run.upperBound - start) * .sector,
                    field: "dvdisaster data")
            } ?? subject.set.place("redundancy")
        // What is damaged in the image is told by the rule about its sectors.
        let prospect = result.damagedData == 0 ? subject.prospect.map { "; \($0.words)" } ?? "" : ""
        findings.report(
            "\(subject.set.name) is damaged: \(faults.joined(separator: ", "))\(prospect)", at: place,
            remedy: subject.prospect?.isGood == true
                ? "Repair a copy of the image\(subject.repair(in: disc))" : nil)
    }

    static var examples: [Example] {
        [
            .fires("a changed byte of redundancy", DVDisasterForge.protected, at: "dvdisaster") {
                $0.set("dvdisaster:redundancy", 5, [0xA7])
            },
            .fires(
                "a sector of redundancy that could not be read", DVDisasterForge.protected,
                at: "dvdisaster:redundancy"
            ) {
                $0.set("dvdisaster:redundancy", 0, Array("dvdisaster dead sector marker\n".utf8))
            },
            .fires("a damaged block of sums of RS03", DVDisasterForge.layered, at: "dvdisaster:sums") {
                $0.set("dvdisaster:sums", 5, [0xA7])
            },
            .fires(
                "a changed byte of a file of redundancy",
                in: DVDisasterForge.besides({ _ in }, file: { $0[$0.count - 9] ^= 1 }), at: "redundancy"),
            .passes("RS02", DVDisasterForge.protected),
            .passes("RS03", DVDisasterForge.layered),
            .passes("RS01", in: DVDisasterForge.besides { _ in }),
        ]
    }
}
