import Bytes
import DiscModel

/// A file or a folder in the catalog (Inside Macintosh: Files, 2-72; TN1150, Catalog File).
struct HFSEntry {
    let parent: UInt32
    let id: UInt32
    let isFolder: Bool
    let isPlus: Bool
    /// As it is recorded: Mac OS Roman, or UTF-16.
    let name: ArraySlice<UInt8>
    /// What follows the key.
    let data: Record

    /// The two kinds of record that name something; threads lead back to those.
    enum Kind {
        case entry(HFSEntry)
        case thread(HFSThread)
        case unknown(parent: UInt32, kind: UInt16)
    }

    static func read(_ record: Record, isPlus: Bool) -> Kind {
        let parent = record.u32be(2)
        let keyEnd = isPlus ? 2 + Int(record.u16be(0)) : (2 + Int(record.u8(0))) & ~1
        let data = record.part(keyEnd)
        let kind = isPlus ? data.u16be(0) : UInt16(data.u8(0))
        let length = isPlus ? (kind == 1 ? 88 : 248) : (kind == 1 ? 70 : 102)
        switch kind {
        case 1 where data.count >= length, 2 where data.count >= length:
            let name =
                isPlus ? record.slice(8, Int(record.u16be(6)) * 2) : record.slice(7, Int(record.u8(6)))
            return .entry(
                HFSEntry(
                    parent: parent, id: data.u32be(isPlus ? 8 : kind == 1 ? 6 : 20), isFolder: kind == 1,
                    isPlus: isPlus, name: name, data: data))
        case 3, 4:
            return .thread(
                HFSThread(
                    id: parent, parent: data.u32be(isPlus ? 4 : 10), isFolder: kind == 3,
                    name: isPlus
                        ? data.slice(10, Int(data.u16be(8)) * 2) : data.slice(15, Int(data.u8(14))),
                    offset: data.offset))
        default: return .unknown(parent: parent, kind: kind)
        }
    }

    /// Things in a folder.
    var valence: UInt32 { isPlus ? data.u32be(4) : UInt32(data.u16be(4)) }
    var dataFork: HFSFork {
        isPlus
            ? HFSFork(plus: data.part(88, 80)) : HFSFork(data, 26, takenAt: 30, data.part(74, 12))
    }
    var resourceFork: HFSFork {
        isPlus
            ? HFSFork(plus: data.part(168, 80)) : HFSFork(data, 36, takenAt: 40, data.part(86, 12))
    }
    /// A symbolic link of HFS+, by the bits of its mode.
    var isSymbolicLink: Bool { isPlus && !isFolder && data.u16be(42) & 0xF000 == 0xA000 }
    /// The number of the file whose other name this is (TN1150, Hard Links).
    var linkTarget: UInt32? {
        isPlus && !isFolder && data.has("hlnkhfs+", at: 48) ? data.u32be(44) : nil
    }

    /// The name as a tree keeps it.
    var shownName: [UInt8] { isPlus ? HFSName.wide(name) : HFSName.utf8(roman: name) }

    var place: Place { Place(offset: data.offset, length: UInt64(data.count), field: "catalog/record") }
    func place(_ at: Int, _ length: UInt64) -> Place {
        Place(offset: data.offset + UInt64(at), length: length, field: "catalog/record")
    }
}

/// A record that leads from a number to the name (Inside Macintosh: Files, 2-73; TN1150, Catalog Thread Records).
struct HFSThread {
    let id: UInt32
    let parent: UInt32
    let isFolder: Bool
    /// As it is recorded.
    let name: ArraySlice<UInt8>
    let offset: UInt64
}

/// What the catalog holds.
struct HFSCatalog {
    var entries: [HFSEntry] = []
    var threads: [HFSThread] = []
    /// Whether names that differ in case are two.
    var isCaseSensitive = false
}

extension HFSVolume {
    /// Reads the extents that do not fit where their files are recorded.
    mutating func readOverflow() {
        let place = header.overflowPlace
        let pieces = pieces(of: header.overflow, HFSForkID(file: 3), place)
        claim(.descriptor, pieces, "\(tree.name) extents overflow file")
        guard
            let nodes = HFSNodes(
                .extents, "extents overflow file", pieces, size: header.overflow.size, &self)
        else { return }
        let isPlus = header.isPlus
        var left = limits.records
        HFSLeaves.each(nodes, &self) { record, volume in
            guard left > 0 else {
                volume.gap(.limit, Place(offset: record.offset), "more extents than are kept")
                return false
            }
            left -= 1
            let id = HFSForkID(
                file: record.u32be(isPlus ? 4 : 2), isResource: record.u8(isPlus ? 2 : 1) == 0xFF)
            let first = isPlus ? UInt64(record.u32be(8)) : UInt64(record.u16be(6))
            let extents = HFSFork.extents(record.part(isPlus ? 12 : 8), isPlus: isPlus)
            volume.overflow[id, default: []].append((first, extents, record.offset))
            return true
        }
        for id in overflow.keys { overflow[id]?.sort { $0.first < $1.first } }
    }

    /// The files and folders of the catalog, and what leads back to them.
    mutating func readCatalog() -> HFSCatalog {
        let place = header.catalogPlace
        let pieces = pieces(of: header.catalog, HFSForkID(file: 4), place)
        claim(.directory, pieces, "\(tree.name) catalog")
        var catalog = HFSCatalog()
        guard let nodes = HFSNodes(.catalog, "catalog", pieces, size: header.catalog.size, &self) else {
            if pieces.length == 0 { gap(.malformed, header.catalogPlace, "it has no catalog") }
            return catalog
        }
        catalog.isCaseSensitive = nodes.keys.isBinary
        var left = limits.records
        let isPlus = header.isPlus
        HFSLeaves.each(nodes, &self) { record, volume in
            guard left > 0 else {
                volume.gap(.limit, Place(offset: record.offset), "more files than are kept")
                return false
            }
            left -= 1
            switch HFSEntry.read(record, isPlus: isPlus) {
            case .entry(let entry): catalog.entries.append(entry)
            case .thread(let thread): catalog.threads.append(thread)
            case .unknown(_, let kind):
                volume.report(
                    .recordType,
                    Place(offset: record.offset, length: UInt64(record.count), field: "catalog/record"),
                    "\(kind)", "1 to 4")
            }
            return true
        }
        return catalog
    }
}

extension HFSHeader {
    /// Where the catalog and the overflow file are recorded.
    var catalogPlace: Place { isPlus ? place(272, 80) : place(146, 16) }
    var overflowPlace: Place { isPlus ? place(192, 80) : place(130, 16) }

    func place(_ at: Int, _ length: UInt64) -> Place {
        Place(offset: record.offset + UInt64(at), length: length, field: name)
    }
}
