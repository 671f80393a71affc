import Bytes
import Containers
import DiscModel
import Sectors
import Specimens

/// A file that is called an ISO image holds 2048-byte sectors and nothing else.
enum ImageIsPlainISO: Rule {
    static let card = RuleCard(
        id: "container-not-plain-iso",
        title: "A file called .iso is a plain ISO",
        rationale: """
            A plain ISO holds the 2048 bytes of data of each sector, from the first byte of the file on. \
            Files that some programs save under the same name carry sync, headers and error codes around \
            them, or stand in a container. A burning program that wants a plain ISO refuses such a file \
            because its length is no multiple of 2048, or burns it as it is, and the disc cannot be read; Linux and Windows do not \
            mount it.
            """,
        remedy: "Make a plain ISO of it: isocheck convert IN.iso OUT.iso.",
        severity: .error,
        clause: .ecma119("6.1.2"))

    static func weigh(_ container: ContainerFacts, in _: Disc, _ findings: inout Findings) {
        guard container.fileName.lowercased().hasSuffix(".iso"), !container.isPlain,
            let size = container.files.first?.size
        else { return }
        if let packing = container.packing {
            return findings.report(
                "the file is packed by \(packing.filter), so that a program that wants a plain ISO finds no file system in it; "
                    + "what is packed is \(container.isPlainInside ? "a plain ISO" : container.inWords)",
                expected: "a plain ISO",
                actual:
                    "\(packing.packedSize.of("byte")) of \(packing.filter), unpacked \(packing.unpackedSize)",
                at: container.place(inFile: 0, "file"))
        }
        let odd = size % .sector
        let refusal =
            odd == 0
            ? "a program that wants a plain ISO finds no file system in this file, although its length fits"
            : "a program that wants a plain ISO refuses this file: its length is no multiple of the sector size of 2048 bytes"
        let excess = odd == 0 ? "" : "\(odd) over a multiple of 2048, "
        findings.report(
            "\(refusal); \(reasons(container).joined(separator: ", and "))",
            expected: "sectors of 2048 bytes from the first byte on",
            actual: "\(size.of("byte")), \(excess)\(container.formatInWords)",
            at: container.place(inFile: 0, "file"))
    }

    /// What makes the file longer than its data, in sentences that follow the refusal.
    private static func reasons(_ container: ContainerFacts) -> [String] {
        var reasons: [String] = []
        if container.hasDescriptor { reasons.append("it is a \(container.formatInWords)") }
        if container.leadingBytes > 0 {
            reasons.append("\(bytes(container.leadingBytes)) stand before the first sector")
        }
        if let layout = container.dataLayout, layout.stride > .sector {
            reasons.append(
                "each sector takes \((layout.stride - .sector).of("byte")) more than its 2048 of data")
        }
        return reasons.isEmpty ? ["it is \(container.inWords)"] : reasons
    }

    static var examples: [Example] {
        [
            .fires("raw sectors", in: .raw(.plain, name: "disc.iso"), at: "disc.iso: file"),
            .fires(
                "sectors with a subheader before each",
                in: .raw(WrappedDisc(Specimen.plain.bytes, xa: true), part: 16..<2072, name: "disc.iso"),
                at: "disc.iso: file"),
            .fires(
                "a plain ISO behind 512 other bytes",
                in: .raw(.plain, part: 16..<2064, leading: 512, name: "disc.iso"), at: "disc.iso: file"),
            .passes("a plain ISO", .plain),
            .passes("raw sectors under a name that says so", in: .raw(.plain, name: "disc.bin")),
        ]
    }
}
