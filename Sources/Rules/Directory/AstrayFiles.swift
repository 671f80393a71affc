import Bytes
import DiscModel
import FileSystems
import Surveys

/// Files that are not where their records lead: there lies something else or nothing can, while sectors that nobody owns
/// hold data and are as many as the file needs.
struct AstrayFiles {
    struct Found {
        let tree: ISOTree
        let slot: Int
        /// First byte of the file as recorded and as meant.
        let recorded, meant: UInt64
        let words: String
        let severity: Severity?
    }

    private(set) var found: [Found] = []

    private let disc: Disc
    private let base: UInt64
    /// Sectors that nobody owns and that hold data, by offset.
    private let holes: [DiscMap.Run]
    /// What of them is not zero.
    private let pieces: [DiscMap.Run]

    /// Sectors and files that are looked at.
    private static let mostHoles = 1_024, mostSuspects = 64

    init(_ disc: Disc, _ space: HiddenSpace) {
        self.disc = disc
        base = disc.iso?.base ?? 0
        var holes: [DiscMap.Run] = []
        for piece in space.inside where piece.mark == nil {
            guard let run = disc.map.unclaimedRun(at: piece.offset), run != holes.last else { continue }
            holes.append(run)
            if holes.count == Self.mostHoles { break }
        }
        self.holes = holes
        pieces = space.inside.prefix(Self.mostHoles).filter { $0.mark == nil }.map {
            DiscMap.Run(offset: $0.offset, length: $0.length)
        }
        seekSuspects()
        seekBetweenNeighbours()
        seekLonely()
        found.sort { ($0.tree.descriptor.offset, $0.slot) < ($1.tree.descriptor.offset, $1.slot) }
    }

    // MARK: Files that lie where they cannot

    /// A file whose place is in doubt.
    private struct Suspect {
        let tree: ISOTree
        let slot: Int
        /// The bytes that its record names.
        let range: Range<UInt64>
        let why: String

        var sectors: UInt64 { (range.upperBound - range.lowerBound).sectorsNeeded }
    }

    private mutating func seekSuspects() {
        var claims: [UInt64: [(Suspect, Found)]] = [:]
        for suspect in suspects() where !isKnown(suspect) {
            let order = order(around: suspect.tree, [suspect.slot])
            if let (partner, isNeighbour) = partner(of: suspect) {
                let both = self.order(around: suspect.tree, [suspect.slot, partner.slot])
                let fits = [
                    both.allows(suspect.slot, at: place(partner.range.lowerBound)),
                    both.allows(partner.slot, at: place(suspect.range.lowerBound)),
                ]
                // Whether one of two neighbours is shifted or both are exchanged, only the order could tell.
                if isNeighbour, fits.contains(nil) { continue }
                let isInverted =
                    (suspect.slot < partner.slot) != (suspect.range.lowerBound < partner.range.lowerBound)
                if !fits.contains(false), isInverted || !isNeighbour {
                    found += exchanged(suspect, partner)
                    continue
                }
            }
            let rooms = (holes.compactMap { room($0, for: suspect) } + stretches(of: suspect.sectors)).filter
            {
                order.allows(suspect.slot, at: place($0.offset)) != false
            }
            guard rooms.count == 1, let room = rooms.first, room.offset != suspect.range.lowerBound
            else { continue }
            claims[room.offset, default: []].append((suspect, finding(suspect, at: room.offset)))
        }
        for (_, rivals) in claims.sorted(by: { $0.key < $1.key }) {
            let left = rivals.filter { !isKnown($0.0) }
            // Of several files that would fit, those count that are out of order where they are.
            let astray = left.filter { isOutOfOrder($0.0) }
            let last = astray.isEmpty ? left : astray
            guard Set(last.map(\.0.range)).count == 1 else { continue }
            found += last.map(\.1)
        }
    }

    /// The only file with a hole behind it that would have room for this one, and that fits just where this one lies, up to the
    /// file into which it runs; and whether it lies right beside this one.
    private func partner(of suspect: Suspect) -> (Suspect, isNeighbour: Bool)? {
        let (tree, start) = (suspect.tree, suspect.range.lowerBound)
        let size = suspect.sectors * .sector
        let behind = disc.map.spans(in: suspect.range).map(\.offset).filter { $0 > start }.min()
        guard let behind, isFree(start..<behind, but: [suspect.range]) else { return nil }
        var partners: [DiscMap.Span] = []
        for hole in holes where hole.offset > 0 && hole.end > size {
            partners += disc.map.spans(at: hole.offset - 1).filter { span in
                span.blockEnd == hole.offset && span.offset == hole.end - size && disc.isWhole(span)
                    && (span.end - span.offset).sectorsNeeded * .sector == behind - start
                    && disc.record(of: span)?.tree === tree
            }
        }
        guard partners.count == 1, let span = partners.first, let slot = disc.record(of: span)?.slot else {
            return nil
        }
        let other = Suspect(
            tree: tree, slot: slot, range: span.offset..<span.end,
            why: "to where \(name(suspect)) should begin")
        return (other, span.offset == behind || span.offset.adding(size) == start)
    }

    private func isOutOfOrder(_ suspect: Suspect) -> Bool {
        order(around: suspect.tree, [suspect.slot])
            .allows(suspect.slot, at: place(suspect.range.lowerBound)) == false
    }

    /// A byte of the disc as the volume counts.
    private func place(_ offset: UInt64) -> UInt64 { offset - min(offset, base) }

    private func name(_ suspect: Suspect) -> String { suspect.tree.path(ofRecord: suspect.slot).escaped }

    private func isKnown(_ suspect: Suspect) -> Bool {
        found.contains { $0.tree === suspect.tree && $0.slot == suspect.slot }
    }

    private func order(around tree: ISOTree, _ slots: Set<Int>) -> ExtentOrder {
        let directory = slots.first.map { Int(tree.slots[$0].directory) } ?? 0
        return ExtentOrder(tree, directory: directory, without: slots)
    }

    private func suspects() -> [Suspect] {
        var found: [Suspect] = []
        var known: Set<RecordOfTree> = []
        func add(_ span: DiscMap.Span, _ why: String) {
            guard found.count < Self.mostSuspects, let (tree, slot) = disc.record(of: span),
                disc.isWhole(span), !disc.isInterleaved(span),
                known.insert(RecordOfTree(tree, slot: slot)).inserted
            else { return }
            found.append(
                Suspect(tree: tree, slot: slot, range: span.offset..<max(span.offset, span.end), why: why))
        }
        func addAll(like span: DiscMap.Span, _ why: String) {
            for twin in disc.map.spans(at: span.offset)
            where twin.offset == span.offset && twin.end == span.end {
                add(twin, why)
            }
        }
        disc.map.eachOverlap(between: \.owner.isFile, and: \.owner.isFile) { overlap in
            addAll(like: overlap.first, "into the \(disc.words(for: overlap.second))")
            addAll(like: overlap.second, "into the \(disc.words(for: overlap.first))")
        }
        disc.map.eachCommonStart { spans in
            guard spans.allSatisfy(\.owner.isFile), let first = spans.first, let last = spans.last else {
                return
            }
            for span in spans { add(span, "to the \(disc.words(for: span.end == first.end ? last : first))") }
        }
        for tree in disc.iso?.isoTrees ?? [] {
            for slot in tree.slots(with: .reachesOut) where found.count < Self.mostSuspects {
                let record = tree.record(slot)
                let extent = record.dataExtent(blockSize: tree.blockSize)
                let start = extent.offset.adding(base)
                guard !record.isDirectory, record.dataLength.read > 0,
                    start.adding(extent.length) > disc.size,
                    disc.iso?.declaredSize ?? 0 <= disc.size, !tree.isMusic(slot),
                    known.insert(RecordOfTree(tree, slot: slot)).inserted
                else { continue }
                found.append(
                    Suspect(
                        tree: tree, slot: slot, range: start..<start.adding(extent.length),
                        why: "behind the end of the image"))
            }
        }
        return found
    }

    /// The room around sectors that nobody owns, with those that only the file itself has, if the file needs just as many.
    private func room(_ hole: DiscMap.Run, for suspect: Suspect) -> DiscMap.Run? {
        var start = hole.offset.roundedUp(to: .sector)
        var end = hole.end
        let own = suspect.range
        let needed = suspect.sectors * .sector
        if own.lowerBound == end {
            end = start.adding(needed)
        } else if own.upperBound.roundedUp(to: .sector) == start {
            start = end - min(end, needed)
        }
        guard end > start, end - start == needed, isFree(start..<end, but: [own]),
            !isFree(end..<end.adding(1), but: [own]), start > 0, !isFree(start - 1..<start, but: [own])
        else { return nil }
        return DiscMap.Run(offset: start, length: end - start)
    }

    /// Sectors with data, between zeros or what others own, that are as many as a file needs, where its hole has blank ones as well.
    private func stretches(of sectors: UInt64) -> [DiscMap.Run] {
        pieces.filter { piece in
            piece.length == sectors * .sector && piece.offset % .sector == 0
                && !holes.contains { $0.offset.roundedUp(to: .sector) == piece.offset && $0.end == piece.end }
        }
    }

    /// Whether nobody has bytes of a range, but for files that lie where they are told not to.
    private func isFree(_ range: Range<UInt64>, but ranges: [Range<UInt64>]) -> Bool {
        !disc.map.spans(in: range).contains { span in
            !(span.owner.isFile
                && ranges.contains { $0.lowerBound == span.offset && $0.upperBound == span.end })
                && (span.owner.isFile || disc.kind(of: span.owner) != .padding)
        }
    }

    private func finding(_ suspect: Suspect, at meant: UInt64) -> Found {
        let sectors = DiscMap.Run(offset: meant, length: suspect.sectors * .sector)
        return Found(
            tree: suspect.tree, slot: suspect.slot, recorded: suspect.range.lowerBound, meant: meant,
            words:
                "leads \(suspect.why), while \(Self.words(sectors)) \(sectors.length == .sector ? "is just what the file needs, holds data and has" : "are just what the file needs, hold data and have") no other owner",
            severity: nil)
    }

    private func exchanged(_ one: Suspect, _ other: Suspect) -> [Found] {
        return [(one, other), (other, one)].map { suspect, partner in
            Found(
                tree: suspect.tree, slot: suspect.slot, recorded: suspect.range.lowerBound,
                meant: partner.range.lowerBound,
                words:
                    "leads \(suspect.why); its place and that of \(name(partner)) are exchanged: the other way round both fit",
                severity: nil)
        }
    }

    private static func words(_ sectors: DiscMap.Run) -> String {
        let first = sectors.offset / .sector
        let last = (sectors.end - 1) / .sector
        return first == last ? "sector \(first)" : "sectors \(first) to \(last)"
    }

    // MARK: Files that are missing between their neighbours

    /// Between two files that follow each other in a directory, but for one, lie data that nobody owns: that one's.
    private mutating func seekBetweenNeighbours() {
        for hole in holes {
            let start = hole.offset.roundedUp(to: .sector)
            guard start > 0, hole.end > start else { continue }
            for before in disc.map.spans(at: hole.offset - 1) {
                guard let (tree, first) = disc.record(of: before) else { continue }
                for after in disc.map.spans(at: hole.end) where after.offset == hole.end {
                    guard let (other, last) = disc.record(of: after), other === tree, first < last,
                        tree.slots[first].directory == tree.slots[last].directory
                    else { continue }
                    seek(tree, first + 1..<last, start..<hole.end, before, after)
                }
            }
        }
    }

    private mutating func seek(
        _ tree: ISOTree, _ slots: Range<Int>, _ hole: Range<UInt64>, _ before: DiscMap.Span,
        _ after: DiscMap.Span
    ) {
        let files = slots.prefix(16).filter {
            let record = tree.record($0)
            return !record.isDirectory && record.dataLength.read > 0
                && tree.slots[$0].traits.kinds.isDisjoint(with: [.sl])
        }
        guard files.count == 1, slots.count <= 16, let slot = files.first,
            !found.contains(where: { $0.tree === tree && $0.slot == slot })
        else { return }
        let extent = tree.record(slot).dataExtent(blockSize: tree.blockSize)
        let own = extent.offset.adding(base)..<extent.end.adding(base)
        let twins = disc.map.spans(at: own.lowerBound).filter {
            $0.offset == own.lowerBound && $0.end == own.upperBound
        }
        let isShared = twins.contains {
            disc.record(of: $0).map { $0.tree === tree && $0.slot != slot } ?? false
        }
        let fits = extent.length.sectorsNeeded == (hole.upperBound - hole.lowerBound).sectorsNeeded
        // Two names for the same bytes are a hard link, and a file by itself is where it is: both need more to be doubted.
        guard isShared || fits && isAlone(own),
            order(around: tree, [slot]).allows(slot, at: place(own.lowerBound)) == false
        else { return }
        let sectors = DiscMap.Run(offset: hole.lowerBound, length: hole.upperBound - hole.lowerBound)
        let target =
            isShared ? "to data that another name has as well" : "to a place away from all other files"
        found.append(
            Found(
                tree: tree, slot: slot, recorded: own.lowerBound, meant: hole.lowerBound,
                words:
                    "leads \(target), while what lies between the \(disc.words(for: before)) and the \(disc.words(for: after)) (\(Self.words(sectors))), where the order of the directory has it, is data without an owner",
                severity: .warning))
    }

    /// The only file away from all others, and the only sectors without an owner that are as many as it has.
    private mutating func seekLonely() {
        guard holes.count == 1 else { return }
        let spans = disc.map.spans.filter { $0.owner.isFile || disc.kind(of: $0.owner) != .padding }
        var lonely: ArraySlice<DiscMap.Span> = []
        var (index, end) = (0, UInt64(0))
        while index < spans.count {
            let span = spans[index]
            let next = spans[index...].partitioningIndex { $0.offset > span.offset }
            let group = spans[index..<next]
            if span.offset > end, next == spans.count || spans[next].offset > span.blockEnd,
                group.allSatisfy({ $0.owner.isFile && $0.blockEnd == span.blockEnd })
            {
                guard lonely.isEmpty else { return }
                lonely = group
            }
            end = max(end, span.blockEnd)
            index = next
        }
        guard let first = lonely.first, holes.count == 1, let hole = holes.first,
            first.offset.roundedUp(to: .sector) != hole.end, first.blockEnd != hole.offset
        else { return }
        let room = hole.offset.roundedUp(to: .sector)..<hole.end
        guard !room.isEmpty, first.blockEnd - first.offset == hole.end - room.lowerBound else { return }
        for span in lonely {
            guard let (tree, slot) = disc.record(of: span), disc.isWhole(span),
                !found.contains(where: { $0.tree === tree && $0.slot == slot })
            else { continue }
            let sectors = DiscMap.Run(offset: room.lowerBound, length: hole.end - room.lowerBound)
            let holds =
                sectors.length == .sector
                ? "is just what the file needs, holds data and has"
                : "are just what the file needs, hold data and have"
            found.append(
                Found(
                    tree: tree, slot: slot, recorded: span.offset, meant: room.lowerBound,
                    words:
                        "leads to a place away from all other files, while \(Self.words(sectors)) among them \(holds) no owner",
                    severity: .warning))
        }
    }

    /// Whether nothing lies beside a file.
    private func isAlone(_ range: Range<UInt64>) -> Bool {
        let end = range.upperBound.roundedUp(to: .sector)
        return range.lowerBound > 0 && isFree(range.lowerBound - 1..<range.lowerBound, but: [range])
            && isFree(end..<end.adding(1), but: [range])
    }
}
