import Bytes
import FileSystems

/// Finds records of one directory that have the same name, without comparing each with each.
///
/// Directories are nearly always sorted, so that equal names are neighbours and one comparison for each record is
/// enough; only where the order breaks, the names of that directory are put into a table.
struct RepeatedNames {
    /// Negative when the first name comes before the second, zero when they are the same.
    let compare: (ArraySlice<UInt8>, ArraySlice<UInt8>) -> Int
    /// Equal for equal names.
    let hash: (ArraySlice<UInt8>) -> Int

    /// Calls `body` with every record whose name an earlier one of the directory has, and with that earlier one.
    func each(in tree: ISOTree, _ directory: Int, _ body: (_ earlier: Int, _ slot: Int) -> Void) {
        // In nearly every directory each name plainly comes behind the one before.
        let inDoubt: RecordTraits = [.unsorted, .unusualIdentifier]
        guard !tree.directories[directory].traits.isDisjoint(with: inDoubt) else { return }
        let slots = tree.slots(of: directory)
        // "." and ".." come first, and nowhere else.
        var name: ArraySlice<UInt8> = []
        for slot in slots.dropFirst(2) {
            guard slot == slots.lowerBound + 2 || Self.isOther(tree, slot, behind: slot - 1) else { continue }
            let next = tree.identifier(slot)
            let isDot = next.count == 1 && next[next.startIndex] < 2
            guard !isDot, compare(name, next) < 0 else { return search(slots, tree, body) }
            name = next
        }
    }

    private func search(_ slots: Range<Int>, _ tree: ISOTree, _ body: (Int, Int) -> Void) {
        var known: [Int: Int] = [:]
        known.reserveCapacity(slots.count)
        for slot in slots where slot == slots.lowerBound || Self.isOther(tree, slot, behind: slot - 1) {
            let name = tree.identifier(slot)
            let key = hash(name)
            if let earlier = known[key] {
                if compare(tree.identifier(earlier), name) == 0 { body(earlier, slot) }
            } else {
                known[key] = slot
            }
        }
    }

    /// Whether a record begins something new: not another section of the same file (6.5.1), and no associated file,
    /// which has the name of its file (9.1.6).
    private static func isOther(_ tree: ISOTree, _ slot: Int, behind before: Int) -> Bool {
        let flags = DirectoryRecord.Flags(rawValue: tree.byte(DirectoryRecord.flags.offset, ofRecord: slot))
        let flagsBefore = DirectoryRecord.Flags(
            rawValue: tree.byte(DirectoryRecord.flags.offset, ofRecord: before))
        if flags.contains(.associated) || flagsBefore.contains(.associated) { return false }
        return !flagsBefore.contains(.multiExtent)
    }
}
