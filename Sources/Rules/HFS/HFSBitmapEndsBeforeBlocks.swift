import Bytes
import DiscModel
import FileSystems
import Specimens

/// The bitmap of HFS ends before the first block.
enum HFSBitmapEndsBeforeBlocks: HFSFaultRule {
    static let card = RuleCard(
        id: "hfs-bitmap-place",
        title: "The bitmap of HFS ends before the first block",
        rationale: """
            Where the two overlap, whoever marks a block as used changes a file, and whoever writes the file changes \
            the bitmap. One of the two numbers is wrong, and where it is that of the first block, Linux and macOS \
            find no file at all.
            """,
        remedy: """
            Copy the image again and compare it with another copy; if the fault stays, copy the files that can be \
            read to a new volume, or repair a copy with fsck.hfsplus.
            """,
        severity: .error,
        clause: Clause("Inside Macintosh: Files", "2-60"))

    static let kinds: Set<HFSFault.Kind> = [.bitmapBehindBlocks]

    static func words(_ fault: HFSFault) -> String {
        "the first block of the volume begins at \(fault.recorded) of 512 bytes; the bitmap leaves \(fault.found)"
    }

    static var examples: [Example] {
        [
            .fires("blocks from the bitmap on", .hfsClassic, at: "hfs:header", 28) {
                $0.set16BE("hfs:header", 28, 3)
            },
            .passes("a volume of HFS", .hfsClassic),
        ]
    }
}
