import Bytes
import DiscModel

/// Where the data of a file lies: its allocation descriptors, followed through their extents (ECMA-167, 4/12).
struct UDFAllocation {
    /// A run of blocks with so many bytes of the file, or a hole of so many bytes.
    struct Piece {
        let runs: [UDFSpace.Run]
        /// The block in which it begins, counted in its partition.
        let block: UInt32
        let length: UInt64
        let recording: UDFAddress.Recording
    }

    private(set) var pieces: [Piece] = []
    /// Where the data is embedded: bytes of the entry.
    private(set) var embedded: Range<Int>?
    /// Places of the extents that hold further descriptors.
    private(set) var chain: [UDFDescriptor] = []
    /// What does not hold, with the byte of the entry at which it stands.
    private(set) var troubles: [(kind: UDFFault.Kind, recorded: String, found: String)] = []

    /// Bytes of all pieces.
    var length: UInt64 { embedded.map { UInt64($0.count) } ?? pieces.reduce(0) { $0.adding($1.length) } }

    /// Descriptors of a file that are followed, and extents that hold them.
    private static let (limit, chainLimit) = (1 << 20, 1 << 16)

    init(of entry: UDFEntry, _ blocks: inout UDFBlocks, _ space: UDFSpace) {
        let range = entry.descriptors
        let held = entry.record.count
        if range.upperBound > held {
            troubles.append((.entryLength, "\(range.upperBound) bytes", "at most \(held) bytes"))
        }
        guard let kind = entry.allocation, kind != .extended else {
            troubles.append((.allocationKind, "\(entry[UDFEntry.flags] & 7)", "0, 1 or 3"))
            return
        }
        if kind == .embedded {
            embedded = min(range.lowerBound, held)..<min(range.upperBound, held)
            return
        }
        var bytes = entry.record.part(range.lowerBound, range.count)
        var seen: Set<UInt64> = []
        let size = kind == .short ? 8 : 16
        var at = 0
        while at + size <= bytes.count, pieces.count < Self.limit {
            let address = UDFAddress(
                bytes.slice(at, size), reference: kind == .short ? entry.reference : nil)
            at += size
            guard address.length > 0 else { break }
            guard address.recording == .continuation else {
                add(address, blocks.size, space)
                continue
            }
            guard let run = space.runs(UInt64(address.block), 1, in: address.reference)?.first,
                seen.insert(run.block).inserted, chain.count < Self.chainLimit,
                let descriptor = blocks.descriptor(run.block, counted: address.block),
                descriptor.isCredible(.allocationExtent)
            else {
                troubles.append(
                    (
                        .extentChain, "block \(address.block)",
                        "an allocation extent descriptor that was not read before"
                    ))
                break
            }
            chain.append(descriptor)
            bytes = descriptor.record.part(24, Int(min(descriptor.record.u32le(20), UInt32(blocks.size))))
            at = 0
        }
    }

    private mutating func add(_ address: UDFAddress, _ blockSize: UInt64, _ space: UDFSpace) {
        let length = UInt64(address.length)
        guard address.recording == .recorded else {
            pieces.append(Piece(runs: [], block: address.block, length: length, recording: address.recording))
            return
        }
        let count = (length + blockSize - 1) / blockSize
        guard space.length(of: address.reference) != nil else {
            troubles.append(
                (
                    .noPartition, "partition reference \(address.reference)",
                    "\(space.parts.count.of("partition"))"
                ))
            pieces.append(Piece(runs: [], block: address.block, length: length, recording: .recorded))
            return
        }
        guard let runs = space.runs(UInt64(address.block), count, in: address.reference) else {
            troubles.append(
                (
                    .outsidePartition, "block \(address.block) and \(count.of("block"))",
                    "\(space.length(of: address.reference)?.of("block") ?? "no blocks")"
                ))
            pieces.append(Piece(runs: [], block: address.block, length: length, recording: .recorded))
            return
        }
        pieces.append(Piece(runs: runs, block: address.block, length: length, recording: .recorded))
    }

    /// Blocks of all pieces that are recorded.
    func blocksRecorded(_ blockSize: UInt64) -> UInt64 {
        pieces.reduce(0) {
            $1.recording == .recorded ? $0.adding(($1.length + blockSize - 1) / blockSize) : $0
        }
    }
}
