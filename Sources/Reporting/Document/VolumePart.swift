import Bytes
import DiscModel
import FileSystems
import Rules

/// The file systems of the disc, each as its descriptor presents it.
enum VolumePart {
    static func all(in disc: Disc) -> [Document] {
        let others =
            (disc.facts(UDFFacts.self).map { [volume($0)] } ?? [])
            + (disc.facts(HFSFacts.self).map { [volume($0)] } ?? [])
        guard let iso = disc.facts(ISO9660Facts.self) else { return others }
        var views = iso.trees[...]
        var volumes: [Document] = []
        for tree in iso.isoTrees {
            let view = views.popFirst()
            let rockRidge = views.first?.kind == .rockridge ? views.popFirst() : nil
            volumes.append(volume(tree, view, rockRidge))
        }
        let further = disc.facts(FurtherVolumesFacts.self)?.volumes ?? []
        return volumes + iso.descriptors.compactMap(foreign) + disc.unreadFileSystems.map(unread)
            + others + further.map(Self.further)
    }

    private static func volume(_ udf: UDFFacts) -> Document {
        Document {
            $0.add("kind", TreeKind.udf.rawValue)
            $0.add("identifier", DisplayName(udf.label))
            $0.add("revision", udf.revision)
            $0.add("blocks", udf.blockCount)
            $0.add("blockSize", udf.blockSize)
            $0.add("files", udf.files)
            $0.add("directories", udf.directories - min(1, udf.directories))
        }
    }

    private static func volume(_ hfs: HFSFacts) -> Document {
        Document {
            $0.add("kind", hfs.tree.kind.rawValue)
            $0.add("identifier", hfs.label)
            $0.add("blocks", hfs.header.blockCount)
            $0.add("blockSize", hfs.header.blockSize)
            $0.add("files", hfs.files)
            $0.add("directories", hfs.folders)
            $0.add("caseSensitive", hfs.isCaseSensitive ? true : nil)
            $0.add("compressedFiles", hfs.compressed.isEmpty ? nil : hfs.compressed.count)
        }
    }

    /// A volume of a standard that is recognised and named, but not read.
    private static func foreign(_ descriptor: VolumeDescriptor) -> Document? {
        guard case .foreign(let name) = descriptor.kind else { return nil }
        return Document {
            $0.add("kind", "foreign")
            $0.add("name", name)
            $0.add("descriptorLBA", descriptor.place(VolumeDescriptor.whole).lba?.number)
        }
    }

    /// The same of one that has no descriptor of ISO 9660's kind: UDF, HFS.
    private static func unread(_ name: String) -> Document {
        Document {
            $0.add("kind", "foreign")
            $0.add("name", name)
        }
    }

    /// A volume beside the one of sector 16: another session, a partition, an image in the image.
    private static func further(_ volume: FurtherVolume) -> Document {
        Document {
            $0.add("kind", "further")
            $0.add("descriptorLBA", volume.place.lba?.number)
            $0.add("startLBA", volume.start.number)
            $0.add(
                "countedFrom",
                volume.reading == .image ? "image" : volume.reading == .ownStart ? "start" : "unknown")
            add(labels: volume.primary, to: &$0)
            $0.add("fileExtents", volume.files)
            $0.add("sharedExtents", volume.sharedFiles)
            add(texts, of: volume.primary, to: &$0)
            add(dates, of: volume.primary, to: &$0)
        }
    }

    private static func add(labels descriptor: VolumeDescriptor, to document: inout Document) {
        document.add("identifier", descriptor.display(.volume))
        document.add("blocks", descriptor.volumeSpaceSize.read)
        document.add("blockSize", descriptor.logicalBlockSize.read)
    }

    private static func volume(_ tree: ISOTree, _ view: FileTree?, _ rockRidge: FileTree?) -> Document {
        let descriptor = tree.descriptor
        return Document {
            $0.add("kind", tree.kind.rawValue)
            $0.add("jolietLevel", descriptor.jolietLevel)
            $0.add("descriptorLBA", descriptor.place(VolumeDescriptor.whole).lba?.number)
            add(labels: descriptor, to: &$0)
            $0.add("files", view.map(Census.init)?.files)
            $0.add("directories", view.map(Census.init)?.directories)
            add(texts, of: descriptor, to: &$0)
            add(dates, of: descriptor, to: &$0)
            $0.add("rockRidge", rockRidge.map { Census($0).document })
        }
    }

    private static let texts: [(String, VolumeDescriptor.TextField)] = [
        ("system", .system), ("volumeSet", .volumeSet), ("publisher", .publisher), ("preparer", .preparer),
        ("application", .application), ("copyrightFile", .copyright), ("abstractFile", .abstract),
        ("bibliographicFile", .bibliographic),
    ]

    private static func add(
        _ texts: [(String, VolumeDescriptor.TextField)], of descriptor: VolumeDescriptor,
        to document: inout Document
    ) {
        for (name, field) in texts {
            let text = descriptor.display(field)
            if !text.text.isEmpty { document.add(name, text) }
        }
    }

    private static let dates: [(String, VolumeDescriptor.DateField)] = [
        ("created", .creation), ("modified", .modification), ("expires", .expiration),
        ("effective", .effective),
    ]

    private static func add(
        _ dates: [(String, VolumeDescriptor.DateField)], of descriptor: VolumeDescriptor,
        to document: inout Document
    ) {
        for (name, field) in dates {
            let date = descriptor.date(field)
            if date.isUnset || date.isLooselyUnset { continue }
            document.add(name, iso8601(date) ?? DisplayName(date.text, raw: date.bytes))
        }
    }

    /// A real date as ISO 8601 writes it, in the time zone that it names; nil for sixteen characters that are none.
    private static func iso8601(_ date: LongDate) -> DisplayName? {
        guard date.moment != nil, let zone = date.bytes.last else { return nil }
        let digits = date.text.utf8.map { String(UnicodeScalar($0)) }
        func part(_ range: Range<Int>) -> String { digits[range].joined() }
        let minutes = Int(Int8(bitPattern: zone)) * 15
        func two(_ number: Int) -> String { (number < 10 ? "0" : "") + String(number) }
        let offset = (minutes < 0 ? "-" : "+") + two(abs(minutes) / 60) + ":" + two(abs(minutes) % 60)
        return DisplayName(
            "\(part(0..<4))-\(part(4..<6))-\(part(6..<8))T\(part(8..<10)):\(part(10..<12)):\(part(12..<14)).\(part(14..<16))"
                + offset)
    }
}

/// What a tree holds, by kind; the root is not counted.
private struct Census {
    var files = 0
    var directories = 0
    var symbolicLinks = 0
    var devices = 0

    init(_ tree: FileTree) {
        for node in tree.nodes.dropFirst() {
            switch node.kind {
            case .file, .associated: files += 1
            case .directory: directories += 1
            case .symbolicLink: symbolicLinks += 1
            case .device: devices += 1
            }
        }
    }

    var document: Document {
        Document {
            $0.add("files", files)
            $0.add("directories", directories)
            $0.add("symbolicLinks", symbolicLinks)
            $0.add("devices", devices)
        }
    }
}
