import Bytes
import DiscModel
import FileSystems
import Specimens

/// Says how much stands behind the declared volume, and why.
enum ImageEndsWithVolume: Rule {
    static let card = RuleCard(
        id: "image-larger-than-volume",
        title: "The image ends where the volume ends",
        rationale: """
            More often than not there is a good reason for more: padding for drives that read ahead, an EFI partition and \
            a backup GPT for USB sticks, a further session. Programs that copy just the declared volume leave it out.
            """,
        remedy:
            "Copy and burn the whole file; look at the findings named hidden-… if nothing explains the rest.",
        severity: .note,
        clause: .ecma119("8.4.8"))

    static func weigh(_ disc: Disc, in _: Disc, _ findings: inout Findings) {
        guard let tail = ImageTail(of: disc), tail.sectorsBehind > 0 else { return }
        let reasons = tail.reasons
        let zero = tail.isZero == true ? "zeros" : nil
        let why = reasons.isEmpty ? (zero ?? "nothing explains them") : reasons.joined(separator: ", ")
        findings.report(
            "the volume is followed by \(tail.sectorsBehind.of("sector")): \(why)",
            expected: "\(tail.volumeEnd.of("byte"))",
            actual: "\(disc.size.of("byte"))",
            at: Place(offset: tail.volumeEnd, length: disc.size - tail.volumeEnd))
    }

    static var examples: [Example] {
        [
            .fires("150 sectors of padding behind the volume", .plain, at: "padding") {
                $0.set(VolumeDescriptor.volumeSpaceSize, of: "pvd", $0.block("padding"))
            },
            .fires("text appended", .plain, at: "padding", 307_200) { $0.append(Array("more".utf8)) },
            .passes("padding inside the volume", .plain),
        ]
    }
}
