import Bytes
import DiscModel
import FileSystems
import Specimens

/// Notes an image whose last file ends close to its last sector.
enum PaddingIsThere: Rule {
    static let card = RuleCard(
        id: "padding-none",
        title: "At least 150 sectors of padding follow the last file",
        rationale: """
            On a CD written as one track, drives that read ahead may fail in the last sectors, and a readback then lacks \
            the end of the last file. Images meant for DVD or USB sticks need no padding.
            """,
        remedy:
            "If the image is burned on CD, pad it (mkisofs and cdrecord: -pad), or burn it as a session at once.",
        severity: .note,
        clause: .practice("mkisofs -pad"))

    static func weigh(_ disc: Disc, in _: Disc, _ findings: inout Findings) {
        guard let tail = ImageTail(of: disc), tail.volumeEnd <= disc.size else { return }
        let left = (disc.size - min(disc.size, tail.usedEnd)) / .sector
        guard left < 150 else { return }
        findings.report(
            "the last used sector is followed by \(left.of("more sector"))", expected: "150 or more",
            actual: "\(left)",
            at: Place(
                offset: tail.usedEnd, length: disc.size - min(disc.size, tail.usedEnd), field: "padding"))
    }

    static var examples: [Example] {
        [
            .fires("no padding", Specimen { $0.padding = 0 }, at: "padding"),
            .passes("150 sectors", .plain),
        ]
    }
}
