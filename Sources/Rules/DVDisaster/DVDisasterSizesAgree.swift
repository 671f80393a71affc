import Bytes
import Containers
import DiscModel
import Specimens
import Surveys

/// Image and redundancy are as long as the header says.
enum DVDisasterSizesAgree: Rule {
    static let card = RuleCard(
        id: "dvdisaster-size",
        title: "Image and error correction data are as long as the header says",
        rationale: """
            dvdisaster compares the length of an image with its header before it repairs anything. A longer one was padded or \
            appended to after the error correction data was made, as some drives do when a disc is read; a shorter one was \
            cut, and what is missing counts as damaged.
            """,
        remedy:
            "Cut what is too much from a copy; read the disc again, or copy the file again, where something is missing.",
        severity: .warning,
        clause: .practice("dvdisaster codec specification, sectors"))

    static func weigh(_ subject: DVDisasterSubject, in disc: Disc, _ findings: inout Findings) {
        guard subject.isUsed, let layout = subject.set.layout, let header = subject.set.header else { return }
        let end = subject.set.file == nil ? layout.imageSectors.times(.sector) : header.imageLength
        let name = subject.set.name
        if disc.size < end {
            // What is missing counts as damaged, and is told with what is.
            let result = subject.result
            let cause: (any Rule.Type)? =
                (result?.damagedData ?? 0) > 0
                ? DVDisasterSectorsHold.self
                : (result?.damagedCount ?? 0) > 0 ? DVDisasterDataIsWhole.self : nil
            findings.report(
                "the image lacks \((end - disc.size).of("byte")) of what \(name) says it has",
                expected: end.of("byte"), actual: disc.size.of("byte"),
                at: Place(offset: disc.size, length: end - disc.size, field: "size"),
                causedBy: cause)
        } else if disc.size > end {
            findings.report(
                "the image has \((disc.size - end).of("byte")) more than \(name) says",
                expected: end.of("byte"), actual: disc.size.of("byte"),
                at: Place(offset: end, length: disc.size - end, field: "size"))
        }
        guard let length = subject.result?.fileLength, length != layout.fileLength else { return }
        let isShort = length < layout.fileLength
        findings.report(
            "\(name) \(isShort ? "lacks \((layout.fileLength - length).of("byte"))" : "has \((length - layout.fileLength).of("byte")) too many")",
            expected: layout.fileLength.of("byte"), actual: length.of("byte"), at: subject.set.place("size"),
            causedBy: isShort ? DVDisasterDataIsWhole.self : nil)
    }

    static var examples: [Example] {
        [
            .fires("sectors behind the data", DVDisasterForge.protected, at: "dvdisaster:end") {
                $0.append([UInt8](repeating: 0, count: 4_096))
            },
            .fires(
                "an image that is longer than the file of redundancy says",
                in: DVDisasterForge.besides { $0 += [UInt8](repeating: 0, count: .sector) },
                at: Specimen.plain.bytes.count),
            .fires(
                "a file of redundancy with too many bytes",
                in: DVDisasterForge.besides({ _ in }, file: { $0 += [0] }), at: "size"),
            .passes("RS02", DVDisasterForge.protected),
            .passes("RS03", DVDisasterForge.layered),
            .passes("RS01", in: DVDisasterForge.besides { _ in }),
        ]
    }
}
