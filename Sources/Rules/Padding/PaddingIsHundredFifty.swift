import Bytes
import DiscModel
import FileSystems
import Specimens

/// Notes the 150 sectors of zeros that mkisofs and its kin put behind the last file.
enum PaddingIsHundredFifty: Rule {
    static let card = RuleCard(
        id: "padding-150-sectors",
        title: "The image does not end with 150 sectors of padding",
        rationale: """
            Drives read ahead and fail at the end of a track; 150 sectors of zeros keep the failure away from the data. \
            mkisofs and genisoimage count them as part of the volume, makefs, cdrecord and xorriso do not, and programs \
            that check a disc must know which.
            """,
        remedy:
            "Nothing; when comparing a disc with its image, leave the padding out or compare whole sectors.",
        severity: .note,
        clause: .practice("mkisofs -pad"),
        needs: .content)

    static func weigh(_ disc: Disc, in _: Disc, _ findings: inout Findings) {
        guard let tail = ImageTail(of: disc), tail.isZero == true else { return }
        let pad: UInt64 = 150 * .sector
        if tail.volumeEnd <= disc.size, tail.volumeEnd == tail.usedEnd + pad {
            findings.report(
                "150 sectors of zeros end the volume",
                at: Place(offset: tail.usedEnd, length: pad, field: "padding"))
        } else if disc.size == max(tail.usedEnd, tail.volumeEnd) + pad {
            findings.report(
                "150 sectors of zeros follow the volume",
                at: Place(offset: disc.size - pad, length: pad, field: "padding"))
        }
    }

    static var examples: [Example] {
        [
            .fires("inside the volume", .plain, at: "padding"),
            .fires("behind the volume", .plain, at: "padding") {
                $0.set(VolumeDescriptor.volumeSpaceSize, of: "pvd", $0.block("padding"))
            },
            .passes("149 sectors", Specimen { $0.padding = 149 }),
        ]
    }
}
