import Bytes
import DiscModel
import Synchronization

/// Unpacks an Apple disk image. Runs have any length, so that what is counted as blocks is ours; the last runs are kept unpacked.
final class DMGBlocks: PackedBlocks {
    let size: UInt64
    /// Small, so that a run that is damaged takes little else with it.
    let blockBytes: UInt64 = 8192
    private let source: any ByteSource
    private let map: DMGMap
    private let kept = Mutex(Kept())

    private struct Kept {
        var runs: [(sector: UInt64, bytes: [UInt8])] = []
        /// The one that could not be unpacked last, and why.
        var failed: (sector: UInt64, reason: String)?
    }

    /// What a run may unpack to: hdiutil makes runs of 256 KiB to 1 MiB.
    static let runLimit: UInt64 = 32 << 20

    init(_ source: any ByteSource, _ map: DMGMap) {
        self.source = source
        self.map = map
        size = map.unpackedBytes
    }

    func unpack(_ number: UInt64) throws(ReadFailure) -> [UInt8] {
        let start = number * blockBytes
        let end = min(size, start + blockBytes)
        var bytes: [UInt8] = []
        bytes.reserveCapacity(Int(end - start))
        var index = map.index(at: start / DMGDescription.sector) ?? 0
        while UInt64(bytes.count) < end - start {
            let at = start + UInt64(bytes.count)
            guard index < map.runs.count else {
                bytes += [UInt8](repeating: 0, count: Int(end - at))
                break
            }
            let run = map.runs[index]
            let (from, to) = (run.sector * DMGDescription.sector, run.end * DMGDescription.sector)
            if at < from {
                // Left out by the tables, which is told.
                bytes += [UInt8](repeating: 0, count: Int(min(from, end) - at))
            } else if at < to {
                bytes += try part(of: run, at - from..<min(end, to) - from)
            } else {
                index += 1
            }
        }
        return bytes
    }

    private func failure(_ run: DMGMap.Run, _ reason: String) -> ReadFailure {
        ReadFailure(offset: run.sector * DMGDescription.sector, count: 0, reason: reason)
    }

    /// Bytes of what a run unpacks to.
    private func part(of run: DMGMap.Run, _ range: Range<UInt64>) throws(ReadFailure) -> ArraySlice<UInt8> {
        switch run.packing {
        case .zeros, .leftOut, .comment, .end: return [UInt8](repeating: 0, count: range.count)[...]
        case .plain:
            guard range.upperBound <= run.bytes else {
                throw failure(
                    run,
                    "the run at sector \(run.sector) of the DMG is said to be stored as it is in \(run.bytes.of("byte"))"
                )
            }
            let bytes = try source.bytes(at: run.offset.adding(range.lowerBound), count: range.count)
            guard bytes.count == range.count else {
                throw failure(
                    run, "the run at sector \(run.sector) of the DMG lies behind the end of the file")
            }
            return bytes[...]
        case .adc, .zlib, .bzip2, .lzfse, .lzma:
            return try unpacked(run)[Int(range.lowerBound)..<Int(range.upperBound)]
        }
    }

    private func unpacked(_ run: DMGMap.Run) throws(ReadFailure) -> [UInt8] {
        let result = kept.withLock { kept -> Result<[UInt8], ReadFailure> in
            if let known = kept.runs.last(where: { $0.sector == run.sector }) { return .success(known.bytes) }
            if let failed = kept.failed, failed.sector == run.sector {
                return .failure(failure(run, failed.reason))
            }
            do throws(ReadFailure) {
                let bytes = try fresh(run)
                if kept.runs.count >= 2 { kept.runs.removeFirst() }
                kept.runs.append((run.sector, bytes))
                return .success(bytes)
            } catch {
                kept.failed = (run.sector, error.reason)
                return .failure(error)
            }
        }
        return try result.get()
    }

    private func fresh(_ run: DMGMap.Run) throws(ReadFailure) -> [UInt8] {
        let name = "the run at sector \(run.sector) of the DMG"
        let count = run.sectors * DMGDescription.sector
        if run.packing == .lzfse {
            throw failure(
                run, "\(name) is packed by LZFSE, which isocheck does not unpack (hdiutil convert can)")
        }
        guard count <= Self.runLimit, run.bytes <= 2 * Self.runLimit else {
            throw failure(
                run,
                "\(name) is said to unpack from \(run.bytes) to \(count) bytes, and \(Self.runLimit) are unpacked at once"
            )
        }
        let packed = try source.bytes(at: run.offset, count: Int(run.bytes))
        guard UInt64(packed.count) == run.bytes else {
            throw failure(run, "\(name) lies behind the end of the file")
        }
        guard let bytes = run.packing.unpack(packed[...], count: Int(count)) else {
            throw failure(
                run, "\(name) is damaged: its \(run.packing.name) data cannot be unpacked to \(count) bytes")
        }
        return bytes
    }
}
