import Bytes
import DiscModel
import FileSystems
import Specimens
import Surveys

/// Every packet of a stream has its mark.
enum BDPacketsBeginWithSync: Rule {
    static let card = RuleCard(
        id: "bd-sync",
        title: "Every packet of a stream has its mark",
        rationale: """
            Each packet of 192 bytes has the byte 47 (hexadecimal) behind the first four. Where it is missing, the bytes are damaged or were \
            never written, and the picture breaks. Units that AACS encrypts have it in their first packet alone.
            """,
        remedy: BDRemedy.copyAgain,
        severity: .error,
        clause: Clause("ISO/IEC 13818-1", "2.4.3.2"),
        needs: .content)

    static func weigh(_ content: BDContent, in _: Disc, _ findings: inout Findings) {
        for (file, tally) in content.streams where tally.lost.count > 0 {
            let count = tally.lost
            findings.report(
                """
                \(count.count.of("packet")) of \(file.path.escaped) \(count.count == 1 ? "has" : "have") no mark, \
                \(count.count == 1 ? "which is" : "first") number \(count.first) of \(file.size / BDPacket.length)
                """,
                expected: "47", at: file.place(count.first.times(BDPacket.length).adding(BDPacket.markAt), 1))
        }
    }

    static var examples: [Example] {
        [
            .fires("a sector wiped", .bluRay, at: "udf:data:/BDMV/STREAM/00001.m2ts", 2_116) {
                $0.fill("udf:data:/BDMV/STREAM/00001.m2ts", .sector, count: .sector, with: 0)
            },
            .fires(
                "the first mark of an encrypted unit", .bdEncrypted, at: "udf:data:/BDMV/STREAM/00001.m2ts", 4
            ) { $0.set8("udf:data:/BDMV/STREAM/00001.m2ts", 4, 0) },
            .fires(
                "a unit in clear beside encrypted ones", .bdEncrypted,
                at: "udf:data:/BDMV/STREAM/00001.m2ts", 6_340
            ) { $0.set8("udf:data:/BDMV/STREAM/00001.m2ts", 6_340, 0) },
            .passes("an encrypted unit", .bdEncrypted),
            .passes("all marks", .bluRay),
        ]
    }
}

/// What the pass over the content has shown of the streams.
struct BDContent: Weighable {
    let streams: [(file: VideoFile, tally: StreamTally)]
    let tree: TreeKind

    static func each(in disc: Disc, _ body: (BDContent) -> Void) {
        guard let bluRay = disc.facts(BluRayFacts.self), let found = disc.facts(VideoSectorsFacts.self)
        else { return }
        let streams = found.streams.compactMap { tally in
            bluRay.stream(tally.number).map { (file: $0.file, tally: tally) }
        }
        body(BDContent(streams: streams, tree: bluRay.tree))
    }
    var inTree: TreeKind? { tree }
}
