import Bytes
import DiscModel
import FileSystems
import Specimens

/// Streams have as many packets as is told of them.
enum BDPacketsAreCounted: Rule {
    static let card = RuleCard(
        id: "bd-packet-count",
        title: "Streams have as many packets as their clips say",
        rationale: """
            What is told of a clip counts the packets of its stream, 192 bytes each. A stream that is shorter was cut: players stop before \
            the end of the title. One that is longer belongs to something else.
            """,
        remedy: """
            Copy the stream again: compare its size with that on the disc. If it was authored so, author it again.
            """,
        severity: .error,
        clause: .bluRay("ClipInfo"))

    static func weigh(_ disc: BluRayFacts, in _: Disc, _ findings: inout Findings) {
        for pair in disc.pairs where pair.kind == .clip {
            guard let stream = disc.stream(pair.number) else { continue }
            let size = stream.file.size
            let wrong = pair.copies.filter {
                $0.hasIdentifier && UInt64($0[BDClipTable.packets]) * BDPacket.length != size
            }
            guard let first = wrong.first else { continue }
            let packets = UInt64(first[BDClipTable.packets])
            if wrong.count == 1, pair.copies.count == 2 {
                findings.report(
                    """
                    \(first.file.path.escaped) counts \(packets.of("packet")); its copy and the size of \(stream.file.path.escaped) say \
                    \(size / BDPacket.length)
                    """,
                    expected: "\(size / BDPacket.length)", actual: "\(packets)",
                    at: first.place(of: BDClipTable.packets))
            } else {
                let isShort = size < packets * BDPacket.length
                findings.report(
                    """
                    \(stream.file.path.escaped) is too \(isShort ? "short" : "long"): it has \(size.of("byte")), and \
                    \(first.file.path.escaped) counts \(packets.of("packet")), \(packets * BDPacket.length) bytes
                    """,
                    expected: "\(packets * BDPacket.length)", actual: "\(size)", at: stream.file.place,
                    severity: isShort ? nil : .warning, about: first.file.path.text)
            }
        }
    }

    static var examples: [Example] {
        [
            .fires("a stream that was cut", .bluRay, at: "udf:data:/BDMV/STREAM/00001.m2ts") {
                $0.setBD32("CLIPINF/00001.clpi", 56, 96)
            },
            .fires(
                "one that goes on", .bluRay, at: "udf:data:/BDMV/STREAM/00001.m2ts", severity: .warning
            ) { $0.setBD32("CLIPINF/00001.clpi", 56, 32) },
            .fires(
                "another number in the copy", .bluRay, at: "udf:data:/BDMV/BACKUP/CLIPINF/00001.clpi",
                BDClipTable.packets
            ) { $0.set8("udf:data:/BDMV/BACKUP/CLIPINF/00001.clpi", 58, 1) },
            .passes("the number of packets", .bluRay),
        ]
    }
}
