import Bytes
import DiscModel
import Readers

/// A volume in its window, and where its blocks lie.
struct HFSVolume {
    /// Allocation blocks that something uses.
    struct Use {
        let start: UInt64
        let count: UInt64
        /// The fork that has them, and where it is recorded.
        let fork: HFSForkID
        let place: UInt64
    }
    /// A record of the overflow file: its extents, from which block of the fork on, and where it stands.
    typealias Overflow = (first: UInt64, extents: [HFSFork.Extent], place: UInt64)

    let window: Window
    let header: HFSHeader
    /// The header in its place, where that is not the one by which the volume is read.
    let damagedHeader: Bool
    let alternate: HFSHeader?
    let limits: Limits
    var overflow: [HFSForkID: [Overflow]] = [:]
    var faults: [HFSFault] = []
    var gaps: [Gap] = []
    var claims: [Claim] = []
    var uses: [Use] = []
    /// Kinds and places of faults that were told.
    private var told: Set<Told> = []
    private struct Told: Hashable {
        let kind: HFSFault.Kind
        let offset: UInt64
    }
    /// Extents that may still be followed: many files may name the same long list.
    private var extentsLeft: Int

    static let faultLimit = 1_000

    /// nil where neither a header nor its copy is there.
    init?(_ window: Window, _ limits: Limits) {
        self.window = window
        self.limits = limits
        extentsLeft = limits.records
        let first = Self.header(window, HFSHeader.offset, isAlternate: false)
        var ends = [window.size &- HFSHeader.offset]
        if let first, first.isUsable {
            let end = first.firstBlockOffset.adding(first.blockCount.times(first.blockSize))
            // genisoimage puts the copy two blocks of 1024 bytes before the end of the last allocation block.
            ends = (first.isPlus ? [end &- HFSHeader.offset] : [end, end &- 2 * HFSHeader.offset]) + ends
        }
        let copy = ends.lazy.filter { $0 > 2 * HFSHeader.offset && $0 < window.size }
            .compactMap { Self.header(window, $0, isAlternate: true) }.first { $0.isUsable }
        alternate = copy
        damagedHeader = first?.isUsable != true
        // Two letters alone may be anything: the copy counts where the header has at least its letters.
        guard let first, let read = first.isUsable ? first : copy,
            !first.isUsable || first.isPlus == read.isPlus
        else { return nil }
        header = read
    }

    private static func header(_ window: Window, _ offset: UInt64, isAlternate: Bool) -> HFSHeader? {
        guard let bytes = try? window.bytes(at: offset, count: HFSHeader.length) else { return nil }
        return HFSHeader(Record(offset: window.placed(offset), bytes), isAlternate: isAlternate)
    }

    var tree: TreeKind { header.tree }
    /// Whether the same bytes begin with a volume of ISO 9660.
    var isHybrid: Bool {
        guard window.base == 0, let bytes = try? window.bytes(at: 16 * .sector + 1, count: 5) else {
            return false
        }
        return Record(bytes).has("CD001", at: 0)
    }
    var blockSize: UInt64 { header.blockSize }

    func offset(of block: UInt64) -> UInt64 { header.firstBlockOffset.adding(block.times(blockSize)) }

    mutating func report(_ kind: HFSFault.Kind, _ place: Place, _ recorded: String, _ found: String) {
        guard faults.count < Self.faultLimit else { return }
        // What is met on two ways is told once.
        if let offset = place.offset, !told.insert(Told(kind: kind, offset: offset)).inserted { return }
        var place = place
        place.tree = tree
        faults.append(HFSFault(kind: kind, place: place, recorded: recorded, found: found))
    }

    mutating func gap(_ cause: Gap.Cause, _ place: Place, _ detail: String) {
        guard gaps.count < limits.gaps else { return }
        var place = place
        place.tree = tree
        gaps.append(Gap(cause, .directory, at: place, detail))
    }

    /// Holds what the header says of the size of the volume against what is there.
    mutating func checkBounds(isWrapped: Bool) {
        let end = offset(of: header.blockCount)
        if end > window.size {
            report(
                isWrapped ? .volumeOutsideWrapper : .volumeOutsideImage, header.countPlace,
                header.blockCount.of("block") + " to byte \(end)", "byte \(window.size)")
        }
        guard !header.isPlus else { return }
        let map = UInt64(header[HFSMaster.bitmapStart]) * 512 + (header.blockCount + 7) / 8
        if map > header.firstBlockOffset {
            report(
                .bitmapBehindBlocks, header.place(HFSMaster.firstBlock),
                "block \(header.firstBlockOffset / 512)", "block \((map + 511) / 512) or later")
        }
    }

    /// The blocks of the header and of its copy (TN1150, Volume Header), and those that nothing is to use.
    mutating func useOwnBlocks() {
        let bad = HFSForkID(file: 5)
        for one in overflow[bad] ?? [] {
            for extent in one.extents where extent.start.adding(extent.count) <= header.blockCount {
                uses.append(Use(start: extent.start, count: extent.count, fork: bad, place: one.place))
            }
        }
        guard header.isPlus else { return }
        let own = HFSForkID(file: 0)
        let (first, end) = ((1_536 + blockSize - 1) / blockSize, header.blockCount.times(blockSize))
        uses.append(Use(start: 0, count: first, fork: own, place: header.offset))
        guard end > 2_560 else { return }
        let copy = (end - 1_024) / blockSize
        uses.append(Use(start: copy, count: header.blockCount - copy, fork: own, place: header.offset))
    }

    /// Where the bytes of a fork lie: its extents, then those of the overflow file.
    mutating func pieces(of fork: HFSFork, _ id: HFSForkID, _ place: @autoclosure () -> Place) -> HFSPieces {
        var pieces = HFSPieces()
        var blocks: UInt64 = 0
        var hasOutside = false
        let taken = header.isPlus ? fork.taken : fork.taken.map { $0 / blockSize }
        let wanted = fork.size.roundedUp(to: blockSize) / blockSize
        var lists: [(extents: [HFSFork.Extent], first: UInt64?, place: UInt64)] = [
            (fork.extents, nil, fork.offset)
        ]
        if fork.extents.reduce(0, { $0.adding($1.count) }) < max(wanted, taken ?? 0) {
            lists += (overflow[id] ?? []).map { ($0.extents, $0.first, $0.place) }
        }
        for (extents, first, at) in lists {
            if let first, first != blocks, !hasOutside {
                report(
                    .overflowStart, named(place(), Place(offset: at, length: 4)), "block \(first)",
                    "block \(blocks)")
            }
            for extent in extents {
                guard extentsLeft > 0 else {
                    gap(.limit, place(), "more extents than are followed")
                    return pieces
                }
                extentsLeft -= 1
                guard extent.start.adding(extent.count) <= header.blockCount else {
                    hasOutside = true
                    report(
                        .outsideVolume, place(),
                        "blocks \(extent.start) to \(extent.start + extent.count - 1)",
                        "\(header.blockCount) blocks")
                    continue
                }
                add(extent, to: &pieces, fork, place())
                uses.append(Use(start: extent.start, count: extent.count, fork: id, place: at))
                blocks += extent.count
            }
        }
        if blocks < wanted, !hasOutside {
            report(
                .forkSize, place(), "\(fork.size) bytes", "extents of \(blocks.times(blockSize)) bytes")
        } else if let taken, taken != blocks, !hasOutside {
            report(.forkBlocks, place(), taken.of("block"), "extents of \(blocks)")
        }
        return pieces
    }

    private mutating func add(
        _ extent: HFSFork.Extent, to pieces: inout HFSPieces, _ fork: HFSFork,
        _ place: @autoclosure () -> Place
    ) {
        let (start, length) = (offset(of: extent.start), extent.count.times(blockSize))
        if start.adding(length) > window.size, start.adding(min(length, fork.size)) > window.size {
            report(
                .outsideImage, place(), "block \(extent.start)",
                "\(window.size / blockSize) blocks of this size")
        }
        pieces.add(start, length)
    }

    /// A place in a record of the overflow file, with the name of the file.
    private func named(_ file: Place, _ place: Place) -> Place {
        var place = place
        (place.path, place.field) = (file.path, file.field)
        return place
    }

    /// Bytes of a fork from one place on, however many pieces they lie in.
    func read(_ pieces: HFSPieces, at start: UInt64, count: Int) -> Record? {
        guard let (offset, held) = pieces.place(start) else { return nil }
        if held >= UInt64(count) {
            guard let bytes = try? window.bytes(at: offset, count: count), bytes.count == count else {
                return nil
            }
            return Record(offset: window.placed(offset), bytes)
        }
        var bytes: [UInt8] = []
        while bytes.count < count, let (offset, held) = pieces.place(start + UInt64(bytes.count)),
            let part = try? window.bytes(at: offset, count: Int(min(held, UInt64(count - bytes.count)))),
            !part.isEmpty
        {
            bytes += part
        }
        return bytes.count == count ? Record(offset: window.placed(offset), bytes) : nil
    }

    mutating func claim(_ kind: Claim.Kind, _ pieces: HFSPieces, _ label: String) {
        for piece in pieces.pieces {
            claims.append(
                Claim(kind, offset: window.placed(piece.offset), length: piece.length, label))
        }
    }
}
