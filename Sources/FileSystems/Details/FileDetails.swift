import Bytes
public import DiscModel

/// What a file system says of a file besides its name and content: whose it is, who may what, and when.
public struct FileDetails: Sendable, Hashable {
    /// What happened to the file at a time.
    public enum Event: String, Sendable, CaseIterable { case modified, accessed, changed, created, backedUp }

    /// What the file is, by the letters of the Sleuth Kit: r d l b c p s.
    public var letter: String
    /// A number that only this file of the tree has: that of its record where the file system gives none.
    public var number: UInt64?
    /// Twelve bits of permissions, as POSIX has them.
    public var mode: UInt32?
    public var user, group, links: UInt32?
    public var times: [Event: FileTime] = [:]
    /// Where a symbolic link leads.
    public var target: [UInt8]?

    init(_ kind: FileTree.NodeKind) {
        letter =
            switch kind {
            case .directory: "d"
            case .symbolicLink: "l"
            case .device: "b"
            case .file, .associated: "r"
            }
    }
}

/// Tells what the file systems of a disc say of its files.
public struct FileDetailsSource: Sendable {
    private let recorded: [TreeKind: ISOTree]

    public init(_ disc: Disc) {
        // Of two trees of one kind nobody can tell whose a record is.
        recorded = Dictionary(grouping: disc.facts(ISO9660Facts.self)?.isoTrees ?? [], by: \.kind)
            .compactMapValues { $0.count == 1 ? $0.first : nil }
    }

    public func details(of index: Int, in tree: FileTree) -> FileDetails {
        let node = tree.nodes[index]
        var details = FileDetails(node.kind)
        let bytes = tree.details(of: index)
        switch tree.kind {
        case .udf: UDFDetails.read(Record(bytes), &details)
        case .hfs, .hfsplus:
            HFSDetails.read(Record(bytes), isPlus: tree.kind == .hfsplus, &details)
        case .fat: FATDetails.read(Record(bytes), node, &details)
        case .iso9660, .rockridge, .joliet, .enhanced, .supplementary:
            guard let records = recorded[tree.kind.records], records.slots.indices ~= Int(node.record) else {
                break
            }
            ISODetails.read(
                Int(node.record), in: records, isRockRidge: tree.kind == .rockridge, &details)
        }
        return details
    }
}

/// What directory records (ECMA-119, 9.1) and Rock Ridge (RRIP 1.12, 4.1) say.
enum ISODetails {
    static func read(_ slot: Int, in tree: ISOTree, isRockRidge: Bool, _ details: inout FileDetails) {
        // As Linux numbers files that have no number of their own.
        details.number = tree.offset(ofRecord: slot) / 32
        // The only date is that of the content to all who show it (9.1.5).
        details.times[.modified] = FileTime(tree.record(slot).date)
        guard isRockRidge else { return }
        let entries = tree.entries(slot)
        if let posix = entries.first(where: { $0.signature == .px }).map({ PosixAttributes($0) }) {
            details.mode = posix.mode.read & 0o7777
            (details.user, details.group) = (posix.user.read, posix.group.read)
            details.links = posix.links.read
            if let serial = posix.serial?.read, serial > 0 { details.number = UInt64(serial) }
            details.letter = letter(posix.type) ?? details.letter
        }
        details.target = RockRidge.target(in: entries)
        let names: [String: FileDetails.Event] = [
            "creation": .created, "modify": .modified, "access": .accessed, "attributes": .changed,
            "backup": .backedUp,
        ]
        for entry in entries where entry.signature == .tf {
            for (name, bytes) in RockRidge.dates(of: entry) {
                guard let event = names[name] else { continue }
                let time =
                    bytes.count == 17 ? FileTime(LongDate(bytes: bytes)) : FileTime(ShortDate(bytes))
                if let time { details.times[event] = time }
            }
        }
    }

    private static func letter(_ type: PosixAttributes.FileType?) -> String? {
        switch type {
        case .fifo: "p"
        case .characterDevice: "c"
        case .blockDevice: "b"
        case .socket: "s"
        default: nil
        }
    }
}

/// What directory entries of FAT say (FAT 1.03, directory): times by the clock of the writer, whose zone nobody knows.
enum FATDetails {
    static func read(_ entry: Record, _ node: FileTree.Node, _ details: inout FileDetails) {
        guard entry.count == FATEntry.length else { return }
        if node.record > 0 { details.number = UInt64(node.record) }
        details.times[.modified] = time(entry.u16le(24), entry.u16le(22), precision: 2)
        details.times[.accessed] = time(entry.u16le(18), 0, precision: 86_400)
        // Hundredths of the two seconds.
        let hundredths = Int(min(199, entry.u8(13)))
        details.times[.created] = time(
            entry.u16le(16), entry.u16le(14), precision: 1, hundredths: hundredths)
    }

    private static func time(_ date: UInt16, _ time: UInt16, precision: Int, hundredths: Int = 0) -> FileTime?
    {
        guard date != 0 else { return nil }
        return FileTime(
            year: 1_980 + Int(date >> 9), month: Int(date >> 5 & 15), day: Int(date & 31),
            hour: Int(time >> 11), minute: Int(time >> 5 & 63),
            second: Int(time & 31) * 2 + hundredths / 100, nanoseconds: hundredths % 100 * 10_000_000,
            zone: nil, precision: precision)
    }
}
