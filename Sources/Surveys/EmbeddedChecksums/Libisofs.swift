import Bytes
import Checksums
import Digests
public import DiscModel
import FileSystems
public import Readers

/// Reads the checksums of libisofs: follows the tags from session to session, and the attributes of the files to their
/// sums.
public struct Libisofs: WindowReader {
    public static let needs: [any Facts.Type] = [ISO9660Facts.self]
    public static let roles: Set<InnerWindow.Role> = [.disc]

    public init() {}

    public func read(_ context: WindowContext) -> LibisofsFacts? {
        guard let iso = context.known.facts(ISO9660Facts.self) else { return nil }
        let volume = context.window
        let array = iso.isoTree(.iso9660).flatMap { ChecksumArray($0) }
        var walk = TagWalk(volume: volume, limits: context.limits)
        walk.run(behind: iso.behindDescriptors.offset / .sector, array)
        let files = array.map { FileSums($0, volume, context.known) }
        guard !walk.tags.isEmpty || !walk.broken.isEmpty || files != nil else { return nil }
        let tags = SuperblockCheck.tags(walk.tags, volume)
        return LibisofsFacts(
            tags: tags, broken: walk.broken, array: files?.array, arrayProblem: files?.problem,
            statements: tags.map(Self.statement) + (files?.statements ?? []))
    }

    private static func statement(_ tag: LibisofsFacts.Tag) -> ChecksumStatement {
        let name =
            switch tag.tag.kind {
            case .superblock: "the descriptors of the session at LBA \(tag.tag.start)"
            case .relocated: "the descriptors in sector 16"
            case .tree: "the directories of the session at LBA \(tag.tag.start)"
            case .session: "the session at LBA \(tag.tag.start)"
            }
        return ChecksumStatement(
            .libisofsTag, of: .range(name), expected: tag.tag.sum, request: tag.request,
            recorded: tag.tag.place)
    }
}

/// Goes from tag to tag.
private struct TagWalk {
    let volume: Window
    let limits: Limits
    private(set) var tags: [LibisofsTag] = []
    private(set) var broken: [LibisofsFacts.BrokenTag] = []
    private var seen: Set<UInt64> = []

    /// A medium has at most 99 sessions. In a file they begin at multiples of 32 blocks, and the first of an image that
    /// can be grown at block 32.
    private static let sessionLimit = 99
    private static let unit: UInt64 = 32

    init(volume: Window, limits: Limits) {
        self.volume = volume
        self.limits = limits
    }

    /// - Parameter behind: the block behind the descriptors that begin in sector 16.
    mutating func run(behind: UInt64, _ array: ChecksumArray?) {
        let first = tag(at: behind, .superblock, isDue: false)
        var start: UInt64
        let active: UInt64
        if let first, first.kind == .relocated {
            active = first.next ?? Self.unit
            start = Self.unit
        } else {
            active = 0
            start = follow(first).map { $0 / Self.unit * Self.unit + Self.unit } ?? .max
        }
        for _ in 0..<Self.sessionLimit {
            if let end = session(at: start) {
                start = end / Self.unit * Self.unit + Self.unit
            } else if start < active {
                start = active
            } else {
                break
            }
        }
        if let array { lookBehind(array) }
    }

    /// The tags of the session that starts at a block; gives its last block.
    private mutating func session(at start: UInt64) -> UInt64? {
        var block = start.adding(16)
        let end = block.adding(UInt64(limits.descriptors))
        guard bytes(block).has("CD001", at: 1) else { return nil }
        while block < end, bytes(block).has("CD001", at: 1) { block += 1 }
        return follow(tag(at: block, .superblock, isDue: false)) ?? block
    }

    /// From a superblock tag over the tree tag to the session tag; gives the block of the last.
    private mutating func follow(_ superblock: LibisofsTag?) -> UInt64? {
        guard let superblock, superblock.kind == .superblock, let next = superblock.next else { return nil }
        guard let tree = tag(at: next, .tree, isDue: true), let last = tree.next else { return next }
        _ = tag(at: last, .session, isDue: true)
        return last
    }

    /// The session tag follows the array; it is looked for there when the way to it is broken.
    private mutating func lookBehind(_ array: ChecksumArray) {
        let length = array.count.times(array.size)
        guard length > 0, length <= ChecksumArray.longest else { return }
        let block = array.block.adding(length.sectorsNeeded)
        guard !seen.contains(block) else { return }
        _ = tag(at: block, .session, isDue: true)
    }

    /// The tag in a block, kept when its line is sound. One that is not is noted, and still shows the way if it can.
    ///
    /// - Parameter isDue: whether something says that there must be one.
    private mutating func tag(at block: UInt64, _ kind: LibisofsTag.Kind, isDue: Bool) -> LibisofsTag? {
        guard seen.insert(block).inserted else { return nil }
        let bytes = bytes(block)
        let place = Place(offset: block.times(.sector), length: .sector, field: "libisofs tag")
        guard let tag = LibisofsTag(bytes, block: block) else {
            // libisofs strikes out the first letter when it adds a session without sums to a medium with sums.
            guard isDue || bytes.first != 0 else { return nil }
            let isTrace = LibisofsTag.isTrace(bytes)
            if isDue || isTrace {
                let fault = isTrace ? "is garbled" : "is not there"
                broken.append(.init(kind: kind, place: place, fault: fault))
            }
            return nil
        }
        if tag.isTrusted {
            tags.append(tag)
        } else {
            let fault =
                tag.position != block
                ? "says that it stands in block \(tag.position), not \(block)"
                : "does not match the sum of its own line"
            broken.append(.init(kind: tag.kind, place: tag.place, fault: fault))
        }
        return tag
    }

    private func bytes(_ block: UInt64) -> [UInt8] {
        // What cannot be read holds no tag; the scan names the bad sector.
        (try? volume.bytes(at: block.times(.sector), count: .sector)) ?? []
    }
}
