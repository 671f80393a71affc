import Bytes
import Digests
import DiscModel

/// The hunks of a CHD, in its file or in the parent.
struct Hunks: PackedBlocks {
    /// Hunks that are the same as another one, one behind the other.
    private static let sameLimit = 8
    private static let leastCount = 64

    let chd: CHDDescription
    let source: any ByteSource
    let map: HunkMap
    let parent: BlockStore?

    /// What the map leads to: where it ends early, the header may tell of any number of bytes that nobody can read. Of a map that leads
    /// nowhere a beginning is kept, which is then told to be lost.
    var size: UInt64 {
        min(chd.logicalBytes, UInt64(max(map.entries.count, Self.leastCount)).times(chd.hunkBytes))
    }
    var blockBytes: UInt64 { chd.hunkBytes }

    func unpack(_ number: UInt64) throws(ReadFailure) -> [UInt8] {
        let count = Int(chd.hunkBytes)
        var place = number
        for _ in 0..<Self.sameLimit {
            guard place < UInt64(map.entries.count) else {
                throw failure(
                    number,
                    "the map of the CHD \(place == number ? "ends before" : "leads behind") hunk \(number)")
            }
            let entry = map.entries[Int(place)]
            switch entry.kind {
            case .same:
                guard entry.place != place else {
                    throw failure(number, "hunk \(number) of the CHD is said to be the same as itself")
                }
                place = entry.place
            case .absent: return [UInt8](repeating: 0, count: count)
            case .parent: return try inherited(entry, number)
            case .pattern:
                let pattern = (0..<8).map { UInt8(truncatingIfNeeded: entry.place >> UInt64(56 - 8 * $0)) }
                return (0..<count).map { pattern[$0 % 8] }
            case .unknown:
                throw failure(number, "hunk \(number) of the CHD is stored in a way that is not known")
            case .stored, .codec0, .codec1, .codec2, .codec3:
                return try stored(entry, number)
            }
        }
        throw failure(
            number, "hunk \(number) of the CHD is said to be the same as others that lead in circles")
    }

    private func inherited(_ entry: HunkMap.Entry, _ number: UInt64) throws(ReadFailure) -> [UInt8] {
        guard let parent else {
            throw failure(
                number, "hunk \(number) of the CHD lies in its parent, another CHD that is not there")
        }
        let bytes: [UInt8]
        do throws(ReadFailure) {
            bytes = try parent.bytes(at: entry.place.times(chd.unitBytes), count: Int(chd.hunkBytes))
        } catch {
            throw failure(
                number, "hunk \(number) of the CHD lies in its parent, of which this holds: \(error.reason)")
        }
        guard bytes.count == Int(chd.hunkBytes) || number + 1 == chd.hunkCount else {
            throw failure(number, "hunk \(number) of the CHD lies behind the end of its parent")
        }
        return bytes + [UInt8](repeating: 0, count: Int(chd.hunkBytes) - bytes.count)
    }

    private func stored(_ entry: HunkMap.Entry, _ number: UInt64) throws(ReadFailure) -> [UInt8] {
        let count = Int(chd.hunkBytes)
        guard Int(entry.length) <= 2 * count else {
            throw failure(number, "hunk \(number) of the CHD is said to take \(entry.length) bytes")
        }
        let packed = try source.bytes(at: entry.place, count: Int(entry.length))
        guard packed.count == Int(entry.length) else {
            throw failure(number, "hunk \(number) of the CHD lies behind the end of the file")
        }
        var bytes = packed
        if entry.kind != .stored {
            let slot = Int(entry.kind.rawValue)
            guard let codec = chd.codecs[slot], codec != .unknown else {
                throw failure(
                    number,
                    "hunk \(number) of the CHD is compressed in a way that is not known (slot \(slot))")
            }
            guard let unpacked = codec.unpack(packed[...], count: count) else {
                throw failure(
                    number,
                    "hunk \(number) of the CHD is damaged: its \(codec.rawValue) data cannot be unpacked")
            }
            bytes = unpacked
        }
        guard bytes.count == count else {
            throw failure(
                number,
                "hunk \(number) of the CHD is \(UInt64(bytes.count).of("byte")) long, and hunks have \(count)"
            )
        }
        if let crc = entry.crc, crc != sum(bytes) {
            throw failure(
                number, "hunk \(number) of the CHD is damaged: its CRC-\(chd.isOld ? "32" : "16") is wrong")
        }
        return bytes
    }

    private func sum(_ bytes: [UInt8]) -> UInt32 {
        chd.isOld ? unsafe ZlibCRC.of(bytes.span.bytes) : UInt32(HunkCRC.of(bytes))
    }
}
