import Bytes
import DiscModel
import FileSystems

/// The bytes of one field of the structure of an image: what one bit can be flipped in, and told by name.
struct FieldBytes: Sendable, Hashable {
    /// Structure and field in the words of the standard; the halves of a number recorded twice are two fields.
    let name: String
    let offset: UInt64
    let length: Int

    init(_ name: String, _ offset: UInt64, _ length: Int) {
        self.name = name
        self.offset = offset
        self.length = length
    }

    /// All fields of a disc that lie inside of it, and what directories hold besides.
    static func all(of disc: Disc) -> [FieldBytes] {
        let trees = disc.facts(ISO9660Facts.self)?.isoTrees ?? []
        var found = (disc.facts(ISO9660Facts.self)?.structures ?? []).flatMap { of($0) }
        for tree in trees {
            for slot in tree.slots.indices { found += systemUseRest(of: slot, in: tree) }
            for directory in tree.directories.indices { found += slack(of: directory, in: tree) }
        }
        found += (disc.facts(ElToritoFacts.self)?.structures ?? []).flatMap { of($0) }
        found += (disc.facts(UDFFacts.self)?.structures ?? []).flatMap { of($0) }
        found += (disc.facts(HFSFacts.self)?.structures ?? []).flatMap { of($0) }
        found += ofVideo(in: disc)
        if let rest = disc.facts(ElToritoFacts.self)?.catalog?.rest {
            found.append(FieldBytes("catalog/rest", rest.offset, rest.count))
        }
        return found.filter { $0.length > 0 && $0.offset + UInt64($0.length) <= disc.size }
    }

    /// What players of DVD-Video and Blu-ray go by: the heads of their small files, and all other bytes of them.
    private static func ofVideo(in disc: Disc) -> [FieldBytes] {
        var found = (disc.facts(DVDVideoFacts.self)?.structures ?? []).flatMap { of($0) }
        found += (disc.facts(BluRayFacts.self)?.structures ?? []).flatMap { of($0) }
        let tables = (disc.facts(DVDVideoFacts.self)?.sets ?? []).flatMap(\.copies)
        for table in tables {
            for part in table.tables {
                guard let at = table.file.offset(of: part.first) else { continue }
                found.append(FieldBytes("DVD/table of \(part.name)", at, 24))
            }
        }
        for copy in (disc.facts(BluRayFacts.self)?.pairs ?? []).flatMap(\.copies) where copy.file.size > 40 {
            guard let at = copy.file.offset(of: 40) else { continue }
            found.append(
                FieldBytes("BD/\(copy.kind.identifier) parts", at, Int(min(copy.file.size - 40, 200))))
        }
        return found
    }

    /// What firmware and loaders go by: partition tables, FAT file systems, the boot catalog with its images, and headers of programs.
    static func ofBoot(in disc: Disc) -> [FieldBytes] {
        var found = (disc.facts(SystemAreaFacts.self)?.structures ?? []).flatMap { of($0) }
        let tables = disc.facts(GUIDPartitionTableFacts.self)?.tables ?? []
        found += tables.dropFirst().flatMap { of($0) }
        found += (disc.facts(ElToritoFacts.self)?.structures ?? []).flatMap { of($0) }
        if disc.facts(SystemAreaFacts.self)?.partitions.isEmpty == false {
            found.append(FieldBytes("MBR/signature", 510, 2))
        }
        for fat in fats(in: disc) { found += fields(of: fat) }
        return Array(Set(found)).filter { $0.length > 0 && $0.offset + UInt64($0.length) <= disc.size }
            .sorted { ($0.offset, $0.name) < ($1.offset, $1.name) }
    }

    private static func fats(in disc: Disc) -> [FATFacts] {
        disc.nested.flatMap { ($0.disc.facts(FATFacts.self).map { [$0] } ?? []) + fats(in: $0.disc) }
    }

    private static func fields(of fat: FATFacts) -> [FieldBytes] {
        let (start, sector) = (fat.window.offset, fat.bootSector)
        func field<Coding>(_ field: Field<Coding>, at: UInt64 = 0) -> FieldBytes {
            FieldBytes("FAT/\(field.name)", start + at + UInt64(field.offset), field.length)
        }
        var found = [
            field(FATBootSector.bytesPerSector), field(FATBootSector.sectorsPerCluster),
            field(FATBootSector.reservedSectors), field(FATBootSector.tableCount),
            field(FATBootSector.rootEntries), field(FATBootSector.totalSectors16),
            field(FATBootSector.media), field(FATBootSector.tableSectors16),
            field(FATBootSector.totalSectors32), field(FATBootSector.signature),
        ]
        // The entries of clusters that are used, and some that are free.
        let used = min(UInt64(fat.usedClusters) + 16, sector.clusterCount)
        let length = min(sector.tableLength, (used * UInt64(sector.width) + 7) / 8)
        for number in 0..<min(2, Int(sector[FATBootSector.tableCount])) {
            found.append(FieldBytes("FAT/table \(number + 1)", start + sector.table(number), Int(length)))
        }
        let tree = fat.tree
        for node in tree.nodes.dropFirst() where node.record >= 0 {
            let at = UInt64(node.record) * UInt64(FATEntry.length)
            let kind = node.kind == .directory ? "directory" : "file"
            for (name, from, length) in [
                ("name", 0, 11), ("attributes", 11, 1), ("firstCluster", 26, 2), ("fileSize", 28, 4),
            ] { found.append(FieldBytes("FAT/\(kind)/\(name)", at + UInt64(from), length)) }
            if node.kind == .file, let first = tree.extents(of: node).first {
                found.append(FieldBytes("PE/headers", first.offset, Int(min(512, first.length))))
            }
        }
        return found
    }

    private static func of(_ structure: any Structure) -> [FieldBytes] {
        let prefix = prefix(of: structure)
        // What the system use area holds is told entry by entry.
        let isRecord = structure is DirectoryRecord
        return structure.fields.filter { !isRecord || $0.name != "systemUse" }.flatMap(\.recordings).map {
            FieldBytes(prefix + $0.name, structure.offset + UInt64($0.offset), $0.length)
        }
    }

    /// Structures of one kind have one name, or the names of a thousand files would hide everything else.
    private static func prefix(of structure: any Structure) -> String {
        switch structure {
        case let record as DirectoryRecord:
            record.isSelf
                ? "record(self)/"
                : record.isParent
                    ? "record(parent)/" : record.isDirectory ? "record(directory)/" : "record(file)/"
        case let entry as BootCatalogEntry:
            switch entry.role {
            case .validation: "catalog(validation)/"
            case .initial: "catalog(initial)/"
            case .sectionHeader: "catalog(section)/"
            case .sectionEntry: "catalog(entry)/"
            case .sectionExtension: "catalog(extension)/"
            }
        case is BootImage: ""
        default: structure.prefix
        }
    }

    /// The part of a record's system use area in which no entries were found.
    private static func systemUseRest(of slot: Int, in tree: ISOTree) -> [FieldBytes] {
        let rest = tree.unreadSystemUse(slot)
        let name = tree.sharing == nil ? "record/systemUse" : "record/systemUseRest"
        return [FieldBytes(name, rest.offset, rest.bytes.count)]
    }

    /// What a directory's sectors hold behind its records.
    private static func slack(of directory: Int, in tree: ISOTree) -> [FieldBytes] {
        let extent = tree.directories[directory]
        var ends: [UInt64: UInt64] = [:]
        for slot in tree.slots(of: directory) {
            let end = tree.offset(ofRecord: slot) + UInt64(tree.record(slot).length)
            let sector = (end - 1) / .sector
            ends[sector] = max(ends[sector] ?? 0, end)
        }
        return ends.map { sector, end in
            let limit = min((sector + 1) * .sector, extent.offset + UInt64(extent.length))
            return FieldBytes("directory/slack", end, Int(max(end, limit) - end))
        }
    }
}
