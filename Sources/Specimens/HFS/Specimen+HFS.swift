import Bytes

/// Volumes of HFS, HFS+ and HFSX, as specimens.
///
/// **Landmarks.** `hfs:header`, `hfs:alternate`, `hfs:bitmap`; `hfs:catalog`, `hfs:overflow` and `hfs:attributes`, their header nodes;
/// `hfs:leaf`, the first leaf of the catalog, `hfs:leaf#2` the next, and `hfs:index`; `hfs:overflow-leaf`, `hfs:attributes-leaf`;
/// `hfs:index-key`, the first record of an index, `hfs:index-key#2` the next; `hfs:key:PATH` and `hfs:record:PATH`, the key and what follows
/// it; `hfs:thread:PATH`, what follows the key of the record that leads back; `hfs:data:PATH`; `hfs:attribute:PATH`; `hfs:extents:NUMBER`,
/// a record of the overflow file. What belongs to the volume in a wrapper starts with `inner:`.
extension Specimen {
    /// Forges the volume that the plan describes.
    public init(hfs plan: HFSPlan) {
        var forge = HFSForge(plan)
        forge.forge()
        bytes = forge.image
        landmarks = forge.landmarks.places
    }

    /// Forges from the default plan after `change`.
    public static func hfs(_ change: (inout HFSPlan) -> Void) -> Specimen {
        var plan = HFSPlan()
        change(&plan)
        return Specimen(hfs: plan)
    }

    /// A volume of HFS+ with three files and a folder.
    public static let hfsPlus = Specimen(hfs: HFSPlan())
    /// The same with a file in ten extents.
    public static let hfsPlusSplit = hfs {
        $0.inFolder[0].bytes = (0..<10_000).map { UInt8(truncatingIfNeeded: $0 &* 7) }
        $0.inFolder[0].extents = 10
    }
    /// The same in HFS.
    public static let hfsClassic = hfs { $0.kind = .classic }
    /// HFS with a file in ten extents.
    public static let hfsClassicSplit = hfs {
        $0.kind = .classic
        $0.inFolder[0].bytes = (0..<10_000).map { UInt8(truncatingIfNeeded: $0 &* 7) }
        $0.inFolder[0].extents = 10
    }
    /// HFSX, which tells case apart.
    public static let hfsX = hfs {
        $0.kind = .hfsx
        $0.files.append(HFSPlan.File("README.TXT", Array("Another file.\n".utf8)))
    }
    /// HFS+ with so many files that its catalog has three levels of nodes.
    public static let hfsPlusDeep = hfs {
        $0.files = (0..<40).map { HFSPlan.File("file number \(100 + $0)", [UInt8(40 + $0)]) }
        ($0.blockSize, $0.nodeSize, $0.blocks) = (512, 512, 256)
    }
    /// The same in HFS.
    public static let hfsClassicDeep = hfs {
        $0.kind = .classic
        $0.files = (0..<90).map { HFSPlan.File("file number \(100 + $0)", [UInt8(40 + $0)]) }
        ($0.blockSize, $0.blocks) = (512, 300)
    }
    /// HFS+ with a file of two names, files that are compressed, an extended attribute in ten extents, and a journal.
    public static let hfsPlusRich = hfs {
        ($0.isJournaled, $0.blocks) = (true, 160)
        $0.files[0].otherNames = ["read me too.txt"]
        var small = HFSPlan.File("small", [])
        small.packed = HFSPlan.Packed(3, size: 900, [0x78, 0x9C, 3, 0, 0, 0, 0, 1])
        var large = HFSPlan.File("large", [], resources: Array(repeating: 5, count: 700))
        large.packed = HFSPlan.Packed(4, size: 90_000)
        $0.files += [small, large]
        $0.files[1].attribute = Array(repeating: 0x61, count: 10_000)
        $0.files[1].attributeExtents = 10
    }
    /// A wrapper of HFS with a volume of HFS+ in it.
    public static let hfsWrapped = hfs {
        $0.kind = .classic
        $0.files = []
        $0.inFolder = [HFSPlan.File("Where have all my files gone?", Array("In there.\n".utf8))]
        ($0.blocks, $0.embedded) = (140, [HFSPlan()])
    }
}

extension Specimen {
    /// Volumes behind the image, each in an Apple partition, as hybrid discs have them (Inside Macintosh: Devices, 3-25).
    public func withApplePartitions(_ volumes: [[UInt8]]) -> Specimen {
        var disc = self
        disc.bytes += Array(repeating: 0, count: disc.bytes.count.rounded(up: 512) - disc.bytes.count)
        let entries = UInt32(volumes.count + 1)
        func text(_ text: String) -> [UInt8] { Array(text.utf8).padded(to: 32, with: 0) }
        func entry(_ start: UInt32, _ count: UInt32, _ name: String, _ type: String) -> [UInt8] {
            Array("PM".utf8) + [0, 0] + entries.big + start.big + count.big + text(name) + text(type)
        }
        disc.bytes.place(Array("ER".utf8) + UInt16(512).big, at: 0)
        disc.bytes.place(entry(1, entries, "Apple", "Apple_partition_map"), at: 512)
        for (number, volume) in volumes.enumerated() {
            let blocks = UInt32(clamping: (volume.count + 511) / 512)
            let start = UInt32(clamping: disc.bytes.count / 512)
            disc.bytes.place(entry(start, blocks, "Volume", "Apple_HFS"), at: 512 * (number + 2))
            disc.bytes += volume + Array(repeating: 0, count: Int(blocks) * 512 - volume.count)
        }
        return disc
    }
}
