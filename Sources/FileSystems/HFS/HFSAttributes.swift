import Bytes
import DiscModel

/// The attributes file of HFS+: extended attributes by the number of their file (TN1150, Attributes File).
struct HFSAttributes {
    /// How the content of a file is stored that macOS compressed.
    struct Compression {
        let kind: UInt32
        let size: UInt64
    }

    private(set) var compressed: [UInt32: Compression] = [:]
    /// The file of each record, and where that stands.
    private(set) var owners: [(file: UInt32, offset: UInt64)] = []

    /// Attributes in blocks of their own; their further extents follow them in the tree.
    private var forks: [(id: HFSForkID, name: ArraySlice<UInt8>, fork: HFSFork, place: Place)] = []

    private static let inline: UInt32 = 0x10
    private static let fork: UInt32 = 0x20
    private static let extents: UInt32 = 0x30
    /// "com.apple.decmpfs" in UTF-16.
    private static let packed = "com.apple.decmpfs".utf8.flatMap { [0, $0] as [UInt8] }

    init(_ volume: inout HFSVolume) {
        guard let fork = volume.header.attributesFile, fork.size > 0 else { return }
        let place = volume.header.place(352, 80)
        let pieces = volume.pieces(of: fork, HFSForkID(file: 8), place)
        volume.claim(.descriptor, pieces, "HFS+ attributes file")
        guard let nodes = HFSNodes(.attributes, "attributes file", pieces, size: fork.size, &volume) else {
            return
        }
        var left = volume.limits.records
        HFSLeaves.each(nodes, &volume) { record, volume in
            guard left > 0 else {
                volume.gap(.limit, Place(offset: record.offset), "more extended attributes than are kept")
                return false
            }
            left -= 1
            read(record, nodes.keys, &volume)
            return true
        }
        for one in forks {
            let pieces = volume.pieces(of: one.fork, one.id, one.place)
            volume.claim(.extendedAttributes, pieces, "extended attribute of file number \(one.id.file)")
        }
    }

    private mutating func read(_ record: Record, _ keys: HFSKeys, _ volume: inout HFSVolume) {
        let (file, data) = (record.u32be(4), record.part(keys.end(record)))
        if owners.last?.file != file { owners.append((file, record.offset)) }
        switch data.u32be(0) {
        case Self.inline:
            let length = data.u32be(12)
            guard Int(length) <= data.count - 16 else {
                return volume.report(
                    .attributeType, place(data), "\(length) bytes", "\(max(0, data.count - 16)) or fewer")
            }
            guard keys.name(record).elementsEqual(Self.packed), length >= 16, data.has("fpmc", at: 16) else {
                return
            }
            compressed[file] = Compression(kind: data.u32le(20), size: data.u64le(24))
        case Self.fork:
            let id = HFSForkID(file: file, attribute: record.offset)
            forks.append((id, keys.name(record), HFSFork(plus: data.part(8, 80)), place(data)))
        case Self.extents:
            guard let last = forks.last, last.id.file == file, last.name == keys.name(record) else { return }
            let extents = HFSFork.extents(data.part(8), isPlus: true)
            volume.overflow[last.id, default: []].append((UInt64(record.u32be(8)), extents, record.offset))
        default: volume.report(.attributeType, place(data), "kind \(data.u32be(0))", "kind 16, 32 or 48")
        }
    }

    private func place(_ data: Record) -> Place {
        Place(offset: data.offset, length: UInt64(data.count), field: "attributes file/record")
    }
}
