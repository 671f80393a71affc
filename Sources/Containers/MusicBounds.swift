import Bytes
import SectorCodes
import Sectors

/// Tells audio from data in raw sectors of which no sheet says where tracks begin: only data has synchronisation patterns.
struct MusicBounds {
    let source: any ByteSource
    let leading: UInt64
    let layout: SectorLayout
    let count: UInt64
    /// LBA of the first sector.
    let lba: LBA

    /// Sectors of the shortest track that a disc may have, four seconds (Red Book). Less is damage.
    static let shortest: UInt64 = 300
    /// Sectors that are looked at all over the file, and those between two of them where the kind changes.
    private static let samples: UInt64 = 256

    /// The first sector of the audio behind the data, which is none where there is no such sector.
    func end() throws(OpeningFailure) -> UInt64 {
        guard count > Self.shortest, try !isSync(count - 1) else { return count }
        let step = max(1, count / Self.samples)
        var first = count - 1
        while first >= step, try !isSync(first - step) { first -= step }
        while first > 0, try !isSync(first - 1) { first -= 1 }
        guard first > 0, count - first >= Self.shortest, try !isBlank(from: first), try mayEnd(at: first),
            try !isDisplaced(from: first)
        else { return count }
        return first
    }

    /// The same where a track of audio follows, so that few sectors are enough to tell that it begins too late.
    func endBeforeAudio() throws(OpeningFailure) -> UInt64 {
        guard count > 0, try !isSync(count - 1) else { return count }
        var first = count - 1
        while first > 0, count - first <= Self.shortest, try !isSync(first - 1) { first -= 1 }
        guard first > 0, count - first <= Self.shortest, try !isBlank(from: first),
            try volumeEnd().map({ $0 <= lba + first }) ?? false, try !isDisplaced(from: first)
        else { return try end() }
        return first
    }

    /// Whether the volume ends behind a sector. That of CD-ROM XA may count the whole disc, and tells nothing.
    func volumeGoesOn(to lba: LBA) throws(OpeningFailure) -> Bool {
        try volumeEnd().map { $0 > lba } ?? false
    }

    /// The sector behind the last of the volume, by its primary descriptor; nil where that may count the audio as well.
    private func volumeEnd() throws(OpeningFailure) -> LBA? {
        guard let sixteenth = UInt64(exactly: LBA(16) - lba), sixteenth < count else { return nil }
        let descriptor = try source.record(at: offset(sixteenth).adding(layout.prefix), count: 1_032)
        guard descriptor.u8(0) == 1, descriptor.has("CD001", at: 1), !descriptor.has("CD-XA001", at: 1_024)
        else { return nil }
        return LBA(clamping: descriptor.u32le(80))
    }

    /// Whether patterns go on beside their place: bytes were lost or put in, and what follows is data.
    private func isDisplaced(from first: UInt64) throws(OpeningFailure) -> Bool {
        let start = offset(first) - min(offset(first), 12)
        let bytes = try source.record(at: start, count: Int(2 * layout.stride))
        var at = 1
        while let next = bytes.index(of: 0xFF, from: at) {
            if bytes.isSync(next - 1) { return true }
            at = next + 1
        }
        return false
    }

    /// Whether the volume may end before a sector. Of CD-ROM XA it may count the whole disc, with its audio.
    private func mayEnd(at sector: UInt64) throws(OpeningFailure) -> Bool {
        guard let sixteenth = UInt64(exactly: LBA(16) - lba), sixteenth < count else { return true }
        let descriptor = try source.record(
            at: offset(sixteenth).adding(layout.prefix), count: 1_032)
        guard descriptor.u8(0) == 1, descriptor.has("CD001", at: 1) else { return true }
        let end = LBA(clamping: descriptor.u32le(80)) - lba
        return end <= Int64(clamping: sector) || descriptor.has("CD-XA001", at: 1_024)
    }

    private func isBlank(from first: UInt64) throws(OpeningFailure) -> Bool {
        let step = max(1, (count - first) / Self.samples)
        for sector in stride(from: first, to: count, by: UInt64.Stride(step)) {
            if try !source.record(at: offset(sector), count: 2352).isFilled(with: 0) { return false }
        }
        return true
    }

    private func isSync(_ sector: UInt64) throws(OpeningFailure) -> Bool {
        try source.record(at: offset(sector), count: 12).isSync()
    }

    private func offset(_ sector: UInt64) -> UInt64 { leading.adding(sector.times(layout.stride)) }

    /// The sectors of audio before the first one of data in a file that begins with audio; nil for any other file.
    static func sectorsBeforeData(in source: any ByteSource) throws(OpeningFailure) -> UInt64? {
        let count = source.size / 2352
        guard source.size % 2352 == 0, count > shortest else { return nil }
        func header(_ sector: UInt64) throws(OpeningFailure) -> LBA? {
            let head = try source.record(at: sector.times(2352), count: 16)
            return head.isSync() ? SectorPlace(head, at: 12)?.lba : nil
        }
        let step = max(1, count / samples)
        for sample in stride(from: step, to: count, by: UInt64.Stride(step)) {
            guard let here = try header(sample) else { continue }
            var first = sample
            while first > 0, try header(first - 1) != nil { first -= 1 }
            // Two sectors that count on are no chance.
            let other = sample > first ? sample - 1 : sample + 1
            guard first >= shortest, other < count, let beside = try header(other),
                beside - here == Int64(other) - Int64(sample)
            else { return nil }
            // Zeros are a pregap, or what a program puts before an image.
            let begin = MusicBounds(
                source: source, leading: 0, layout: SectorLayout(form: .audio, part: .whole), count: first,
                lba: 0)
            return try begin.isBlank(from: 0) ? nil : first
        }
        return nil
    }
}
