import Bytes
import Checksums
import Digests
import DiscModel
import Readers

/// Finds out what later programs changed in the first blocks of a session. Some write there by design: isohybrid into the
/// system area, isomd5sum and tagmedia into the application use area. Where the sum of a superblock tag holds with these
/// bytes as they were before, nothing else changed, and the other sums can do without them as well.
enum SuperblockCheck {
    /// Blocks of a superblock: the system area and its descriptors.
    private static let longest: UInt64 = 128

    static func tags(_ tags: [LibisofsTag], _ volume: Window) -> [LibisofsFacts.Tag] {
        var changes: [UInt64: [LibisofsFacts.LaterChange]] = [:]
        for tag in tags where tag.kind == .superblock || tag.kind == .relocated {
            changes[tag.start] = self.changes(tag, volume)
        }
        return tags.map { tag in
            let own = changes[tag.start] ?? []
            let isFirst = tag.kind == .superblock || tag.kind == .relocated
            let request = DigestRequest(.md5, of: [tag.range], fills: own.map(\.fill))
            return .init(tag: tag, changes: isFirst ? own : [], request: request)
        }
    }

    /// Empty when the sum holds as it is, or with none of the known changes.
    private static func changes(_ tag: LibisofsTag, _ volume: Window) -> [LibisofsFacts.LaterChange] {
        guard (1...longest).contains(tag.count),
            let bytes = try? volume.bytes(at: tag.range.lowerBound, count: Int(tag.count * .sector)),
            bytes.count == tag.range.count, RunningDigest.digest(.md5, of: bytes) != tag.sum
        else { return [] }
        for area in [nil] + areas(tag.range.lowerBound, bytes) {
            for use in [nil] + uses(tag.range.lowerBound, bytes) {
                let tried = [area, use].compactMap(\.self)
                guard !tried.isEmpty else { continue }
                var before = bytes
                for change in tried { before.fill(change.fill, from: tag.range.lowerBound) }
                if RunningDigest.digest(.md5, of: before) == tag.sum { return tried }
            }
        }
        return []
    }

    /// What may have been zero before a boot loader or partition table was written, the least first.
    private static func areas(_ start: UInt64, _ bytes: [UInt8]) -> [LibisofsFacts.LaterChange?] {
        let isBootSector = bytes[510] == 0x55 && bytes[511] == 0xAA
        return [(440, 446), (0, 446), (0, 512), (0, 32_768)].map { (low: UInt64, high: UInt64) in
            let what = high == 32_768 ? "the system area" : "the master boot record"
            return .init(
                what: what, fill: .init(start + low..<start + high, with: 0), isOnPurpose: isBootSector)
        }
    }

    private static func uses(_ start: UInt64, _ bytes: [UInt8]) -> [LibisofsFacts.LaterChange?] {
        let first = 16 * .sector + 883
        guard bytes.count >= first + 512 else { return [] }
        let text = String(decoding: bytes[first..<first + 512], as: UTF8.self)
        let isTag = text.contains("ISO MD5SUM = ") || text.contains("sum=")
        let range = start + UInt64(first)..<start + UInt64(first) + 512
        return [0x20, 0].map {
            .init(
                what: "the application use area of the primary descriptor", fill: .init(range, with: $0),
                isOnPurpose: isTag)
        }
    }
}

extension [UInt8] {
    /// Writes over what a fill covers; the first byte has offset `start`.
    fileprivate mutating func fill(_ fill: DigestRequest.Fill, from start: UInt64) {
        let range = fill.range.clamped(to: start..<start + UInt64(count))
        for offset in range { self[Int(offset - start)] = fill.byte }
    }
}
