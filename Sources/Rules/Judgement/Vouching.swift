import Bytes
import Checksums
import Containers
import Digests
public import DiscModel
import Sectors

/// How much of the content of the files is vouched for by a checksum that held, and by which: what an OK is worth.
public struct Vouching: Sendable, Hashable {
    /// Bytes of the files; those that several files share count once.
    public let content: UInt64
    /// Bytes of them that a checksum covers which held.
    public let vouched: UInt64
    /// The checksums that held and cover some of them, in words such as "/md5sum.txt".
    public let witnesses: [DisplayName]

    /// Nil where there are no files, or nobody read their content.
    init?(of disc: Disc) {
        guard disc.facts(DigestFacts.self) != nil else { return nil }
        let files = Self.united(disc.map.spans.lazy.filter { $0.owner.isFile }.map { $0.offset..<$0.end })
        content = Self.count(files)
        guard content > 0 else { return nil }
        let isPlain = disc.facts(ContainerFacts.self)?.isPlain ?? true
        var held: [Range<UInt64>] = []
        var witnesses: [DisplayName] = []
        for group in ChecksumGroup.all(of: disc) {
            let ranges = group.checksums.filter { $0.state == .verified }.map(\.statement.request).flatMap {
                switch $0.feed {
                case .data: $0.ranges
                case .payload: Self.stored($0.ranges, in: disc)
                case .files where group.origin == .container:
                    Self.areAllUnpacked(group, disc) ? [0..<disc.size] : []
                // A sum over the file of a container is one over the disc only where the file is nothing else.
                case .files: isPlain ? $0.ranges : []
                }
            }
            guard Self.shared(files, Self.united(ranges)) > 0 else { continue }
            held += ranges
            let name = Self.name(of: group, in: disc)
            if !witnesses.contains(name) { witnesses.append(name) }
        }
        DVDisasterSubject.each(in: disc) { subject in
            guard let range = subject.soundRange else { return }
            let known = Self.shared(files, Self.united(held))
            guard Self.shared(files, Self.united(held + [range])) > known else { return }
            held.append(range)
            witnesses.append(DisplayName("the CRC-32 of each sector by dvdisaster"))
        }
        vouched = Self.shared(files, Self.united(held))
        self.witnesses = witnesses
    }

    /// The bytes of the disc that a digest covers which a container records of what it unpacks to: the same ones where that is nothing but
    /// sectors, and otherwise all, if it covers everything.
    private static func unpacked(_ ranges: [Range<UInt64>], _ disc: Disc) -> [Range<UInt64>] {
        guard let container = disc.facts(ContainerFacts.self), let payload = container.payload else {
            return []
        }
        if container.spans.count == 1, let extent = container.spans.first?.extent, extent.layout == .plain,
            extent.offset == 0, extent.first == 0
        {
            return ranges
        }
        return ranges == [0..<payload.blocks.size] ? [0..<disc.size] : []
    }

    /// Whether all files that a descriptor names were unpacked and have the sums that they record.
    private static func areAllUnpacked(_ group: ChecksumGroup, _ disc: Disc) -> Bool {
        guard let container = disc.facts(ContainerFacts.self) else { return false }
        return group.verified == group.checksums.count && group.verified == container.files.count - 1
    }

    private static func name(of group: ChecksumGroup, in disc: Disc) -> DisplayName {
        switch group.origin {
        case .isomd5sum: DisplayName("the implanted MD5")
        case .tagmedia: DisplayName("the SUSE tag")
        case .libisofsTag: DisplayName("the tags of libisofs")
        case .libisofsFile: DisplayName("the MD5 sums of libisofs")
        case .dvdisaster: DisplayName("the MD5 that dvdisaster recorded")
        case .container: DisplayName(stored(group, in: disc))
        case .payloadList, .sidecar, .jigdo: group.list ?? DisplayName("a list")
        }
    }

    /// What a digest of what was unpacked vouches for: not for sectors that nobody could read, in whose place zeros were summed.
    private static func stored(_ ranges: [Range<UInt64>], in disc: Disc) -> [Range<UInt64>] {
        guard let evidence = disc.facts(ContainerFacts.self)?.ewf else { return unpacked(ranges, disc) }
        let bytes = evidence.bytesPerSector
        var (reached, ranges): (UInt64, [Range<UInt64>]) = (0, [])
        for lost in evidence.unread {
            let start = min(disc.size, lost.lowerBound.times(bytes))
            if start > reached { ranges.append(reached..<start) }
            reached = max(reached, min(disc.size, lost.upperBound.times(bytes)))
        }
        return reached < disc.size ? ranges + [reached..<disc.size] : ranges
    }

    /// What the container calls the digest of a group.
    private static func stored(_ group: ChecksumGroup, in disc: Disc) -> String {
        let recorded = disc.facts(ContainerFacts.self)?.payload?.recorded ?? []
        let names = recorded.filter { $0.digest.algorithm == group.algorithm }.map(\.name)
        return names.count == 1 ? names[0] : "the \(group.algorithm.title) in the container"
    }

    // MARK: Ranges

    /// Ranges in order, without overlap.
    private static func united(_ ranges: some Sequence<Range<UInt64>>) -> [Range<UInt64>] {
        var united: [Range<UInt64>] = []
        for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) where !range.isEmpty {
            if let last = united.last, range.lowerBound <= last.upperBound {
                united[united.count - 1] = last.lowerBound..<max(last.upperBound, range.upperBound)
            } else {
                united.append(range)
            }
        }
        return united
    }

    private static func count(_ ranges: [Range<UInt64>]) -> UInt64 {
        ranges.reduce(0) { $0 + ($1.upperBound - $1.lowerBound) }
    }

    /// Bytes that lie in both.
    private static func shared(_ left: [Range<UInt64>], _ right: [Range<UInt64>]) -> UInt64 {
        var (sum, at): (UInt64, Int) = (0, 0)
        for range in left {
            while at < right.count, right[at].upperBound <= range.lowerBound { at += 1 }
            var next = at
            while next < right.count, right[next].lowerBound < range.upperBound {
                let part = right[next].clamped(to: range)
                sum += part.upperBound - part.lowerBound
                next += 1
            }
        }
        return sum
    }
}
