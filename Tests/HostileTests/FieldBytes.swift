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
        if let rest = disc.facts(ElToritoFacts.self)?.catalog?.rest {
            found.append(FieldBytes("catalog/rest", rest.offset, rest.count))
        }
        return found.filter { $0.length > 0 && $0.offset + UInt64($0.length) <= disc.size }
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
