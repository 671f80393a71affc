import Bytes
import DiscModel
import FileSystems
import Specimens

/// Notes an image that was filled up to a whole cylinder of its partition table's geometry.
enum PaddingFillsNoCylinder: Rule {
    static let card = RuleCard(
        id: "padding-isohybrid-cylinder",
        title: "The image is not filled up to a disk cylinder",
        rationale: """
            Some BIOSes boot a USB stick only if its partition ends with a whole cylinder, so isohybrid and xorriso fill \
            the image up. The sectors behind the volume hold nothing.
            """,
        remedy: "Nothing.",
        severity: .note,
        confidence: .firm,
        clause: .practice("syslinux isohybrid; xorriso cyl_align"))

    static func weigh(_ disc: Disc, in _: Disc, _ findings: inout Findings) {
        guard let tail = ImageTail(of: disc), let cylinder = tail.cylinder else { return }
        let start = max(tail.volumeEnd, tail.usedEnd)
        findings.report(
            "a tail of \(((disc.size - start) / .sector).of("sector")) fills the image up to a multiple of \(cylinder) bytes",
            at: Place(offset: start, length: disc.size - start, field: "padding"))
    }

    static var examples: [Example] {
        [
            .fires("cylinders of 1 MiB: 64 heads, 32 sectors", .plain, at: "padding", 307_200) {
                $0.hybrid()
                $0.append(Array(repeating: 0, count: (1 << 20) - $0.bytes.count % (1 << 20)))
            },
            .passes("not filled up", .plain) { $0.hybrid() },
        ]
    }
}

extension Specimen {
    /// An MBR with one partition over the whole image, as isohybrid writes it: 64 heads and 32 sectors to a cylinder.
    mutating func hybrid() {
        set("system-area", [0x33, 0xED, 0x90, 0x90])
        let entry = MasterBootRecord.entry(0).offset
        set("system-area", entry, [0x80, 0, 1, 0, 0x17, 63, 32, 0])
        set(MBRPartition.blocks, of: "system-area", at: entry, UInt32(clamping: bytes.count / 512))
        set(MasterBootRecord.signature, of: "system-area", MasterBootRecord.signed)
    }
}
