import DiscModel
import FileSystems

/// A named run of bytes of the structure of an image: what one bit can be flipped in, and told by name.
struct Field: Sendable, Hashable {
    /// Structure and field in the words of the standard; the halves of a number recorded twice are two fields.
    let name: String
    let offset: UInt64
    let length: Int

    init(_ name: String, _ offset: UInt64, _ length: Int) {
        self.name = name
        self.offset = offset
        self.length = length
    }

    /// All fields of a disc that lie inside of it, each byte at most once for each structure that claims it.
    static func all(of disc: Disc) -> [Field] {
        var fields: [Field] = []
        for descriptor in disc.facts(ISO9660Facts.self)?.descriptors ?? [] { fields += of(descriptor) }
        for tree in disc.facts(ISO9660Facts.self)?.isoTrees ?? [] {
            for table in tree.pathTables { fields += of(table) }
            for slot in tree.slots.indices { fields += of(record: slot, in: tree) }
            for directory in tree.directories.indices { fields += slack(of: directory, in: tree) }
            for file in tree.zisofsFiles { fields += of(file) }
        }
        if let torito = disc.facts(ElToritoFacts.self) { fields += of(torito) }
        return fields.filter { $0.length > 0 && $0.offset + UInt64($0.length) <= disc.size }
    }
}

/// Fields of one record, written down one after another.
struct FieldList {
    private let prefix: String
    private let base: UInt64
    private(set) var fields: [Field] = []

    init(_ prefix: String, at base: UInt64) {
        self.prefix = prefix
        self.base = base
    }

    mutating func add(_ name: String, _ at: Int, _ length: Int) {
        fields.append(Field("\(prefix)/\(name)", base + UInt64(at), length))
    }

    /// A number in both byte orders.
    mutating func both(_ name: String, _ at: Int, _ width: Int) {
        add("\(name)[little]", at, width)
        add("\(name)[big]", at + width, width)
    }
}

// MARK: Descriptors (ECMA-119, 8)

extension Field {
    private static func of(_ descriptor: VolumeDescriptor) -> [Field] {
        var list = FieldList(descriptor.tag, at: descriptor.offset)
        list.add("type", 0, 1)
        list.add("standardIdentifier", 1, 5)
        list.add("version", 6, 1)
        switch descriptor.kind {
        case .primary, .supplementary, .enhanced: addVolume(descriptor, &list)
        case .bootRecord:
            list.add("bootSystemIdentifier", 7, 32)
            list.add("unused", 39, 32)
            list.add("bootCatalogPointer", 71, 4)
            list.add("unused", 75, 1973)
        default: list.add("reserved", 7, 2041)
        }
        return list.fields
    }

    private static func addVolume(_ descriptor: VolumeDescriptor, _ list: inout FieldList) {
        list.add(descriptor.kind == .primary ? "unused[7]" : "volumeFlags", 7, 1)
        list.add("unused[72]", 72, 8)
        list.both("volumeSpaceSize", 80, 4)
        list.add(descriptor.kind == .primary ? "unused[88]" : "escapeSequences", 88, 32)
        list.both("volumeSetSize", 120, 2)
        list.both("volumeSequenceNumber", 124, 2)
        list.both("logicalBlockSize", 128, 2)
        list.both("pathTableSize", 132, 4)
        list.add("typeLPathTable", 140, 4)
        list.add("optionalTypeLPathTable", 144, 4)
        list.add("typeMPathTable", 148, 4)
        list.add("optionalTypeMPathTable", 152, 4)
        var root = FieldList("\(descriptor.tag)/rootDirectoryRecord", at: descriptor.offset + 156)
        addFixed(&root)
        root.add("identifier", 33, 1)
        for text in VolumeDescriptor.TextField.identifiers + VolumeDescriptor.TextField.fileIdentifiers {
            list.add(text.name, text.range.lowerBound, text.range.count)
        }
        for date in VolumeDescriptor.DateField.all { list.add(date.name, date.range.lowerBound, 17) }
        list.add("fileStructureVersion", 881, 1)
        list.add("reserved[882]", 882, 1)
        list.add("applicationUse", 883, 512)
        list.add("reserved[1395]", 1395, 653)
        for field in root.fields { list.append(field) }
    }

    /// The fields of a directory record before its identifier (9.1).
    private static func addFixed(_ list: inout FieldList) {
        list.add("length", 0, 1)
        list.add("extendedAttributeLength", 1, 1)
        list.both("extent", 2, 4)
        list.both("dataLength", 10, 4)
        list.add("date", 18, 6)
        list.add("dateZone", 24, 1)
        list.add("flags", 25, 1)
        list.add("fileUnitSize", 26, 1)
        list.add("interleaveGap", 27, 1)
        list.both("sequence", 28, 2)
        list.add("identifierLength", 32, 1)
    }
}

extension FieldList {
    mutating func append(_ field: Field) { fields.append(field) }
}

// MARK: Path tables and directories

extension Field {
    /// 9.4.
    private static func of(_ table: PathTable) -> [Field] {
        var fields: [Field] = []
        for record in table.records {
            var list = FieldList(
                "pathTable[\(table.order.rawValue)]", at: table.sector.offset + UInt64(record.at))
            let length = Int(record.identifierLength)
            list.add("identifierLength", 0, 1)
            list.add("extendedAttributeLength", 1, 1)
            list.add("extent", 2, 4)
            list.add("parent", 6, 2)
            list.add("identifier", 8, length)
            if record.padding != nil { list.add("padding", 8 + length, 1) }
            fields += list.fields
        }
        return fields
    }

    /// 9.1, and the system use entries wherever they lie.
    private static func of(record slot: Int, in tree: ISOTree) -> [Field] {
        let record = tree.record(slot)
        let kind =
            record.isSelf ? "self" : record.isParent ? "parent" : record.isDirectory ? "directory" : "file"
        var list = FieldList("record(\(kind))", at: record.offset)
        addFixed(&list)
        let identifier = Int(record.identifierLength)
        list.add("identifier", 33, identifier)
        if identifier % 2 == 0, 33 + identifier < Int(record.length) {
            list.add("padding", 33 + identifier, 1)
        }
        var fields = list.fields
        let area = tree.systemUseArea(slot)
        let areaStart = record.offset + UInt64(Int(record.length) - area.count)
        var used = areaStart
        for entry in tree.sharing == nil ? [] : tree.entries(slot) {
            fields += of(entry)
            let end = entry.offset + UInt64(entry.bytes.count)
            if entry.offset >= areaStart, end <= areaStart + UInt64(area.count) { used = max(used, end) }
        }
        let rest = Int(areaStart + UInt64(area.count) - used)
        if rest > 0 {
            fields.append(
                Field(tree.sharing == nil ? "record/systemUse" : "record/systemUseRest", used, rest))
        }
        return fields
    }

    /// What a directory's sectors hold behind its records.
    private static func slack(of directory: Int, in tree: ISOTree) -> [Field] {
        let extent = tree.directories[directory]
        var fields: [Field] = []
        var ends: [UInt64: UInt64] = [:]
        for slot in tree.slots(of: directory) {
            let end = tree.offset(ofRecord: slot) + UInt64(tree.record(slot).length)
            let sector = (end - 1) / 2048
            ends[sector] = max(ends[sector] ?? 0, end)
        }
        for (sector, end) in ends {
            let limit = min((sector + 1) * 2048, extent.offset + UInt64(extent.length))
            if limit > end { fields.append(Field("directory/slack", end, Int(limit - end))) }
        }
        return fields
    }
}

// MARK: System use (SUSP, RRIP, zisofs)

extension Field {
    private static func of(_ entry: SystemUseEntry) -> [Field] {
        var list = FieldList("\(entry.signature)", at: entry.offset)
        list.add("signature", 0, 2)
        list.add("length", 2, 1)
        list.add("version", 3, 1)
        let length = entry.bytes.count
        func numbers(_ names: [String]) {
            for (index, name) in names.enumerated() where 12 + 8 * index <= length {
                list.both(name, 4 + 8 * index, 4)
            }
        }
        switch entry.signature {
        case .px: numbers(["mode", "links", "user", "group", "serial"])
        case .pn: numbers(["high", "low"])
        case .ce: numbers(["block", "offset", "length"])
        case .cl, .pl: numbers(["location"])
        case .tf:
            list.add("flags", 4, min(1, length - 4))
            var at = 5
            for date in RockRidge.dates(of: entry) {
                list.add(date.name, at, date.bytes.count)
                at += date.bytes.count
            }
            list.add("rest", at, max(0, length - at))
        case .nm, .sl:
            list.add("flags", 4, min(1, length - 4))
            list.add("content", 5, max(0, length - 5))
        case .sp:
            list.add("check", 4, 2)
            list.add("skip", 6, 1)
        case .er:
            list.add("lengths", 4, 3)
            list.add("extensionVersion", 7, 1)
            list.add("text", 8, max(0, length - 8))
        case .zf where length >= 16:
            list.add("algorithm", 4, 2)
            list.add("headerSize", 6, 1)
            list.add("blockSize", 7, 1)
            list.both("uncompressedSize", 8, 4)
        default: list.add("payload", 4, max(0, length - 4))
        }
        return list.fields
    }

    private static func of(_ file: ZisofsFile) -> [Field] {
        var list = FieldList("zisofsHeader", at: file.head.offset)
        list.add("magic", 0, 8)
        list.add("uncompressedSize", 8, 4)
        list.add("headerSize", 12, 1)
        list.add("blockSize", 13, 1)
        list.add("reserved", 14, 2)
        list.add("pointers", 16, max(0, file.head.bytes.count - 16))
        return list.fields
    }
}

// MARK: El Torito

extension Field {
    private static func of(_ torito: ElToritoFacts) -> [Field] {
        var fields: [Field] = []
        for entry in torito.catalog?.entries ?? [] {
            switch entry.role {
            case .validation: fields += validation(entry)
            case .sectionHeader: fields += header(entry)
            case .initial, .sectionEntry: fields += boot(entry)
            case .sectionExtension: fields.append(Field("catalog(extension)", entry.sector.offset, 32))
            }
        }
        if let rest = torito.catalog?.rest {
            fields.append(Field("catalog/rest", rest.offset, rest.bytes.count))
        }
        for image in torito.images {
            guard image.bootInfo != nil else { continue }
            var list = FieldList("bootInfoTable", at: image.offset)
            list.add("descriptorBlock", 8, 4)
            list.add("imageBlock", 12, 4)
            list.add("imageLength", 16, 4)
            list.add("checksum", 20, 4)
            list.add("reserved", 24, 40)
            fields += list.fields
        }
        return fields
    }

    private static func validation(_ entry: BootCatalogEntry) -> [Field] {
        var list = FieldList("catalog(validation)", at: entry.sector.offset)
        list.add("headerId", 0, 1)
        list.add("platform", 1, 1)
        list.add("reserved", 2, 2)
        list.add("id", 4, 24)
        list.add("checksum", 28, 2)
        list.add("key", 30, 2)
        return list.fields
    }

    private static func header(_ entry: BootCatalogEntry) -> [Field] {
        var list = FieldList("catalog(section)", at: entry.sector.offset)
        list.add("headerIndicator", 0, 1)
        list.add("platform", 1, 1)
        list.add("entries", 2, 2)
        list.add("id", 4, 28)
        return list.fields
    }

    private static func boot(_ entry: BootCatalogEntry) -> [Field] {
        var list = FieldList(
            entry.role == .initial ? "catalog(initial)" : "catalog(entry)", at: entry.sector.offset)
        list.add("bootIndicator", 0, 1)
        list.add("mediaType", 1, 1)
        list.add("loadSegment", 2, 2)
        list.add("systemType", 4, 1)
        list.add("unused", 5, 1)
        list.add("sectorCount", 6, 2)
        list.add("loadRBA", 8, 4)
        list.add(entry.role == .initial ? "rest" : "selectionCriteria", 12, 20)
        return list.fields
    }
}
