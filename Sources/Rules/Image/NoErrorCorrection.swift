import Bytes
import Containers
import DiscModel
import FileSystems
import Specimens
import Surveys

/// Recognises error correction data that dvdisaster added to an image.
enum NoErrorCorrection: Rule {
    static let card = RuleCard(
        id: "image-dvdisaster-ecc",
        title: "No dvdisaster error correction data follows the volume",
        rationale: """
            dvdisaster appends redundancy to an image (its methods RS02 and RS03), so that a scratched disc can be read \
            again. It explains an image that is larger than its volume, and it can repair a damaged copy.
            """,
        remedy: "Nothing; if the image is damaged, let dvdisaster repair it.",
        severity: .note,
        confidence: .firm,
        clause: .practice("dvdisaster codec specification"),
        needs: .content)

    static func weigh(_ disc: Disc, in _: Disc, _ findings: inout Findings) {
        if let set = disc.errorCorrection.first(where: { $0.file == nil }), let start = set.start {
            let what = set.header.map { ": \($0.inWords)" } ?? ""
            return findings.report(
                "error correction data by dvdisaster begins at LBA \(start)\(what)",
                at: Place(offset: start.offset, length: disc.size - min(disc.size, start.offset)))
        }
        let pieces = disc.gapContents?.runs.flatMap(\.pieces) ?? []
        guard let first = pieces.first(where: { $0.mark == .dvdisaster }) else { return }
        findings.report(
            "error correction data by dvdisaster begins at LBA \(first.offset / .sector)",
            at: Place(offset: first.offset, length: disc.size - first.offset))
    }

    static var examples: [Example] {
        [
            .fires(
                "error correction data of method RS02", Specimen.plain.with { $0.protectRS02() },
                at: "dvdisaster",
                message:
                    "error correction data by dvdisaster begins at LBA 177: RS02 by dvdisaster 0.79.5, 32 roots (14.3 % redundancy), of an image of 177 sectors"
            ),
            .fires("a header of method RS02 behind the volume", .plain, at: "padding", 307_200) {
                $0.append(Array("*dvdisaster*RS02".utf8) + Array(repeating: 1, count: 2_032))
            },
            .passes("nothing behind the volume", .plain),
        ]
    }
}
