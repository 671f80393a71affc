import DiscModel
import FileSystems
import Specimens

/// The image fills whole clusters of a DVD.
enum SizeIsWholeClusters: Rule {
    static let card = RuleCard(
        id: "image-size-alignment-32k",
        title: "The length of the image is a multiple of 32768 bytes",
        rationale: """
            DVD and BD are written in clusters of 16 and 32 sectors. An image that is no multiple of them is filled up by \
            the writing program, so a readback is longer than the image. It matters to masters of such discs only; most \
            images by genisoimage and xorriso are no multiple.
            """,
        remedy: "Pad the image if a readback of the same length is wanted.",
        severity: .note,
        profiles: Profile.pedants,
        clause: .practice("DVD, 16 sectors to an ECC block"))

    static func weigh(_ disc: Disc, in _: Disc, _ findings: inout Findings) {
        let over = disc.size % 32_768
        guard over > 0 else { return }
        findings.report(
            "the image is \((32_768 - over).of("byte")) short of a whole cluster",
            expected: "a multiple of 32768 bytes",
            actual: "\(disc.size.of("byte"))", at: Place(offset: disc.size - over, length: over))
    }

    static var examples: [Example] {
        [
            .fires("any small image", .plain, at: "padding", 305_152),
            .passes("filled up", .plain) {
                $0.append(Array(repeating: 0, count: 32_768 - $0.bytes.count % 32_768))
            },
        ]
    }
}
