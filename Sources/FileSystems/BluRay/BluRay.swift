import Bytes
public import DiscModel
public import Readers

/// Reads what a player reads of a Blu-ray (BDMV) before it plays: which titles there are, what they play, and what is told of each clip;
/// and the copies in BACKUP.
public struct BluRay: WindowReader {
    public static let roles: Set<InnerWindow.Role> = [.disc, .volume]
    public static let needs: [any Facts.Type] = [ISO9660Facts.self, UDFFacts.self]

    /// Clips of all playlists that are kept.
    private static let mostClips = 100_000

    public init() {}

    public func read(_ context: WindowContext) -> BluRayFacts? {
        for kind in TreeKind.byPreference {
            guard let tree = context.known.tree(kind), let directory = tree.directory("BDMV") else {
                continue
            }
            var reading = Reading(contents: VideoContents(of: context.window))
            let backup = tree.directory("BACKUP", in: directory)
            reading.add(tree, in: directory) { $0.file = $1 }
            if let backup { reading.add(tree, in: backup) { $0.copy = $1 } }
            let streams = reading.streams(of: tree, in: directory)
            guard !reading.pairs.isEmpty || !streams.isEmpty else { continue }
            let pairs = reading.readPairs()
            return BluRayFacts(
                directory: Place(tree: kind, path: tree.path(of: directory)), tree: kind, pairs: pairs,
                streams: streams, hasBackup: backup != nil, hasAACS: tree.directory("AACS") != nil,
                gaps: reading.contents.gaps)
        }
        return nil
    }

    // MARK: Names

    // Those of AVCHD have three letters behind the dot, as those that were cut for ISO 9660.
    fileprivate static let streamEndings = [".M2TS", ".MTS", ".M2T"]
    fileprivate static let endings: [BDFileKind: [String]] = [
        .playlist: [".MPLS", ".MPL"], .clip: [".CLPI", ".CPI", ".CLP"],
    ]
    fileprivate static let names: [String: BDFileKind] = [
        "INDEX.BDMV": .index, "INDEX.BDM": .index,
        "MOVIEOBJECT.BDMV": .movieObjects, "MOVIEOBJ.BDM": .movieObjects,
    ]

    /// The number of a file whose name is five digits and one of some endings.
    fileprivate static func number(of name: String, _ endings: [String]) -> Int? {
        let digits = name.prefix(5)
        guard digits.utf8.count == 5, digits.utf8.allSatisfy({ 0x30...0x39 ~= $0 }),
            endings.contains(String(name.dropFirst(5)))
        else { return nil }
        return Int(digits)
    }

    // MARK: Content

    private struct Reading {
        var contents: VideoContents
        private var known: [Key: BDPair] = [:]

        private struct Key: Hashable {
            let kind: BDFileKind
            let number: Int
        }

        init(contents: VideoContents) { self.contents = contents }

        var pairs: [BDPair] {
            known.values.sorted { ($0.kind.rank, $0.number) < ($1.kind.rank, $1.number) }
        }

        /// The files of BDMV or of BACKUP.
        mutating func add(_ tree: FileTree, in directory: Int, _ put: (inout BDPair, VideoFile) -> Void) {
            func take(_ files: [String: VideoFile], _ key: (String) -> Key?) {
                for (name, file) in files.sorted(by: { $0.key < $1.key }) {
                    guard let key = key(name) else { continue }
                    put(&known[key, default: BDPair(kind: key.kind, number: key.number)], file)
                }
            }
            take(tree.files(in: directory) { BluRay.names[$0] != nil }) { name in
                BluRay.names[name].map { Key(kind: $0, number: 0) }
            }
            for (kind, endings) in BluRay.endings {
                guard let name = kind.directory, let folder = tree.directory(name, in: directory) else {
                    continue
                }
                let files = tree.files(in: folder) { BluRay.number(of: $0, endings) != nil }
                contents.noteIfFull(files)
                take(files) { name in
                    BluRay.number(of: name, endings).map { Key(kind: kind, number: $0) }
                }
            }
        }

        /// The streams, by their numbers.
        mutating func streams(of tree: FileTree, in directory: Int) -> [BDStream] {
            guard let folder = tree.directory("STREAM", in: directory) else { return [] }
            let files = tree.files(in: folder) { BluRay.number(of: $0, BluRay.streamEndings) != nil }
            contents.noteIfFull(files)
            var streams: [Int: BDStream] = [:]
            for (name, file) in files.sorted(by: { $0.key < $1.key }) {
                guard let number = BluRay.number(of: name, BluRay.streamEndings), streams[number] == nil
                else { continue }
                streams[number] = BDStream(number: number, file: file)
            }
            return streams.values.sorted { $0.number < $1.number }
        }

        /// Reads files and copies, and holds them against each other.
        mutating func readPairs() -> [BDPair] {
            var left = BluRay.mostClips
            let read = pairs.map { self.pair($0, &left) }
            if left == 0 {
                contents.note(
                    Gap(
                        .limit, .content, at: read.first?.file?.place ?? Place(),
                        "the playlists name more than \(BluRay.mostClips) clips"))
            }
            return read
        }

        private mutating func pair(_ pair: BDPair, _ left: inout Int) -> BDPair {
            var pair = pair
            let name = pair.kind.path(pair.number)
            let one = pair.file.flatMap { contents.bytes(of: $0, "a file such as \(name)") }
            let other = pair.copy.flatMap { contents.bytes(of: $0, "a file such as \(name)") }
            if let file = pair.file, let one {
                pair.information = BDInformation(one, file, pair.kind, limit: left)
                left -= pair.information?.clips.count ?? 0
            }
            if let file = pair.copy, let other {
                // Where both are the same, what they play is kept once.
                pair.backup = BDInformation(other, file, pair.kind, limit: one == other ? 0 : left)
                left -= pair.backup?.clips.count ?? 0
            }
            if let file = pair.file, let one, let other {
                pair.difference = VideoDifference(one, other, of: file)
            }
            return pair
        }
    }
}
