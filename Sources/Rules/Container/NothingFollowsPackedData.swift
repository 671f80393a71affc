import Containers
import DiscModel
import Specimens

/// Nothing stands behind the compressed data.
enum NothingFollowsPackedData: Rule {
    static let card = RuleCard(
        id: "container-packing-trailing",
        title: "Nothing follows the compressed data",
        rationale: """
            Unpacking programs pass over bytes behind the end, most without a word. They are no part of the \
            image, and may hide something or tell of a transfer that went wrong.
            """,
        remedy: "Compare the length with the source.",
        severity: .warning,
        clause: .practice("RFC 1952, xz, RFC 8878, bzip2"))

    static func weigh(_ container: ContainerFacts, in _: Disc, _ findings: inout Findings) {
        guard let packing = container.packing, packing.trailingBytes > 0 else { return }
        findings.report(
            "\(packing.trailingBytes.of("byte")) follow the end of the \(packing.filter) data",
            actual: "\(packing.trailingBytes.of("byte"))",
            at: container.place(inFile: 0, "bytes behind the \(packing.filter) data"))
    }

    static var examples: [Example] {
        [
            .fires(
                "a text appended",
                in: .gzip(Specimen.plain.bytes).with { $0.bytes += Array("this is no part of it".utf8) },
                at: "disc.iso: bytes behind the gzip data"),
            .passes("nothing behind the end", in: .gzip(Specimen.plain.bytes)),
        ]
    }
}
