import Bytes
public import DiscModel
import Readers

/// An entry of a directory of FAT that was deleted (FAT 1.03, "FAT Directory Structure"): the first letter of its short name is gone, the
/// rest is there until its place is needed.
public struct FATDeleted: Sendable {
    /// The long name where that is left, else the short one with _ for the first letter.
    public let name: [UInt8]
    /// The node of the directory that held it.
    public let directory: Int32
    public let isDirectory: Bool
    public let size: UInt64
    /// The bytes of the entry, and where they stand.
    public let entry: [UInt8]
    public let place: Place
    /// Its content if that lay in one piece, as it mostly does: the table forgets the chain.
    public let extent: FileTree.Extent?
    /// Whether another file has some of these clusters now.
    public let isOverwritten: Bool
}

/// Gathers the entries of one directory that were deleted.
struct FATDropped {
    struct Entry {
        let record: Record
        let name: [UInt8]
        let directory: Int32
    }

    private(set) var entries: [Entry] = []
    /// The parts of a long name that was deleted, the last stands first; and their checksum.
    private var parts: [[UInt16]] = []
    private var checksum: UInt8?

    private static let (limit, partLimit) = (10_000, 20)

    /// Forgets parts that do not stand right before an entry.
    mutating func interrupt() { (parts, checksum) = ([], nil) }

    mutating func add(_ entry: Record, in directory: Int32) {
        let attributes = entry[FATEntry.attributes]
        if attributes & 0x3F == FATEntry.isLongName {
            if checksum != entry[FATEntry.checksum] || parts.count >= Self.partLimit { interrupt() }
            checksum = entry[FATEntry.checksum]
            parts.insert(FATLongName.units(of: entry), at: 0)
            return
        }
        defer { interrupt() }
        guard attributes & FATEntry.isLabel == 0, entries.count < Self.limit else { return }
        entries.append(Entry(record: entry, name: name(of: entry), directory: directory))
    }

    /// The checksum of a long name tells the letter that is gone: with any other it would be another.
    private func name(of entry: Record) -> [UInt8] {
        var bytes = Array(entry.bytes)
        let letters = (UInt8(0x21)...0xFF).filter { letter in
            FATLongName.sum(of: [letter] + bytes[1..<11]) == checksum
        }
        bytes[0] = letters.first ?? 0x5F
        let units = letters.isEmpty ? [] : Array(parts.joined().prefix { $0 != 0 && $0 != 0xFFFF })
        return units.isEmpty
            ? FATWalk.shortName(Record(offset: entry.offset, bytes))
            : [UInt8](String(decoding: units, as: UTF16.self).utf8)
    }
}

extension FATWalk {
    /// Clusters of a deleted file that are looked at.
    private static let comparedClusters: UInt64 = 65_536

    /// What was deleted, and what is left of it now that it is known what files have.
    var deleted: [FATDeleted] {
        dropped.entries.map { one in
            let entry = one.record
            let isDirectory = entry[FATEntry.attributes] & FATEntry.isDirectory != 0
            let size = UInt64(entry[FATEntry.size])
            let high = sector.isFAT32 ? UInt32(entry[FATEntry.clusterHigh]) << 16 : 0
            let first = high | UInt32(entry[FATEntry.clusterLow])
            let length = isDirectory ? sector.clusterLength : size
            let start = sector.offset(ofCluster: first)
            let isInside = first >= 2 && length > 0 && start.adding(length) <= window.size
            let clusters = isInside ? length.roundedUp(to: sector.clusterLength) / sector.clusterLength : 0
            return FATDeleted(
                name: one.name, directory: one.directory, isDirectory: isDirectory,
                size: isDirectory ? 0 : size, entry: Array(entry.bytes),
                place: Place(offset: entry.offset, length: UInt64(FATEntry.length), field: "directory entry"),
                extent: isInside ? window.extent(start, length) : nil,
                isOverwritten: (0..<min(clusters, Self.comparedClusters)).contains {
                    used[first &+ UInt32(clamping: $0)] != nil
                })
        }
    }
}
