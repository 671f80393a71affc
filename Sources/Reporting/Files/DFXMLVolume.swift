import Bytes
import DiscModel
import FileSystems

/// A file system in a list of files: all trees of ISO 9660 are one, since they tell of the same files.
struct DFXMLVolume: Equatable {
    /// Its name in the words of the Sleuth Kit, and the number that it has there.
    private let name: String
    private let number: Int?
    private let blockSize: UInt64?
    /// Its first byte among those of all sectors.
    let start: UInt64
    /// Whether its files are those that the image shows.
    private let isAllocated: Bool

    init(_ row: FileRow) {
        let (disc, kind) = (row.volume.disc, row.tree.kind)
        let window = row.volume.window?.run.offset ?? 0
        isAllocated = row.fate == nil
        switch kind {
        case .iso9660, .rockridge, .joliet, .enhanced, .supplementary:
            (name, number, start) = ("iso9660", 0x800, window)
            blockSize = disc.facts(ISO9660Facts.self)?.isoTree(.iso9660)?.blockSize
        case .udf:
            (name, number, start) = ("udf", nil, window)
            blockSize = disc.facts(UDFFacts.self)?.blockSize
        case .hfs, .hfsplus:
            let facts = disc.facts(HFSFacts.self)
            // The header stands 1024 bytes behind the beginning.
            let header = facts?.headerOffset ?? 1_024
            start = header - min(header, 1_024)
            (name, number) = kind == .hfsplus ? ("hfs", 0x1000) : ("hfs_legacy", 0x8000)
            blockSize = facts?.header.blockSize
        case .fat:
            let facts = disc.facts(FATFacts.self)
            start = window
            (name, number) =
                switch facts?.bootSector.width {
                case 12: ("fat12", 2)
                case 16: ("fat16", 4)
                default: ("fat32", 8)
                }
            blockSize = facts?.bootSector.clusterLength
        }
    }

    func opening(_ places: ImagePlaces) -> String {
        var text = "  <volume" + (places.place(of: start).map { " offset=\"\($0)\"" } ?? "") + ">\n"
        func add(_ name: String, _ value: String) { text += "    " + DFXML.element(name, value) }
        add("partition_offset", "\(start)")
        add("sector_size", "\(UInt64.sector)")
        if let blockSize, blockSize > 0 { add("block_size", "\(blockSize)") }
        if let number { add("ftype", "\(number)") }
        add("ftype_str", name)
        add("allocated_only", isAllocated ? "1" : "0")
        return text
    }
}
