public import Bytes
public import DiscModel
public import Readers

/// Reads what a player reads of a DVD-Video before it plays: the files of VIDEO_TS, the tables that open each IFO and BUP, and the first and
/// last sector of each VOB (DVD Specifications for Read-Only Disc, part 3).
public struct DVDVideo: WindowReader {
    public static let roles: Set<InnerWindow.Role> = [.disc, .volume]
    public static let needs: [any Facts.Type] = [ISO9660Facts.self, UDFFacts.self]

    /// Bytes read of one IFO, which have less than one million, and of all of them.
    private static let longest: UInt64 = 4 << 20
    private static let budget: UInt64 = 256 << 20

    public init() {}

    public func read(_ context: WindowContext) -> DVDVideoFacts? {
        for kind in TreeKind.byPreference {
            guard let tree = context.known.tree(kind), let directory = Self.directory(of: tree) else {
                continue
            }
            var reading = Reading(window: context.window)
            let sets = reading.sets(Self.files(in: directory, of: tree))
            guard !sets.isEmpty else { continue }
            let place = Place(tree: kind, path: tree.path(of: directory))
            return DVDVideoFacts(directory: place, tree: kind, sets: sets, gaps: reading.gaps)
        }
        return nil
    }

    private static func directory(of tree: FileTree) -> Int? {
        tree.nodes.indices.dropFirst().first {
            tree.nodes[$0].parent == 0 && tree.nodes[$0].kind == .directory
                && name(of: $0, in: tree) == "VIDEO_TS"
        }
    }

    /// A name without what only ISO 9660 adds to it.
    private static func name(of node: Int, in tree: FileTree) -> String {
        String(tree.displayName(of: tree.nodes[node]).text.uppercased().prefix { $0 != ";" })
    }

    /// The files that belong to DVD-Video, each name once.
    private static func files(in directory: Int, of tree: FileTree) -> [String: DVDFile] {
        var files: [String: DVDFile] = [:]
        for index in tree.nodes.indices.dropFirst() {
            let node = tree.nodes[index]
            guard node.parent == directory, node.kind == .file, node.nameLength < 64 else { continue }
            let name = name(of: index, in: tree)
            guard DVDName(name) != nil, files[name] == nil else { continue }
            let extents = tree.extents(of: node).filter { $0.length > 0 }
            files[name] = DVDFile(
                path: tree.path(of: index), tree: tree.kind, size: node.size, extents: extents)
        }
        return files
    }

    // MARK: Content

    private struct Reading {
        let window: Window
        var gaps: [Gap] = []
        private var left = DVDVideo.budget

        init(window: Window) { self.window = window }

        mutating func sets(_ files: [String: DVDFile]) -> [DVDTitleSet] {
            var sets: [Int: DVDTitleSet] = [:]
            for (name, file) in files.sorted(by: { $0.key < $1.key }) {
                guard let parts = DVDName(name) else { continue }
                var set = sets[parts.set] ?? DVDTitleSet(number: parts.set)
                switch parts.kind {
                case .information: set.file = file
                case .backup: set.copy = file
                case .object(0): set.menu = file.size > 0 ? object(file, 0) : nil
                case .object(let number): set.titles.append(object(file, number))
                }
                sets[parts.set] = set
            }
            return sets.values.sorted { $0.number < $1.number }.map { read($0) }
        }

        /// IFO and BUP, held against each other.
        private mutating func read(_ set: DVDTitleSet) -> DVDTitleSet {
            var set = set
            let one = set.file.flatMap { bytes(of: $0) }
            let other = set.copy.flatMap { bytes(of: $0) }
            if let file = set.file, let one {
                set.information = DVDInformation(one, file, isManager: set.number == 0)
            }
            if let file = set.copy, let other {
                set.backup = DVDInformation(other, file, isManager: set.number == 0)
            }
            if let file = set.file, let one, let other, one != other {
                let unlike = zip(one, other).reduce(0 as UInt64) { $1.0 == $1.1 ? $0 : $0 + 1 }
                let common = min(one.count, other.count)
                let first = UInt64(zip(one, other).enumerated().first { $1.0 != $1.1 }?.offset ?? common)
                set.difference = DVDDifference(
                    first: first, offset: file.offset(of: first),
                    count: unlike + UInt64(max(one.count, other.count) - common))
            }
            return set
        }

        /// All bytes of an IFO or BUP; nil where they are not all there.
        private mutating func bytes(of file: DVDFile) -> [UInt8]? {
            guard file.size <= DVDVideo.longest, file.size <= left else {
                gaps.append(
                    Gap(.limit, .content, at: file.place, "\(file.size) bytes are too many for an IFO"))
                return nil
            }
            left -= file.size
            var bytes: [UInt8] = []
            for extent in file.extents where UInt64(bytes.count) < file.size {
                let wanted = min(extent.length, file.size - UInt64(bytes.count))
                guard let part = part(extent.offset, Int(wanted), of: file) else { return nil }
                bytes += part
            }
            return UInt64(bytes.count) == file.size ? bytes : nil
        }

        private mutating func object(_ file: DVDFile, _ number: Int) -> DVDVideoObject {
            let last = (max(1, file.sectors) - 1).times(.sector)
            return DVDVideoObject(
                file: file, number: number, first: head(0, of: file),
                last: file.size >= last.adding(DVDPack.length) ? head(last, of: file) : nil)
        }

        /// What a sector of a VOB begins with.
        private mutating func head(_ byte: UInt64, of file: DVDFile) -> Record? {
            guard let at = file.offset(of: byte), let bytes = part(at, Int(DVDPack.length), of: file) else {
                return nil
            }
            return Record(offset: at, bytes)
        }

        /// Bytes of the disc. What lies behind its end is told by the rules for the directory that leads there.
        private mutating func part(_ offset: UInt64, _ count: Int, of file: DVDFile) -> [UInt8]? {
            let base = window.placed(0)
            guard offset >= base, offset.adding(UInt64(count)) <= base.adding(window.size) else { return nil }
            let got = window.part(offset - base, count, for: .content, file.place, gaps: &gaps)
            return got.count == count ? Array(got.bytes) : nil
        }
    }
}

/// What the name of a file says of it: VIDEO_TS.IFO, VTS_nn_0.BUP, VTS_nn_m.VOB.
struct DVDName {
    enum Kind {
        case information, backup
        /// A VOB: 0 for menus, else the number among those of the titles.
        case object(Int)
    }

    let set: Int
    let kind: Kind

    init?(_ name: String) {
        let bytes = Array(name.utf8)
        let extension3 = String(name.suffix(4))
        let number: Int
        if name.hasPrefix("VIDEO_TS."), bytes.count == 12 {
            (set, number) = (0, 0)
        } else if name.hasPrefix("VTS_"), bytes.count == 12, bytes[6] == 0x5F,
            let digits = Int(String(decoding: bytes[4..<6], as: UTF8.self)), 1...99 ~= digits,
            let part = Int(String(decoding: bytes[7..<8], as: UTF8.self)), 0...9 ~= part
        {
            (set, number) = (digits, part)
        } else {
            return nil
        }
        switch extension3 {
        case ".IFO" where number == 0: kind = .information
        case ".BUP" where number == 0: kind = .backup
        case ".VOB": kind = .object(number)
        default: return nil
        }
    }
}

/// What each sector of a VOB begins with (ISO/IEC 13818-1, 2.5.3.3; DVD-Video: navigation pack).
public enum DVDPack {
    /// Bytes that are kept of a sector.
    static let length: UInt64 = 64

    public static func isPack(_ head: Record) -> Bool { head.u32be(0) == 0x0000_01BA }

    /// The sector of a navigation pack as it says itself, counted in the VOBs of the set; nil for any other pack.
    public static func address(_ head: Record) -> UInt32? {
        guard isPack(head), head.u32be(14) == 0x0000_01BB, head.u32be(38) == 0x0000_01BF, head.u8(44) == 0
        else { return nil }
        return head.u32be(45)
    }
}
