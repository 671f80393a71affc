import Bytes
import DiscModel

// What can be told once every name is known.

extension HFSWalk {
    /// Holds the count of names in each file that has several against those that lead to it (TN1150, Hard Links).
    func countNames(_ volume: inout HFSVolume) {
        // A name that leads nowhere leaves a count that is too large.
        guard !hasLostName else { return }
        for (number, index) in linked.sorted(by: { $0.key < $1.key }) {
            let (entry, found) = (entries[index], names[number] ?? 0)
            let recorded = entry.data.u32be(44)
            guard recorded != found else { continue }
            var place = entry.place(44, 4)
            place.path = entry.shownPath
            volume.report(.linkCount, place, "\(recorded)", "\(found)")
        }
    }

    /// Extents and extended attributes of files that are not there.
    func findOrphans(_ volume: inout HFSVolume) {
        let known = Set(entries.map(\.id))
        // The volume's own files; number 5 has the blocks that are not to be used.
        let own: ClosedRange<UInt32> = 1...15
        for (id, records) in volume.overflow.sorted(by: { $0.key.file < $1.key.file })
        where id.attribute == nil && !own.contains(id.file) && !known.contains(id.file) {
            guard let first = records.first else { continue }
            volume.report(
                .overflowOrphan,
                Place(offset: first.place, length: 12, field: "extents overflow file/record"),
                "\(id.file)", "the number of a file")
        }
        for owner in attributes.owners where !own.contains(owner.file) && !known.contains(owner.file) {
            volume.report(
                .attributeOrphan, Place(offset: owner.offset + 4, length: 4, field: "attributes file/record"),
                "\(owner.file)", "the number of a file")
        }
    }

    func findOverlaps(_ volume: inout HFSVolume) {
        var paths: [UInt32: Int]?
        volume.findOverlaps { fork in
            if paths == nil {
                paths = Dictionary(
                    tree.nodes.indices.dropFirst().compactMap { node in
                        let record = Int(tree.nodes[node].record)
                        return entries.indices.contains(record) ? (entries[record].id, node) : nil
                    }, uniquingKeysWith: { first, _ in first })
            }
            return paths?[fork.file].map { tree.path(of: $0) }
        }
    }
}
