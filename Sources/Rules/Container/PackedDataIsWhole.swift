import Containers
import DiscModel
import Specimens

/// A compressed image can be unpacked to its end, and its checksum is true.
enum PackedDataIsWhole: Rule {
    static let card = RuleCard(
        id: "container-packing-damaged",
        title: "A compressed image can be unpacked whole",
        rationale: """
            Compressed files carry a checksum of what is in them. A file that was cut or damaged cannot be \
            unpacked to its end, or unpacks to something else; the image is then not what was packed. gzip, bzip2, xz and zstd \
            stop there with an error, and no burning program has the rest.
            """,
        remedy: "Download or copy the file again.",
        severity: .error,
        clause: .practice("RFC 1952, xz, RFC 8878, bzip2"))

    static func weigh(_ container: ContainerFacts, in _: Disc, _ findings: inout Findings) {
        guard let packing = container.packing else { return }
        if let failure = packing.failure {
            findings.report(
                "unpacking stopped after \(packing.unpackedSize.of("byte")): \(DisplayName(failure).escaped)",
                at: container.place(inFile: 0, "\(packing.filter) data"))
        } else if packing.integrityCheck.state == .bad {
            findings.report(
                "the \(packing.integrityCheck.algorithm) of \(packing.integrityCheck.what) is wrong",
                at: container.place(inFile: 0, "\(packing.filter) trailer"))
        }
    }

    static var examples: [Example] {
        [
            .fires(
                "a wrong checksum",
                in: .gzip(Specimen.plain.bytes).with { $0.bytes[$0.bytes.count - 8] ^= 1 },
                at: "disc.iso: gzip trailer"),
            .fires(
                "cut short", in: .gzip(Specimen.plain.bytes).with { $0.bytes.removeLast(3_000) },
                at: "disc.iso: gzip data"),
            .passes("a true checksum", in: .gzip(Specimen.plain.bytes)),
        ]
    }
}
