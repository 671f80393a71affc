import Bytes
public import DiscModel
import FileSystems
public import Readers

/// Finds out whether sectors or bytes are missing somewhere in the image, or are too many, by the ends of files: a file that
/// ends within a sector is followed there by zeros, and the last byte that is none stands where its length says. Where it
/// stands so many bytes before or behind, for several files and up to the last one, all that lies between was displaced.
public struct Displacement: LastReader {
    public static let needs: [any Facts.Type] = [ISO9660Facts.self, GapContentsFacts.self]
    public static let scope = Scope.unclaimed

    public init() {}

    public func read(_ context: DiscContext) -> DisplacementFacts? {
        guard let iso = context.disc.facts(ISO9660Facts.self), iso.base == 0 else { return nil }
        let search = DisplacementSearch(context, iso)
        let transfer = TextTransfer(context, iso)
        guard var found = search.found() ?? transfer.map({ $0.displacement }) else { return nil }
        found.isTextTransfer = transfer != nil
        return found
    }
}

/// An image that was transferred as text: a carriage return was put before every line feed, and so everything lies too late.
private struct TextTransfer {
    let displacement: DisplacementFacts

    /// Line feeds that chance does not put behind a carriage return each, and bytes that are looked at.
    private static let fewest = 64, longest: UInt64 = 64 << 20

    /// In bytes without a pattern the first line feeds tell that it is none, so that little is read.
    init?(_ context: DiscContext, _ iso: ISO9660Facts) {
        let (size, declared) = (context.disc.size, iso.declaredSize ?? 0)
        guard size > declared, size % .sector != 0 else { return nil }
        var (count, last, at, first) = (0, UInt8(0), UInt64(0), UInt64?.none)
        while at < min(size, Self.longest), context.goesOn() {
            guard let piece = try? context.volume.bytes(at: at, count: 1 << 18), !piece.isEmpty else {
                break
            }
            for (index, byte) in piece.enumerated() {
                if byte == 0x0A {
                    guard last == 0x0D else { return nil }
                    first = first ?? at + UInt64(index)
                    count += 1
                }
                last = byte
            }
            at += UInt64(piece.count)
        }
        guard count >= Self.fewest, let first else { return nil }
        displacement = DisplacementFacts(
            bytes: Int64(clamping: size - declared), lastInPlace: first - 1, firstDisplaced: first)
    }
}

private struct DisplacementSearch {
    /// Files at the end of the image that are looked at first. In an image with nothing amiss, that is all.
    private static let tail = 8
    /// Sectors on either side that are searched for the end of a file.
    private static let reach: Int64 = 300
    /// Files on either side of one that tells nothing, among which another is sought.
    private static let probes = 16

    private let context: DiscContext
    private let iso: ISO9660Facts
    /// Where files end within a sector, in order.
    private let ends: [UInt64]
    private let size: UInt64

    init(_ context: DiscContext, _ iso: ISO9660Facts) {
        self.context = context
        self.iso = iso
        size = context.disc.size
        var ends: Set<UInt64> = []
        for tree in context.disc.trees where tree.ownsExtents {
            for node in tree.nodes where node.kind == .file {
                guard let last = tree.extents(of: node).last, last.length > 0, last.end % .sector > 0 else {
                    continue
                }
                ends.insert(last.end)
            }
        }
        // Of what lies behind the end of the image nothing can be said.
        self.ends = ends.filter { [size] in $0.roundedUp(to: .sector) <= size }.sorted()
    }

    func found() -> DisplacementFacts? {
        if let moved = descriptorsBesideTheirPlace { return moved }
        guard hasSigns else { return nil }
        if let bytes = surplus, let end = ends.last, ends(at: end, by: bytes), !isFree(behind: end) {
            return border(bytes, end, [])
        }
        let last = ends.suffix(Self.tail)
        let strays = strayDirectories()
        // Whoever stands in its place at the end tells that nothing is amiss before.
        let unsettled = last.reversed().prefix { !ends(at: $0, by: 0) }
        guard !unsettled.isEmpty || ends.isEmpty && !strays.isEmpty else { return nil }
        for (bytes, isExpected) in candidates(strays, unsettled.first) {
            let displaced = unsettled.filter { ends(at: $0, by: bytes) }
            let kinds = Set(displaced.map { $0 % .sector }).count
            guard kinds >= (isExpected ? 1 : 3) || isExpected && ends.isEmpty else { continue }
            return border(bytes, displaced.min(), strays.filter { $0.bytes == bytes })
        }
        return nil
    }

    /// Sectors that the image has and does not declare. Where the last file ends as far behind its place, it was displaced,
    /// even if files of the same length stand before it.
    private var surplus: Int64? {
        guard let declared = iso.declaredSize, size > declared, (size - declared) % .sector == 0 else {
            return nil
        }
        return Int64(clamping: size - declared)
    }

    /// Whether zeros follow the last sector of a file.
    private func isFree(behind end: UInt64) -> Bool {
        let next = try? context.volume.bytes(at: end.roundedUp(to: .sector), count: .sector)
        return next?.allSatisfy { $0 == 0 } ?? true
    }

    /// Whether anything tells of it: without, nothing is read. Much that follows the volume is something else, unless bytes
    /// that should be zero are not.
    private var hasSigns: Bool {
        let slack = context.disc.facts(GapContentsFacts.self)?.slack ?? []
        let declared = iso.declaredSize ?? size
        return declared > size || size > declared && size - declared < 1 << 20 || !slack.isEmpty
            || !strayDirectories().isEmpty
    }

    // MARK: By how much

    /// Directories that lie elsewhere than everything says, and how far.
    private func strayDirectories() -> [(offset: UInt64, bytes: Int64)] {
        iso.isoTrees.flatMap { tree in
            tree.detours.compactMap { detour in
                guard case .displaced(let sectors) = detour.reason else { return nil }
                return (detour.recorded, sectors * Int64(.sector as UInt64))
            }
        }
    }

    /// Differences that may be, those with other evidence first.
    private func candidates(_ strays: [(offset: UInt64, bytes: Int64)], _ end: UInt64?) -> [(
        bytes: Int64, isExpected: Bool
    )] {
        var found: [(Int64, Bool)] = strays.first.map { [($0.bytes, true)] } ?? []
        if let declared = iso.declaredSize, declared != size {
            found.append((Int64(clamping: size) - Int64(clamping: declared), true))
        }
        guard let end else { return found }
        let sector = Int64(.sector as UInt64)
        for distance in 1...Self.reach {
            for bytes in [-distance * sector, distance * sector] where ends(at: end, by: bytes) {
                found.append((bytes, false))
            }
        }
        return found
    }

    /// Whether the last byte of a file that should end at a byte stands there if all is displaced, and zeros follow it.
    private func ends(at end: UInt64, by bytes: Int64) -> Bool {
        let start = Int64(clamping: end - end % .sector) + bytes
        guard start >= 0, let sector = try? context.volume.bytes(at: UInt64(start), count: .sector),
            sector.count == .sector
        else { return false }
        return sector.lastIndex { $0 != 0 } == Int(end % .sector) - 1
    }

    // MARK: From where on

    private func border(
        _ bytes: Int64, _ first: UInt64?, _ strays: [(offset: UInt64, bytes: Int64)]
    ) -> DisplacementFacts? {
        if descriptorsMoved(by: bytes) {
            return DisplacementFacts(bytes: bytes, lastInPlace: 0, firstDisplaced: Self.firstDescriptor)
        }
        var low = -1
        var high = first.flatMap { ends.firstIndex(of: $0) } ?? ends.count
        while high - low > 1, context.goesOn() {
            guard let (index, isDisplaced) = probe(between: low, high, bytes) else { break }
            if isDisplaced { high = index } else { low = index }
        }
        var displaced = high < ends.count ? [ends[high] - ends[high] % .sector] : []
        displaced += strays.map(\.offset)
        guard let first = displaced.min() else { return nil }
        let inPlace = iso.isoTrees.flatMap { tree in
            tree.pathTables.filter { $0.consumed == Int($0.recordedSize) }
                .map { $0.record.offset.adding(UInt64($0.recordedSize)) }
                + tree.directories.indices.compactMap { index in
                    tree.detours.contains { $0.directory == index }
                        ? nil : tree.directories[index].offset.adding(UInt64(tree.directories[index].length))
                }
        }
        let descriptors = iso.descriptors.last.map { $0.offset.adding(.sector) } ?? 0
        let known = inPlace + [descriptors] + (low >= 0 ? [ends[low]] : [])
        let last = known.filter { $0 <= first }.max() ?? descriptors
        return DisplacementFacts(bytes: bytes, lastInPlace: last, firstDisplaced: first)
    }

    private static let firstDescriptor: UInt64 = 16 * .sector

    /// The primary descriptor a few sectors from its place, where only others of its set stand.
    private var descriptorsBesideTheirPlace: DisplacementFacts? {
        guard iso.primary == nil, let first = iso.descriptors.first, first.offset == Self.firstDescriptor
        else {
            return nil
        }
        let sector = Int64(.sector as UInt64)
        let distances = (1...16).flatMap { [-$0 * sector, $0 * sector] }
        return distances.first(where: descriptorsMoved).map {
            DisplacementFacts(bytes: $0, lastInPlace: 0, firstDisplaced: Self.firstDescriptor)
        }
    }

    /// Whether the primary descriptor, which belongs into sector 16 (ECMA-119, 6.7.1), was displaced as well.
    private func descriptorsMoved(by bytes: Int64) -> Bool {
        func isPrimary(at offset: Int64) -> Bool {
            guard offset >= 0, let head = try? context.volume.bytes(at: UInt64(offset), count: 6) else {
                return false
            }
            return head.elementsEqual([1] + Array("CD001".utf8))
        }
        let place = Int64(Self.firstDescriptor)
        return isPrimary(at: place + bytes) && !isPrimary(at: place)
    }

    /// A file between two others, as near to the middle as one tells something, and what it tells.
    private func probe(between low: Int, _ high: Int, _ bytes: Int64) -> (index: Int, isDisplaced: Bool)? {
        let middle = (low + high) / 2
        for step in 0..<Self.probes {
            for index in Set([middle - step, middle + step]) where index > low && index < high {
                let (here, there) = (ends(at: ends[index], by: 0), ends(at: ends[index], by: bytes))
                if here != there { return (index, there) }
            }
        }
        return nil
    }
}
