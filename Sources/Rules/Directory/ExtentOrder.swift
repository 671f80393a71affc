import Bytes
import FileSystems

/// Whether the files of a directory lie behind one another in the order of their records, as most programs write them, and where
/// one of them fits into that order.
struct ExtentOrder {
    private let places: [(slot: Int, block: UInt64)]
    private let isKept: Bool

    /// Files needed to speak of an order.
    private static let fewest = 4

    /// - Parameter disputed: slots that do not count, because their places are in question.
    init(_ tree: ISOTree, directory: Int, without disputed: Set<Int>) {
        let places = tree.slots(of: directory).compactMap { slot -> (slot: Int, block: UInt64)? in
            guard !disputed.contains(slot) else { return nil }
            let record = tree.record(slot)
            guard !record.isDirectory, record.dataLength.read > 0 else { return nil }
            return (slot, record.dataOffset(blockSize: tree.blockSize))
        }
        self.places = places
        let steps = zip(places, places.dropFirst())
        // Hard links and boot images stand out of the order.
        let inOrder = steps.count { $0.block < $1.block }
        isKept = places.count >= Self.fewest && inOrder * 10 >= (places.count - 1) * 9
    }

    /// Whether a file whose record is in `slot` keeps the order at a byte; nil where there is none to keep.
    func allows(_ slot: Int, at offset: UInt64) -> Bool? {
        guard isKept else { return nil }
        let next = places.partitioningIndex { $0.slot > slot }
        let before = next > 0 ? places[next - 1].block : nil
        let after = next < places.count ? places[next].block : nil
        if let before, let after, before >= after { return nil }
        return before.map { $0 < offset } ?? true && after.map { offset < $0 } ?? true
    }
}
