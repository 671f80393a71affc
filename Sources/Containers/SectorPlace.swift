import Bytes
import SectorCodes

/// What the header of a raw sector tells about where the sector belongs, scrambled or not.
struct SectorPlace {
    /// LBA; negative in the first pregap.
    let lba: LBA
    /// 0, 1 or 2.
    let mode: UInt8
    let isScrambled: Bool

    /// What scrambling changes the four bytes behind the sync pattern by (ECMA-130, annex B).
    private static let scrambling: [UInt8] = [0x01, 0x80, 0x00, 0x60]

    /// Reads the header at `at`; nil if it is none.
    init?(_ record: Record, at: Int) {
        guard at >= 0, at + 4 <= record.count else { return nil }
        let bytes = Array(record.slice(at, 4))
        let scrambled = zip(bytes, Self.scrambling).map { $0 ^ $1 }
        for (candidate, isScrambled) in [(bytes, false), (scrambled, true)] {
            guard let header = unsafe try? SectorHeader(candidate.span.bytes, at: 0),
                let lba = header.msf?.lba,
                let mode = header.mode
            else { continue }
            (self.lba, self.mode, self.isScrambled) = (LBA(clamping: lba), mode, isScrambled)
            return
        }
        return nil
    }
}
