import Bytes
import DiscModel

/// What the partition references of a volume lead to: blocks counted in a partition become blocks of the volume
/// (ECMA-167, 3/10.7; UDF 2.2.8 to 2.2.10).
struct UDFSpace {
    enum Part {
        case physical(start: UInt64, length: UInt64)
        /// Some packets lie elsewhere: the first block of each, in the partition, and where it is in the volume.
        case sparable(start: UInt64, length: UInt64, packet: UInt64, moved: [UInt64: UInt64])
        /// An entry for each block: where it is in the physical partition.
        case virtual(start: UInt64, length: UInt64, entries: [UInt32])
        /// The blocks of the metadata file, in order, as runs of the volume.
        case metadata([Run])
        case unknown
    }

    struct Run: Hashable {
        let block: UInt64
        let count: UInt64
    }

    var parts: [Part] = []

    /// Blocks that a partition has.
    func length(of reference: UInt16) -> UInt64? {
        guard parts.indices.contains(Int(reference)) else { return nil }
        switch parts[Int(reference)] {
        case .physical(_, let length), .sparable(_, let length, _, _): return length
        case .virtual(_, _, let entries): return UInt64(entries.count)
        case .metadata(let runs): return runs.reduce(0) { $0.adding($1.count) }
        case .unknown: return nil
        }
    }

    /// Where so many blocks lie, as runs of the volume; nil where the partition has not all of them.
    func runs(_ block: UInt64, _ count: UInt64, in reference: UInt16) -> [Run]? {
        guard let length = length(of: reference), block <= length, count <= length - block else { return nil }
        switch parts[Int(reference)] {
        case .physical(let start, _): return [Run(block: start.adding(block), count: count)]
        case .sparable(let start, _, let packet, let moved):
            return Self.runs(block, count, start, packet, moved)
        case .virtual(let start, let held, let entries):
            guard count <= 1_024 else { return nil }
            var runs: [Run] = []
            for entry in entries[Int(block)..<Int(block + count)] {
                guard entry != UInt32.max, UInt64(entry) < held else { return nil }
                Self.add(Run(block: start.adding(UInt64(entry)), count: 1), to: &runs)
            }
            return runs
        case .metadata(let all): return Self.part(of: all, block, count)
        case .unknown: return nil
        }
    }

    private static func runs(
        _ block: UInt64, _ count: UInt64, _ start: UInt64, _ packet: UInt64, _ moved: [UInt64: UInt64]
    ) -> [Run] {
        guard !moved.isEmpty, packet > 0 else { return [Run(block: start.adding(block), count: count)] }
        var runs: [Run] = []
        var at = block
        let end = block + count
        while at < end {
            let first = at / packet * packet
            // A table has few entries, so that most packets are found to be in place at once.
            guard let next = moved.keys.filter({ $0 + packet > at && $0 < end }).min() else {
                add(Run(block: start.adding(at), count: end - at), to: &runs)
                break
            }
            if next > at {
                add(Run(block: start.adding(at), count: next - at), to: &runs)
                at = next
                continue
            }
            let held = min(end, first + packet) - at
            add(Run(block: (moved[next] ?? 0).adding(at - first), count: held), to: &runs)
            at += held
        }
        return runs
    }

    private static func part(of all: [Run], _ block: UInt64, _ count: UInt64) -> [Run] {
        var (skip, left): (UInt64, UInt64) = (block, count)
        var runs: [Run] = []
        for run in all where left > 0 {
            guard skip < run.count else {
                skip -= run.count
                continue
            }
            let held = min(left, run.count - skip)
            add(Run(block: run.block.adding(skip), count: held), to: &runs)
            (skip, left) = (0, left - held)
        }
        return runs
    }

    /// Neighbours are one run.
    static func add(_ run: Run, to runs: inout [Run]) {
        if let last = runs.last, last.block.adding(last.count) == run.block {
            runs[runs.count - 1] = Run(block: last.block, count: last.count.adding(run.count))
        } else {
            runs.append(run)
        }
    }
}
