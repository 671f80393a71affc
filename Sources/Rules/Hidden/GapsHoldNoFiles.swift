import Bytes
import Containers
import DiscModel
import FileSystems
import Specimens
import Surveys

/// No file or file system stands in sectors that nothing points to.
enum GapsHoldNoFiles: Rule {
    static let card = RuleCard(
        id: "hidden-gap-magic",
        title: "Sectors that nothing points to hold no program, archive, document or file system",
        rationale: """
            Nothing in the image leads there, so no program shows it: a deleted file, a part of another image, or \
            something hidden on purpose. Older sessions, partitions, checksum tags and the like were looked for and do \
            not explain it.
            """,
        remedy:
            "Extract the sectors and look at them; do not publish the image before you know what they are.",
        severity: .warning,
        confidence: .heuristic,
        clause: .practice("an account of every byte"),
        needs: .content)

    static func weigh(_ disc: Disc, in _: Disc, _ findings: inout Findings) {
        guard let space = HiddenSpace(of: disc) else { return }
        let finds = space.inside.filter { $0.magic != nil }
        if let doubt = space.doubt, !finds.isEmpty {
            findings.cannotDecide(doubt)
        } else {
            for piece in finds {
                findings.report(
                    "\(piece.magic?.rawValue ?? "a file") stands where nothing points to\(piece.details)",
                    expected: "zeros",
                    actual: piece.type ?? piece.magic?.rawValue, at: piece.place,
                    severity: space.isRewritten ? .note : nil)
            }
        }
        // A foreign image is hidden even where its descriptors explain every byte of it.
        // Where a container says that a track begins, it points there.
        let tracks = Set(disc.facts(ContainerFacts.self)?.layout.tracks.map(\.sectors.lowerBound) ?? [])
        for volume in disc.furtherVolumes?.volumes ?? []
        where volume.reading == .ownStart && !volume.isTwin && !tracks.contains(volume.start) {
            findings.report(
                "an ISO 9660 volume with files of its own starts at LBA \(volume.start), and nothing points to it",
                actual: volume.primary.display(.volume).escaped, at: volume.place)
        }
    }

    static var examples: [Example] {
        [
            .fires("a program in the padding", .plain, at: "padding", 4_096) {
                $0.set("padding", 4_096, [0x7F, 0x45, 0x4C, 0x46, 2, 1, 1])
            },
            .fires("an archive right behind a checksum tag", .plain, at: "padding", .sector) {
                $0.set("padding", 0, Array("libisofs_checksum_tag_v1 pos=1".utf8))
                $0.set("padding", .sector, [0x50, 0x4B, 3, 4])
            },
            .fires("another image behind the volume", .plain, at: "padding", 339_968) {
                $0.append(Specimen { $0.files = [.init("/SECRET.TXT", .bytes([1]))] }.bytes)
            },
            .fires("what free space of UDF holds", .udf, at: "udf:tea", 4 * .sector, severity: .note) {
                $0.set("udf:tea", 4 * .sector, [0x50, 0x4B, 3, 4])
            },
            .passes("text", .plain) { $0.set("padding", 4_096, Array("hello".utf8)) },
            .passes("an older session", .plain) { $0.addSession() },
        ]
    }
}
