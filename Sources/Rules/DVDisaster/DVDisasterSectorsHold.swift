import Bytes
import DiscModel
import Specimens
import Surveys

/// Every sector is what dvdisaster recorded of it.
enum DVDisasterSectorsHold: Rule {
    static let card = RuleCard(
        id: "dvdisaster-sectors",
        title: "Every sector is the one of which dvdisaster recorded the sum",
        rationale: """
            dvdisaster keeps a CRC-32 of each sector beside its redundancy. A sector with another one was damaged or changed \
            since, and so was one that could not be read or is not there. What it can repair follows from how they are \
            spread: sectors that are far apart make a column of 255, and each column can lose as many as there are roots.
            """,
        remedy: "Repair a copy of the image with dvdisaster (-f), or read the disc again.",
        severity: .error,
        clause: .practice("dvdisaster codec specification, CRC sections"),
        needs: .content)

    static func weigh(_ subject: DVDisasterSubject, in disc: Disc, _ findings: inout Findings) {
        guard subject.isUsed else {
            // What somebody asked for and cannot be used leaves a question.
            guard let file = subject.set.file, file.isGiven else { return }
            return findings.cannotDecide(
                "\(subject.set.name) \(subject.set.obstacle ?? "is of another image")")
        }
        guard let result = subject.result, !result.isStopped else {
            return findings.cannotDecide("the content was not read to its end")
        }
        if result.unsummed > 0, result.damagedData == 0 {
            findings.cannotDecide(
                "the sums of \(result.unsummed.of("sector")) are damaged themselves, so nothing tells whether these are"
            )
        }
        guard result.damagedData > 0, let prospect = subject.prospect, let layout = subject.set.layout else {
            return
        }
        guard !subject.isImageVerified(in: disc) else {
            return findings.report(
                "\(subject.set.name) has \(result.damagedData == 1 ? "a wrong sum" : "wrong sums") of \(result.damagedData.of("sector")): the image is what it was, as its MD5 tells",
                at: subject.set.place("sums"), severity: .warning,
                remedy: "Make the error correction data again while the image is whole.")
        }
        let remedy =
            prospect.isGood
            ? "Repair a copy of the image\(subject.repair(in: disc))"
            : "Read the disc again, in another drive if need be, and fill in what this copy lacks. What can be repaired, repair in a copy of the image\(subject.repair(in: disc))"
        let index = FileIndex(disc)
        var isFirst = true
        for run in result.damaged where run.lowerBound < layout.dataSectors {
            let data = run.clamped(to: 0..<layout.dataSectors)
            let bytes = data.lowerBound * .sector..<data.upperBound * .sector
            let hurt = index.files(in: bytes).map { index.files[$0] }
            let spot = place(bytes, hurt, disc)
            let summary =
                isFirst
                ? "\(result.damagedData.of("sector")) \(result.damagedData == 1 ? "is not what it was" : "are not what they were") when dvdisaster recorded \(result.damagedData == 1 ? "its sum" : "their sums"), first \(spot.words); \(prospect.words)"
                : spot.words
            isFirst = false
            findings.report(summary, at: spot.place, remedy: remedy)
        }
    }

    /// Where a run of damaged sectors is, and whose it is.
    private static func place(_ bytes: Range<UInt64>, _ hurt: [FileIndex.File], _ disc: Disc) -> (
        words: String, place: Place
    ) {
        var place = Place(offset: bytes.lowerBound, length: UInt64(bytes.count), field: "sectors")
        let sectors = Damage.sectors(bytes)
        if bytes.lowerBound >= disc.size { return ("\(sectors), which the image lacks", place) }
        if let first = hurt.first {
            (place.path, place.tree, place.field) = (first.path, first.tree, nil)
            let more = hurt.count > 1 ? " and \((hurt.count - 1).of("other file"))" : ""
            return ("\(sectors) in \(first.path.escaped)\(more)", place)
        }
        let owner = disc.map.spans(in: bytes).first.map { disc.name(of: $0.owner).escaped }
        return ("\(sectors) in \(owner ?? "no file")", place)
    }

    static var examples: [Example] {
        [
            .fires("a byte of a file", DVDisasterForge.protected, at: "data:/README.TXT") {
                $0.set("data:/README.TXT", 3, [0x58])
            },
            .fires(
                "a sector that dvdisaster could not read", DVDisasterForge.protected, at: "data:/README.TXT"
            ) {
                $0.set("data:/README.TXT", 0, Array("dvdisaster dead sector marker\n".utf8))
            },
            .fires("the same with RS03", DVDisasterForge.layered, at: "data:/README.TXT") {
                $0.set("data:/README.TXT", 3, [0x58])
            },
            .fires(
                "with redundancy in a file", in: DVDisasterForge.besides { $0[20_000] ^= 1 }, at: 18_432),
            .passes("a whole image with RS02", DVDisasterForge.protected),
            .passes("a whole image with RS03", DVDisasterForge.layered),
            .passes("a whole image with RS01 beside it", in: DVDisasterForge.besides { _ in }),
        ]
    }
}
