import Bytes
import SectorCodes

/// Unpacks an ECM file: the codes of sectors are computed when they are asked for.
struct ECMBlocks: PackedBlocks {
    let source: any ByteSource
    let records: ECMRecords

    private static let sector = 2352

    var size: UInt64 { records.size }
    /// Blocks are ours: some sectors, so that not every one costs a read of the file.
    var blockBytes: UInt64 { 16 * UInt64(Self.sector) }

    func unpack(_ number: UInt64) throws(ReadFailure) -> [UInt8] {
        let start = number * blockBytes
        return try unpacked(start..<min(size, start + blockBytes))
    }

    /// A unit of a record, or a run of bytes, that a range of what is unpacked touches.
    private struct Part {
        let kind: ECMRecords.Kind
        let stored: Range<UInt64>
        let unpacked: UInt64
    }

    /// The bytes of a range, whose data lies together in the file but for the heads between.
    private func unpacked(_ range: Range<UInt64>) throws(ReadFailure) -> [UInt8] {
        let parts = parts(of: range)
        guard let first = parts.first, let last = parts.last else { return [] }
        let from = first.stored.lowerBound
        let packed: [UInt8]
        do throws(ReadFailure) {
            packed = try source.bytes(at: from, count: Int(last.stored.upperBound - from))
        } catch {
            throw ReadFailure(offset: range.lowerBound, count: range.count, reason: error.reason)
        }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(range.count + 2 * Self.sector)
        var sector = [UInt8](repeating: 0, count: Self.sector)
        for part in parts {
            let start = Int(part.stored.lowerBound - from)
            let end = Int(part.stored.upperBound - from)
            guard end <= packed.count else {
                throw ReadFailure(
                    offset: range.lowerBound, count: range.count, reason: "the ECM file became shorter")
            }
            Self.unpack(packed[start..<end], part.kind, &sector, to: &bytes)
        }
        let skipped = Int(range.lowerBound - min(range.lowerBound, first.unpacked))
        if skipped == 0, bytes.count == range.count { return bytes }
        return Array(bytes.dropFirst(skipped).prefix(range.count))
    }

    private func parts(of range: Range<UInt64>) -> [Part] {
        guard var index = records.index(at: range.lowerBound) else { return [] }
        var parts: [Part] = []
        while index < records.records.count, records.records[index].unpacked < range.upperBound {
            let record = records.records[index]
            let kind = record.kind
            let end = record.unpacked + UInt64(record.count) * kind.unpacked
            let wanted = max(range.lowerBound, record.unpacked)..<min(range.upperBound, end)
            let first = (wanted.lowerBound - record.unpacked) / kind.unpacked
            let last = (wanted.upperBound - record.unpacked + kind.unpacked - 1) / kind.unpacked
            if kind == .bytes {
                parts.append(
                    Part(
                        kind: kind, stored: record.stored + first..<record.stored + last,
                        unpacked: record.unpacked + first))
            } else {
                for unit in first..<last {
                    let start = record.stored + unit * kind.stored
                    parts.append(
                        Part(
                            kind: kind, stored: start..<start + kind.stored,
                            unpacked: record.unpacked + unit * kind.unpacked))
                }
            }
            index += 1
        }
        return parts
    }

    private static func unpack(
        _ packed: ArraySlice<UInt8>, _ kind: ECMRecords.Kind, _ sector: inout [UInt8], to bytes: inout [UInt8]
    ) {
        switch kind {
        case .bytes: bytes += packed
        case .mode1:
            sector.replaceSubrange(12..<15, with: packed.prefix(3))
            sector[15] = 1
            sector.replaceSubrange(16..<2064, with: packed.dropFirst(3))
            sector.replaceSubrange(2068..<2076, with: repeatElement(0, count: 8))
            SectorEncoder.completeCodes(&sector, form: .mode1)
            bytes += sector
        case .form1, .form2:
            sector.replaceSubrange(12..<16, with: [0, 0, 0, 2])
            sector.replaceSubrange(16..<20, with: packed.prefix(4))
            sector.replaceSubrange(20..<20 + packed.count, with: packed)
            SectorEncoder.completeCodes(&sector, form: kind == .form1 ? .mode2form1 : .mode2form2)
            bytes += sector[16...]
        }
    }
}
