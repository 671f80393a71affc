import Bytes
import DiscModel
import Readers

// What entries hold, and where it stands.
extension UDFWalk {
    /// The runs of blocks of an entry.
    func runs(of entry: UDFEntry) -> [UDFSpace.Run] {
        var reader = blocks
        return UDFAllocation(of: entry, &reader, space).pieces.flatMap(\.runs)
    }

    /// What an entry that was deleted still leads to.
    mutating func left(of entry: UDFEntry, _ block: UInt64) -> UDFDeleted.File {
        let allocation = UDFAllocation(of: entry, &blocks, space)
        let size = entry[UDFEntry.informationLength]
        if let embedded = allocation.embedded {
            let start = entry.offset + UInt64(embedded.lowerBound)
            let held = min(size, UInt64(embedded.count))
            return UDFDeleted.File(
                block: block, size: size, offset: start,
                extents: held > 0 ? [FileTree.Extent(offset: start, length: held, slack: 0)] : [])
        }
        var left = size
        var extents: [FileTree.Extent] = []
        for run in allocation.pieces.flatMap(\.runs).prefix(Self.pieceLimit) where left > 0 {
            let held = min(left, run.count.times(blocks.size))
            let slack = held.roundedUp(to: blocks.size) &- held
            extents.append(
                FileTree.Extent(
                    offset: window.placed(blocks.offset(run.block)), length: held,
                    slack: UInt32(clamping: slack)))
            left -= held
        }
        return UDFDeleted.File(block: block, size: size, offset: extents.first?.offset, extents: extents)
    }

    /// Pieces that are kept of a deleted file.
    private static let pieceLimit = 1_000

    /// What an entry holds, up to a limit.
    mutating func content(of entry: UDFEntry, upTo limit: UInt64) -> [UInt8] {
        let allocation = UDFAllocation(of: entry, &blocks, space)
        if let embedded = allocation.embedded { return Array(entry.record.slice(embedded)) }
        var bytes: [UInt8] = []
        var left = min(limit, entry[UDFEntry.informationLength])
        for run in allocation.pieces.flatMap(\.runs) where left > 0 {
            let part = min(left, run.count.times(blocks.size))
            guard let read = try? window.bytes(at: blocks.offset(run.block), count: Int(part)), !read.isEmpty
            else { break }
            bytes += read
            left -= part
        }
        return bytes
    }

    /// Where bytes of a directory stand in the image, and in which block of its partition.
    struct Pieces {
        var parts: [(from: Int, offset: UInt64, block: UInt32)] = []
        var blockSize: UInt64 = .sector

        func place(_ at: Int) -> (offset: UInt64, block: UInt32) {
            guard let part = parts.last(where: { $0.from <= at }) else { return (0, 0) }
            let inside = UInt64(at - part.from)
            return (part.offset + inside, part.block &+ UInt32(clamping: inside / blockSize))
        }
    }

    mutating func directoryData(of entry: UDFEntry, _ node: Int32) -> ([UInt8], Pieces) {
        let allocation = UDFAllocation(of: entry, &blocks, space)
        check(entry, allocation, node)
        var pieces = Pieces(blockSize: blocks.size)
        if let embedded = allocation.embedded {
            // Entries in an entry are counted by its own block.
            pieces.blockSize = .max
            pieces.parts = [(0, entry.offset + UInt64(embedded.lowerBound), entry.block)]
            let length = min(embedded.count, Int(clamping: entry[UDFEntry.informationLength]))
            return (Array(entry.record.slice(embedded.lowerBound, length)), pieces)
        }
        var bytes: [UInt8] = []
        var left = min(entry[UDFEntry.informationLength], UInt64(max(0, bytesLeft)))
        for descriptor in allocation.chain {
            let record = descriptor.record
            faults(of: descriptor, node)
            owned.append(
                (.descriptor, record.offset, 24 + UInt64(record.u32le(20)), node, "UDF allocation extent of"))
        }
        for piece in allocation.pieces {
            var block = piece.block
            for run in piece.runs {
                let part = min(left, run.count.times(blocks.size))
                defer { block &+= UInt32(clamping: run.count) }
                guard part > 0 else { continue }
                owned.append(
                    (.directory, window.placed(blocks.offset(run.block)), part, node, "UDF directory"))
                guard let read = try? window.bytes(at: blocks.offset(run.block), count: Int(part)) else {
                    gap(
                        .readFailed,
                        Place(
                            offset: window.placed(blocks.offset(run.block)), length: part, tree: .udf,
                            path: tree.path(of: Int(node))), "reading \(part) bytes")
                    return (bytes, pieces)
                }
                if UInt64(read.count) < part {
                    gap(
                        .pastEnd,
                        Place(
                            offset: window.placed(blocks.offset(run.block)), length: part, tree: .udf,
                            path: tree.path(of: Int(node))),
                        "\(part - UInt64(read.count)) of \(part) bytes lie behind the end of the image")
                }
                pieces.parts.append((bytes.count, window.placed(blocks.offset(run.block)), block))
                bytes += read
                left -= part
            }
        }
        bytesLeft -= bytes.count
        return (bytes, pieces)
    }
}
