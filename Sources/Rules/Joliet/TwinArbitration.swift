import Bytes
import Checksums
import DiscModel
import FileSystems

/// Two records of one file that differ, and what the rest of the image says of each: which of them is wrong, if anything tells.
struct TwinArbitration {
    enum Side { case left, right }

    /// The record that is wrong; nil where nothing tells.
    private(set) var wrong: Side?
    /// What shows it, as a clause; empty without it.
    private(set) var evidence = ""

    /// What weighs more than the order of the neighbours.
    private static let strong = 4

    private var against: [Side: Int] = [:]
    private var reasons: [Side: (weight: Int, words: String)] = [:]

    init(_ pair: TreePair, _ one: Int, _ other: Int, _ difference: TwinDifference, _ witnesses: TwinWitnesses)
    {
        if difference.field == "kind" {
            for side in [Side.left, .right] {
                if let reason = witnesses.tables(side == .left ? one : other, side, pair) {
                    speak(against: side, Self.strong, reason)
                }
            }
        } else {
            for side in [Side.left, .right] { weigh(side, pair, one, other, witnesses) }
        }
        let (left, right) = (against[.left] ?? 0, against[.right] ?? 0)
        guard left != right else { return }
        let side = left > right ? Side.left : .right
        wrong = side
        evidence = reasons[side]?.words ?? ""
    }

    private mutating func weigh(
        _ side: Side, _ pair: TreePair, _ one: Int, _ other: Int, _ witnesses: TwinWitnesses
    ) {
        let (tree, node) = side == .left ? (pair.left, one) : (pair.right, other)
        let own = RecordOfTree(side == .left ? pair.primary : pair.other, tree, node)
        let twin = RecordOfTree(
            side == .left ? pair.other : pair.primary, side == .left ? pair.right : pair.left,
            side == .left ? other : one)
        let opposite = side == .left ? Side.right : .left
        let records = witnesses.unheard(with: [own, twin], from: opposite)
        switch witnesses.sum(of: own) {
        case .holds(let list):
            speak(against: opposite, Self.strong, "a sum in \(list) is that of the other data")
        case .differs(let list): speak(against: side, Self.strong, "a sum in \(list) is not that of its data")
        case nil: break
        }
        if witnesses.isOutOfOrder(own, in: side == .left ? pair.primary : pair.other) {
            speak(against: side, 1, "it is out of the order in which the other files of its directory lie")
        }
        for extent in tree.extents(of: tree.nodes[node]) where extent.length > 0 {
            if let reason = witnesses.obstacle(to: extent, of: records) {
                speak(against: side, Self.strong, reason)
                return
            }
            if let reason = witnesses.fit(of: extent, besides: records) {
                speak(against: opposite, 2, reason)
            } else if let reason = witnesses.gap(around: extent, besides: records) {
                speak(against: side, 1, reason)
            }
        }
    }

    private mutating func speak(against side: Side, _ weight: Int, _ reason: String) {
        against[side, default: 0] += weight
        // The gravest reason is told.
        if weight > (reasons[side]?.weight ?? 0) { reasons[side] = (weight, reason) }
    }

    /// What stands behind the two values, in a message.
    func words(_ left: String, _ right: String) -> String {
        switch wrong {
        case .left: "; the \(left) tree is wrong, as \(evidence)"
        case .right: "; the \(right) tree is wrong, as \(evidence)"
        case nil: "; nothing tells which is right"
        }
    }
}

/// A directory record, by its tree and slot.
struct RecordOfTree: Hashable {
    let descriptor: UInt64
    let slot: Int

    init(_ tree: ISOTree, _ view: FileTree, _ node: Int) {
        self.init(tree, slot: Int(view.nodes[node].record))
    }

    init(_ tree: ISOTree, slot: Int) {
        descriptor = tree.descriptor.offset
        self.slot = slot
    }
}

/// Records that are not heard when a place is weighed.
struct Unheard {
    fileprivate let own: [RecordOfTree]
    fileprivate let disputed: Set<RecordOfTree>

    func contains(_ record: RecordOfTree) -> Bool { own.contains(record) || disputed.contains(record) }
}

/// What an image says of where its files lie, besides their own records.
struct TwinWitnesses {
    enum Sum: Sendable {
        case holds(String)
        case differs(String)
    }

    private let disc: Disc
    /// The sums of lists, by the record of the file that they were taken of.
    private let sums: [RecordOfTree: Sum]
    /// The records on either side that contradict their twins.
    private let disputed: [TwinArbitration.Side: Set<RecordOfTree>]

    init(_ disc: Disc, _ pair: TreePair, disputed: [(left: Int, right: Int)]) {
        self.disc = disc
        self.disputed = [
            .left: Set(disputed.map { RecordOfTree(pair.primary, pair.left, $0.left) }),
            .right: Set(disputed.map { RecordOfTree(pair.other, pair.right, $0.right) }),
        ]
        var sums: [RecordOfTree: Sum] = [:]
        for checksum in disc.checksums {
            guard case .file(let tree, let node) = checksum.statement.subject,
                let records = disc.isoTree(of: UInt8(clamping: tree)),
                disc.trees[tree].nodes.indices.contains(node)
            else { continue }
            let list = checksum.statement.recorded.path?.escaped ?? "a list"
            let key = RecordOfTree(records, disc.trees[tree], node)
            switch checksum.state {
            case .verified: sums[key] = .holds(list)
            case .mismatch: sums[key] = .differs(list)
            case .open: break
            }
        }
        self.sums = sums
    }

    func sum(of record: RecordOfTree) -> Sum? { sums[record] }

    /// What does not count where the record of one tree is weighed: itself, its twin, and whatever in the tree of its twin is
    /// in question as well.
    func unheard(with own: [RecordOfTree], from opposite: TwinArbitration.Side) -> Unheard {
        Unheard(own: own, disputed: disputed[opposite] ?? [])
    }

    /// Most records in question with which their order is still looked at.
    private static let mostDisputed = 32

    /// Whether a file lies elsewhere than the other files of its directory let expect.
    func isOutOfOrder(_ record: RecordOfTree, in tree: ISOTree) -> Bool {
        let all = disputed.values.reduce(into: Set<Int>()) { slots, records in
            for one in records where one.descriptor == record.descriptor { slots.insert(one.slot) }
        }
        guard all.count <= Self.mostDisputed, tree.slots.indices.contains(record.slot) else { return false }
        let place = tree.record(record.slot).dataOffset(blockSize: tree.blockSize)
        // Among those that nobody disputes, and among all others.
        return [all, [record.slot]].contains { without in
            let order = ExtentOrder(tree, directory: Int(tree.slots[record.slot].directory), without: without)
            return order.allows(record.slot, at: place) == false
        }
    }

    /// Why a file cannot lie in an extent: it is not in the image, or something else lies there.
    func obstacle(to extent: FileTree.Extent, of records: Unheard) -> String? {
        if extent.end > disc.size { return "there the image has ended" }
        let range = extent.offset..<extent.end
        for span in others(in: range, than: records)
        where span.end > extent.offset && span.offset < extent.end {
            // A hard link has the very same bytes.
            if span.owner.isFile, span.offset == extent.offset, span.end == extent.end { continue }
            if !span.owner.isFile, !Self.structures.contains(disc.kind(of: span.owner)) { continue }
            return "there lies the \(disc.words(for: span))"
        }
        return nil
    }

    /// What must not share a byte with a file.
    private static let structures: Set<Claim.Kind> = [
        .systemArea, .partitionTable, .descriptor, .pathTable, .directory, .continuation,
    ]

    /// Whether an extent fills the room between two others: were it wrong, nobody would own these bytes.
    func fit(of extent: FileTree.Extent, besides records: Unheard) -> String? {
        let end = extent.end.roundedUp(to: .sector)
        guard extent.offset > 0,
            let before = others(in: extent.offset - 1..<extent.offset, than: records).first(where: isUsed),
            let after = others(in: end..<end.adding(1), than: records).first(where: {
                isUsed($0) && $0.offset == end
            })
        else { return nil }
        return
            "the other data fills the room between the \(disc.words(for: before)) and the \(disc.words(for: after))"
    }

    private func isUsed(_ span: DiscMap.Span) -> Bool {
        span.owner.isFile || disc.kind(of: span.owner) != .padding
    }

    /// Whether an extent leaves room to its neighbours, as those of a program that writes file after file do not.
    func gap(around extent: FileTree.Extent, besides records: Unheard) -> String? {
        let end = extent.end.roundedUp(to: .sector)
        if others(in: end..<end.adding(1), than: records).isEmpty,
            let next = disc.map.spans[disc.map.spans.partitioningIndex { $0.offset >= end }...].first(where: {
                isOther($0, than: records)
            }), case .file = next.owner
        {
            return
                "it leaves \((next.offset - end).sectorsNeeded.of("sector")) to the \(disc.words(for: next))"
        }
        if extent.offset > 0, others(in: extent.offset - 1..<extent.offset, than: records).isEmpty {
            return "nothing lies before it"
        }
        return nil
    }

    private func others(in range: Range<UInt64>, than records: Unheard) -> [DiscMap.Span] {
        disc.map.spans(in: range).filter { isOther($0, than: records) }
    }

    private func isOther(_ span: DiscMap.Span, than records: Unheard) -> Bool {
        guard let (tree, slot) = disc.record(of: span) else { return true }
        return !records.contains(RecordOfTree(tree, slot: slot))
    }

    /// Why a node cannot be a file, or a directory: the path table of its tree says otherwise.
    func tables(_ node: Int, _ side: TwinArbitration.Side, _ pair: TreePair) -> String? {
        let (tree, view) = side == .left ? (pair.primary, pair.left) : (pair.other, pair.right)
        let slot = Int(view.nodes[node].record)
        guard tree.slots.indices.contains(slot), let table = tree.mainTable(.l) else { return nil }
        let record = tree.record(slot)
        let isListed = table.records.contains { $0.extent == record.extent.read }
        switch view.nodes[node].kind {
        case .directory: return isListed ? nil : "its path table does not list that directory"
        case .file: return isListed ? "its path table lists that directory" : nil
        default: return nil
        }
    }
}
