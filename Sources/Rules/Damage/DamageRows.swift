import Bytes
import Checksums
import Digests
import DiscModel
import FileSystems
import SectorCodes
import Surveys

/// The files of a disc, and what speaks against each.
struct DamageRows {
    struct Row {
        let path: DisplayName
        let extents: [FileTree.Extent]
        var isVerified = false
        var certainty = DamageAccount.Certainty.certain
        var evidence: [String] = []
    }

    private(set) var rows: [Row]
    /// Rows by the first byte of their data: hard links share it.
    private let byStart: [UInt64: [Int]]
    private let index: FileIndex

    init(_ disc: Disc) {
        index = FileIndex(disc)
        rows = index.files.map { Row(path: $0.path, extents: $0.extents) }
        byStart = Dictionary(grouping: rows.indices) { [rows] in rows[$0].extents[0].offset }
    }

    private func rows(in range: Range<UInt64>) -> [Int] { index.files(in: range) }

    private mutating func blame(_ index: Int, _ clause: String) {
        if !rows[index].evidence.contains(clause) { rows[index].evidence.append(clause) }
    }

    // MARK: What names a file

    mutating func takeSums(_ checksums: [Checksum], _ disc: Disc) {
        let isTrusted = disc.facts(LibisofsFacts.self)?.array?.isSound ?? true
        let exchanged = (disc.facts(PayloadListFacts.self)?.lists ?? []).map {
            (path: $0.path, sums: ExchangedSums(in: $0, of: disc))
        }
        for checksum in checksums {
            let statement = checksum.statement
            guard case .file = statement.subject, let start = statement.request.ranges.first?.lowerBound
            else { continue }
            if exchanged.contains(where: {
                $0.path == statement.recorded.path && $0.sums.contains(statement)
            }) {
                continue
            }
            for index in byStart[start] ?? [] {
                switch checksum.state {
                case .verified: rows[index].isVerified = true
                case .open: break
                case .mismatch:
                    let algorithm = statement.expected.algorithm.title
                    if statement.origin == .libisofsFile {
                        blame(index, "its \(algorithm) is not the one that libisofs recorded")
                        if !isTrusted, rows[index].evidence.count == 1 { rows[index].certainty = .possible }
                    } else {
                        blame(
                            index,
                            "its \(algorithm) is not that in \(statement.recorded.path?.escaped ?? "a list")")
                        rows[index].certainty = .certain
                    }
                }
            }
        }
    }

    /// What raw sectors can be that is bad for the files in them.
    static let conditions: [(SectorCondition, String)] = [
        (.uncorrectable, "damaged"), (.correctable, "wrong as stored, and correctable"), (.empty, "empty"),
        (.scrambled, "scrambled"), (.patched, "changed without new codes, as a patch does"),
    ]

    mutating func takeSectors(_ disc: Disc) {
        for stretch in disc.facts(ErrorCodesFacts.self)?.stretches ?? [] {
            for (condition, words) in Self.conditions {
                var counts: [Int: Int] = [:]
                for run in stretch.found.tallies[condition]?.runs ?? [] {
                    let first = UInt64(max(0, run.first)) * .sector
                    let range = first..<first + UInt64(run.count) * .sector
                    for index in rows(in: range) {
                        counts[index, default: 0] += sectors(of: index, in: range)
                    }
                }
                for (index, count) in counts.sorted(by: { $0.key < $1.key }) {
                    // A patch is no damage; only its author knows that it is one.
                    if condition == .patched, rows[index].evidence.isEmpty {
                        rows[index].certainty = .possible
                    }
                    blame(index, "\(count) of its sectors \(count == 1 ? "is" : "are") \(words)")
                }
            }
        }
    }

    /// What was lost before the image was written; returns a clause where it is no file's.
    mutating func takeLoss(_ range: Range<UInt64>) -> String? {
        let hurt = rows(in: range)
        for index in hurt {
            let count = sectors(of: index, in: range)
            blame(
                index,
                "\(count) of its sectors \(count == 1 ? "was" : "were") not what was recorded when \(count == 1 ? "it was" : "they were") copied"
            )
        }
        return hurt.isEmpty ? "\(Damage.sectors(range)) was not what was recorded when it was copied" : nil
    }

    /// Where sectors are missing or too many, the bytes of the files behind are those of other sectors.
    mutating func takeJumps(_ disc: Disc) {
        for stretch in disc.facts(ErrorCodesFacts.self)?.stretches ?? [] {
            guard let runs = stretch.headerRuns else { continue }
            var counts: [Int: Int] = [:]
            for range in runs.displaced.map(\.inBytes) {
                for index in rows(in: range) { counts[index, default: 0] += sectors(of: index, in: range) }
            }
            for (index, count) in counts.sorted(by: { $0.key < $1.key }) {
                let whose = count == 1 ? "is that of another place" : "are those of another place"
                blame(index, "\(count) of its sectors \(whose), as their headers say")
            }
        }
    }

    /// What stands in sectors that were never read.
    mutating func takeStandIns(_ disc: Disc) {
        for stretch in BlankStretch.all(in: disc) {
            guard let found = stretch.standIn, let run = stretch.run else { continue }
            let range = run.offset..<run.end
            for index in rows(in: range) {
                if !found.isCertain, rows[index].evidence.isEmpty { rows[index].certainty = .possible }
                let count = sectors(of: index, in: range)
                blame(index, "\(count) of its sectors \(count == 1 ? "holds" : "hold") \(found.words)")
            }
        }
    }

    /// Sectors that are not what dvdisaster recorded of them.
    mutating func takeSectorSums(_ disc: Disc) {
        for result in disc.sectorsWithOtherSums {
            var counts: [Int: Int] = [:]
            for run in result.damaged {
                let range = (run.lowerBound * .sector..<run.upperBound * .sector).clamped(to: 0..<disc.size)
                for index in rows(in: range) { counts[index, default: 0] += sectors(of: index, in: range) }
            }
            for (index, count) in counts.sorted(by: { $0.key < $1.key }) {
                blame(
                    index, "\(count) of its sectors \(count == 1 ? "is" : "are") not what dvdisaster recorded"
                )
            }
        }
    }

    /// What cannot be unpacked.
    mutating func takePacked(_ disc: Disc) {
        for (start, state) in disc.facts(PackedFilesFacts.self)?.files ?? [:] {
            let clause: String
            switch state {
            case .damaged(let why): clause = "it cannot be unpacked: \(why)"
            case .cut(let why): clause = why
            case .whole, .doubtful: continue
            }
            for index in byStart[start] ?? [] {
                blame(index, clause)
                rows[index].certainty = .certain
            }
        }
    }

    /// How many sectors of a range hold bytes of a file.
    private func sectors(of index: Int, in range: Range<UInt64>) -> Int {
        rows[index].extents.reduce(0) { count, extent in
            let low = max(extent.offset, range.lowerBound) / .sector
            let high = (min(extent.end, range.upperBound) + .sector - 1) / .sector
            return count + (high > low ? Int(high - low) : 0)
        }
    }

    mutating func takeGaps(_ disc: Disc) {
        for gap in disc.facts(ScanFacts.self)?.gaps ?? [] {
            guard let offset = gap.place.offset, let length = gap.place.length else { continue }
            let range = offset..<offset.adding(length)
            for index in rows(in: range) {
                let lost = rows[index].extents.reduce(0 as UInt64) { sum, extent in
                    let (low, high) = (
                        max(extent.offset, range.lowerBound), min(extent.end, range.upperBound)
                    )
                    return sum + (high > low ? high - low : 0)
                }
                blame(index, "\(lost) of its bytes could not be read")
            }
        }
    }

    mutating func takeTruncation(_ disc: Disc) {
        let music = Music(of: disc)
        lazy var whole = Self.startsOfWholeFiles(in: disc)
        for index in rows.indices {
            // Music that is not here is not damaged.
            let data = rows[index].extents.filter { !music.isMusic($0) && music.track(of: $0) == nil }
            let lost = data.reduce(0 as UInt64) { sum, extent in
                sum.adding(extent.end > disc.size ? min(extent.length, extent.end - disc.size) : 0)
            }
            // Where another tree has all of it, it is a length that is wrong, and not the content.
            if lost > 0, !whole.contains(rows[index].extents[0].offset) {
                blame(index, "\(lost) of its bytes lie behind the end of the image")
            }
        }
    }

    /// Where files begin that end within the image, in any tree.
    private static func startsOfWholeFiles(in disc: Disc) -> Set<UInt64> {
        var starts: Set<UInt64> = []
        for tree in disc.trees {
            for node in tree.nodes where node.kind == .file && node.size > 0 {
                let extents = tree.extents(of: node)
                guard let first = extents.first, extents.allSatisfy({ $0.end <= disc.size }) else { continue }
                starts.insert(first.offset)
            }
        }
        return starts
    }

    /// Files of later sessions that the image has not whole, and that the volume people see has not as well.
    func cutInSessions(_ disc: Disc) -> [DamageAccount.File] {
        let volumes = disc.furtherVolumes?.volumes ?? []
        guard !volumes.isEmpty else { return [] }
        let music = Music(of: disc)
        return volumes.flatMap { volume in
            (SessionExtent(of: volume, in: disc, music)?.lost ?? [])
                .filter { lost in byStart[lost.extents[0].offset] == nil }
                .map { lost in
                    let clause =
                        "\(lost.bytes) of its bytes in the session that starts at LBA \(volume.start) lie behind the end of the image"
                    return DamageAccount.File(path: lost.path, certainty: .certain, evidence: [clause])
                }
        }
    }

    /// Files behind the place at which bytes are missing or too many.
    mutating func takeDisplacement(_ disc: Disc) {
        // Headers tell the same, sector by sector.
        let stretches = disc.facts(ErrorCodesFacts.self)?.stretches ?? []
        guard let found = disc.facts(DisplacementFacts.self),
            stretches.allSatisfy({ $0.headerRuns?.displaced.isEmpty ?? true })
        else { return }
        let clause =
            "its bytes lie \(found.amount.words) \(found.bytes < 0 ? "before" : "behind") their place"
        for index in rows.indices where rows[index].extents.contains(where: { $0.end > found.lastInPlace }) {
            let isCertain = rows[index].extents.contains { $0.end > found.firstDisplaced }
            if !isCertain, rows[index].evidence.isEmpty { rows[index].certainty = .possible }
            blame(index, clause)
        }
    }

    // MARK: What names a range

    /// Blames the files in a range whose own sums do not clear them; returns a clause where there are none.
    mutating func take(_ suspect: Suspect) -> String? {
        let inside = rows(in: suspect.range)
        if inside.contains(where: { !rows[$0].evidence.isEmpty && rows[$0].certainty == .certain }) {
            return nil
        }
        let open = inside.filter { !rows[$0].isVerified }
        let sectors = Damage.sectors(suspect.range)
        guard !open.isEmpty else {
            let spared = inside.isEmpty ? "no file has bytes there" : "the sums of all files there hold"
            return "\(suspect.words) does not hold for \(sectors), but \(spared)"
        }
        for index in open {
            if rows[index].evidence.isEmpty { rows[index].certainty = .possible }
            blame(index, "\(suspect.words) does not hold for \(sectors), where it has bytes")
        }
        return nil
    }
}
