import Bytes
import DiscModel
import FileSystems
import Specimens

/// Notes two sectors too many or too few: what a track written at once leaves (MMC, track at once).
enum PaddingIsNoRunOut: Rule {
    static let card = RuleCard(
        id: "padding-tao-runout",
        title: "The image is not two sectors longer or shorter than its volume",
        rationale: """
            A track written at once ends with two run-out sectors without data. Drives count them as part of the track, \
            so a readback has two sectors of zeros too many, or misses the last two when they were taken for run-out.
            """,
        remedy: "Nothing; compare as many sectors as the volume has.",
        severity: .note,
        confidence: .firm,
        clause: .practice("MMC, track at once"))

    static func weigh(_ disc: Disc, in _: Disc, _ findings: inout Findings) {
        guard let tail = ImageTail(of: disc) else { return }
        let two: UInt64 = 2 * .sector
        if tail.isRunOut {
            findings.report(
                "two sectors follow the volume, as run-out of a track does",
                at: Place(offset: tail.volumeEnd, length: two, field: "padding"))
        } else if tail.volumeEnd == disc.size + two {
            findings.report(
                "the last two sectors of the volume are missing, as if taken for run-out",
                at: Place(offset: disc.size, length: two, field: "padding"))
        }
    }

    static var examples: [Example] {
        [
            .fires("two sectors more", .plain, at: "padding", 307_200) {
                $0.append(Array(repeating: 0, count: 4_096))
            },
            .fires("two sectors less", .plain, at: "padding", 303_104) {
                $0.truncate(to: $0.bytes.count - 4_096)
            },
            .passes("three sectors more", .plain) { $0.append(Array(repeating: 0, count: 6_144)) },
        ]
    }
}
