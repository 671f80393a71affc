import Bytes
import DiscModel

/// Finds the owners of sectors. Files stand under the name most readers would show, and all names of a hard link share
/// its sectors.
struct Attribution {
    private struct Span {
        let offset: UInt64
        let end: UInt64
        let blockEnd: UInt64
        let owner: Int
        /// Bytes of the owner before this span.
        let before: UInt64
    }

    private struct Owner {
        let kind: Losses.Kind
        let name: DisplayName
        let size: UInt64
    }

    private var owners: [Owner] = []
    /// By offset.
    private var spans: [Span] = []
    /// For each span, how far it or one before it reaches.
    private var reach: [UInt64] = []
    private let size: UInt64

    init(_ disc: Disc) {
        size = disc.size
        add(disc) { $0 }
        spans.sort { $0.offset < $1.offset }
        reach.reserveCapacity(spans.count)
        for span in spans { reach.append(max(reach.last ?? 0, span.blockEnd)) }
    }

    /// Adds the owners of a disc, and of what was read inside of its partitions and files: both lose the same bytes.
    private mutating func add(_ disc: Disc, named name: (DisplayName) -> DisplayName) {
        for claim in disc.map.structures where claim.length > 0 {
            add(.claim(claim.kind), name(DisplayName(claim.label)), claim.length)
            let end = claim.offset.adding(claim.length)
            spans.append(
                Span(
                    offset: claim.offset, end: end, blockEnd: end.adding(claim.slack),
                    owner: owners.count - 1,
                    before: 0))
        }
        for entry in FileList(of: disc).entries where entry.kind != .directory && !entry.extents.isEmpty {
            add(.claim(.file), name(entry.path), entry.extents.reduce(0) { $0.adding($1.length) })
            var before: UInt64 = 0
            for extent in entry.extents where extent.length > 0 {
                spans.append(
                    Span(
                        offset: extent.offset, end: extent.end,
                        blockEnd: extent.end.adding(UInt64(extent.slack)),
                        owner: owners.count - 1, before: before))
                before = before.adding(extent.length)
            }
        }
        for volume in disc.nested where volume.isInside {
            add(volume.disc) { name($0.inside(volume.window.title)) }
        }
    }

    private mutating func add(_ kind: Losses.Kind, _ name: DisplayName, _ size: UInt64) {
        owners.append(Owner(kind: kind, name: name, size: size))
    }

    // MARK: Losses

    /// What one owner lost so far.
    private struct Loss {
        var bytes: UInt64 = 0
        var first: UInt64 = .max
        var sector: UInt64 = .max

        mutating func note(_ bytes: UInt64, at offset: UInt64, _ sector: UInt64) {
            self.bytes = self.bytes.adding(bytes)
            first = min(first, offset)
            self.sector = min(self.sector, sector)
        }
    }

    /// - Parameter differences: what is known of sectors that differ. Who owns none of their bytes that do has lost nothing there.
    func losses(in runs: [SectorRun], _ differences: [Difference]) -> Losses {
        let known = differences.filter { !$0.extent.isEmpty }.sorted { $0.sector < $1.sector }
        var losses = Losses()
        losses.isAttributed = true
        var byOwner: [Int: Loss] = [:]
        var idle: [Losses.Kind: Loss] = [:]
        for run in runs where run.state.meaning == .loss {
            var shares: [Losses.Share] = []
            for part in Self.parts(of: run, known) {
                visit(part) { index, span, bytes in
                    let first = part.sectors.first
                    let offset = span.before + (max(first * .sector, span.offset) - span.offset)
                    byOwner[index, default: Loss()].note(bytes, at: offset, max(first, span.offset / .sector))
                    shares.append(.init(kind: owners[index].kind, name: owners[index].name, bytes: bytes))
                } idle: { kind, name, bytes in
                    idle[kind, default: Loss()].note(bytes, at: 0, part.sectors.first)
                    shares.append(.init(kind: kind, name: name, bytes: bytes))
                }
            }
            losses.byRun[run] = merged(shares)
        }
        losses.owners = byOwner.map { index, loss in
            Losses.Owner(
                kind: owners[index].kind, name: owners[index].name, size: owners[index].size,
                bytes: loss.bytes,
                first: loss.first, sector: loss.sector)
        }
        losses.owners += idle.map { kind, loss in
            Losses.Owner(
                kind: kind, name: DisplayName(""), size: loss.bytes, bytes: loss.bytes, first: 0,
                sector: loss.sector)
        }
        losses.owners.sort {
            ($0.kind.rank, $0.sector, $0.name.text) < ($1.kind.rank, $1.sector, $1.name.text)
        }
        return losses
    }

    /// Sectors that are lost alike, and the bytes of the image that differ, where that is known.
    private struct Part {
        let sectors: SectorRun
        var touched: Range<UInt64>?

        func touches(_ start: UInt64, _ end: UInt64) -> Bool {
            touched?.overlaps(start..<max(start, end)) ?? true
        }
    }

    /// A run, with each sector alone of which is known what differs.
    private static func parts(of run: SectorRun, _ known: [Difference]) -> [Part] {
        guard run.state == .differs else { return [Part(sectors: run)] }
        var parts: [Part] = []
        var next = run.first
        func add(upTo end: UInt64) {
            guard end > next else { return }
            parts.append(Part(sectors: SectorRun(next, end - next, run.state)))
        }
        let from = known.partitioningIndex { $0.sector >= run.first }
        for difference in known[from...].prefix(while: { $0.sector < run.end }) {
            add(upTo: difference.sector)
            let start = difference.sector.times(.sector)
            parts.append(
                Part(
                    sectors: SectorRun(difference.sector, 1, run.state),
                    touched: start.adding(
                        UInt64(difference.extent.lowerBound))..<start.adding(
                            UInt64(difference.extent.upperBound))))
            next = difference.sector + 1
        }
        add(upTo: run.end)
        return parts
    }

    /// Calls `owned` for each span that has used bytes in the part, and `idle` for what is left.
    private func visit(
        _ part: Part, owned: (Int, Span, UInt64) -> Void,
        idle: (Losses.Kind, DisplayName, UInt64) -> Void
    ) {
        let run = part.sectors
        let start = run.first.times(.sector)
        let stop = min(run.end.times(.sector), size)
        var covered = start
        var free: UInt64 = 0
        var isFound = false
        var at = reach.partitioningIndex { $0 > start }
        while at < spans.count, spans[at].offset < stop {
            let span = spans[at]
            at += 1
            guard span.blockEnd > start else { continue }
            if span.offset > covered { free += span.offset - covered }
            covered = max(covered, min(span.blockEnd, stop))
            let used = min(span.end, stop) - min(min(span.end, stop), max(span.offset, start))
            let slack = (start: max(span.end, start), end: min(span.blockEnd, stop))
            if used > 0, part.touches(max(span.offset, start), min(span.end, stop)) {
                owned(span.owner, span, used)
                isFound = true
            } else if slack.end > slack.start, part.touches(slack.start, slack.end) {
                idle(.slack, owners[span.owner].name, slack.end - slack.start)
                isFound = true
            }
        }
        if covered < stop { free += stop - covered }
        if free > 0, part.touched == nil || !isFound { idle(.unclaimed, DisplayName(""), free) }
    }

    /// Extents of one owner in one run make one share.
    private func merged(_ shares: [Losses.Share]) -> [Losses.Share] {
        var result: [Losses.Share] = []
        var places: [Losses.Share.Key: Int] = [:]
        for share in shares {
            if let place = places[share.key] {
                result[place] = .init(
                    kind: share.kind, name: share.name, bytes: result[place].bytes + share.bytes)
            } else {
                places[share.key] = result.count
                result.append(share)
            }
        }
        return result
    }
}

extension Losses.Share {
    fileprivate struct Key: Hashable {
        let kind: Losses.Kind
        let name: DisplayName
    }

    fileprivate var key: Key { Key(kind: kind, name: name) }
}
