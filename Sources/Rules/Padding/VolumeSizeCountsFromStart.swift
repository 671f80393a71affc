import Bytes
import DiscModel
import FileSystems
import Specimens

/// Notes a volume space size that is counted from the start of a later session.
enum VolumeSizeCountsFromStart: Rule {
    static let card = RuleCard(
        id: "session-vss-relative",
        title: "The volume space size is counted from the start of the image",
        rationale: """
            mkisofs and genisoimage count the size of an added session from its own start (option -C), xorriso from the \
            start of the disc. Programs that copy as many blocks as the descriptor declares lose the end of the former.
            """,
        remedy: "Nothing; copy the whole file.",
        severity: .note,
        confidence: .firm,
        clause: .ecma119("8.4.8"))

    static func weigh(_ disc: Disc, in _: Disc, _ findings: inout Findings) {
        guard let start = SessionStart.ofRelativeSize(in: disc), let primary = disc.iso?.primary else {
            return
        }
        findings.report(
            "the volume space size is counted from LBA \(start / .sector), where the session seems to start",
            expected: "\(disc.size.sectorsNeeded.of("sector"))", actual: "\(primary.volumeSpaceSize.read)",
            at: primary.place(VolumeDescriptor.volumeSpaceSize))
    }

    /// Adds a session whose descriptor counts from its own start, and copies that to sector 16.
    private static func copyAddedSession(_ specimen: inout Specimen) {
        let start = specimen.addSession()
        let primary = specimen.bytes[Int(start + 16) * .sector..<Int(start + 17) * .sector]
        specimen.set("pvd", Array(primary))
        specimen.set(
            VolumeDescriptor.volumeSpaceSize, of: "pvd",
            UInt32(clamping: specimen.bytes.count / .sector) - start)
    }

    static var examples: [Example] {
        [
            .fires(
                "the descriptors of an added session, copied to sector 16", flat, at: "pvd",
                VolumeDescriptor.volumeSpaceSize
            ) {
                copyAddedSession(&$0)
            },
            .fires(
                "the same, and further sectors follow the session", flat, at: "pvd",
                VolumeDescriptor.volumeSpaceSize
            ) {
                copyAddedSession(&$0)
                $0.append(Array(repeating: 0, count: 5 * .sector))
            },
            .passes("padding outside of the volume", .plain) {
                $0.set(VolumeDescriptor.volumeSpaceSize, of: "pvd", $0.block("padding"))
            },
        ]
    }

    /// All files in the root, so that the added session has all directories itself.
    private static let flat = Specimen { $0.files = [.init("/README.TXT", .bytes([1, 2, 3]))] }
}
