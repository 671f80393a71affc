import Bytes
public import DiscModel
public import Readers

/// Reads what a player reads of a DVD-Video before it plays: the files of VIDEO_TS, the tables that open each IFO and BUP, and the first and
/// last sector of each VOB (DVD Specifications for Read-Only Disc, part 3).
public struct DVDVideo: WindowReader {
    public static let roles: Set<InnerWindow.Role> = [.disc, .volume]
    public static let needs: [any Facts.Type] = [ISO9660Facts.self, UDFFacts.self]

    public init() {}

    public func read(_ context: WindowContext) -> DVDVideoFacts? {
        for kind in TreeKind.byPreference {
            guard let tree = context.known.tree(kind), let directory = tree.directory("VIDEO_TS") else {
                continue
            }
            var reading = Reading(contents: VideoContents(of: context.window))
            let sets = reading.sets(tree.files(in: directory) { DVDName($0) != nil })
            guard !sets.isEmpty else { continue }
            let place = Place(tree: kind, path: tree.path(of: directory))
            return DVDVideoFacts(directory: place, tree: kind, sets: sets, gaps: reading.contents.gaps)
        }
        return nil
    }

    // MARK: Content

    private struct Reading {
        var contents: VideoContents

        mutating func sets(_ files: [String: VideoFile]) -> [DVDTitleSet] {
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
            let one = set.file.flatMap { contents.bytes(of: $0, "an IFO") }
            let other = set.copy.flatMap { contents.bytes(of: $0, "a BUP") }
            if let file = set.file, let one {
                set.information = DVDInformation(one, file, isManager: set.number == 0)
            }
            if let file = set.copy, let other {
                set.backup = DVDInformation(other, file, isManager: set.number == 0)
            }
            if let file = set.file, let one, let other {
                set.difference = VideoDifference(one, other, of: file)
            }
            return set
        }

        /// A VOB, with what its first and its last sector begin with.
        private mutating func object(_ file: VideoFile, _ number: Int) -> DVDVideoObject {
            let last = (max(1, file.sectors) - 1).times(.sector)
            return DVDVideoObject(
                file: file, number: number, first: contents.head(0, DVDPack.length, of: file),
                last: file.size >= last.adding(DVDPack.length)
                    ? contents.head(last, DVDPack.length, of: file) : nil)
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
