import Bytes
import SectorCodes
import Sectors

/// Tells by measurement what sectors at an offset of a file look like: synchronisation patterns, headers and subheaders
/// for raw ones, volume descriptors for those without.
struct SectorProbe {
    let source: any ByteSource

    /// What a raw sector of `stride` bytes at `offset` shows.
    struct Sight {
        var layout: SectorLayout
        /// LBA in its header, where one is stored.
        var lba: LBA?
    }

    /// What stands at `offset`: the distance between two synchronisation patterns, if there is one of the known sizes.
    func syncStride(at offset: UInt64) throws(OpeningFailure) -> UInt64? {
        let window = try source.record(at: offset, count: 2448 + 12)
        guard window.isSync() else { return nil }
        let strides = [2352, 2368, 2448].filter { window.isSync($0) }
        // A file may end with its only sector.
        return strides.first.map(UInt64.init) ?? (source.size - offset < 2368 ? 2352 : nil)
    }

    /// The layout of whole raw sectors at `offset`, `stride` bytes apart, by the header of the first that is not blank;
    /// `mode2mixed` for Mode 2, whose subheaders tell the form sector by sector. Nil without a header.
    func raw(at offset: UInt64, stride: UInt64) throws(OpeningFailure) -> Sight? {
        let first = try source.record(at: offset, count: 24)
        guard first.isSync(), let header = SectorPlace(first, at: 12) else { return nil }
        var mode = header.mode
        // Mode 0 is blank: the form is that of the sectors behind it.
        for number in 1...160 as ClosedRange<UInt64> where mode == 0 {
            let next = try source.record(at: offset.adding(number.times(stride)), count: 16)
            guard next.isSync(), let found = SectorPlace(next, at: 12) else { break }
            mode = found.mode
        }
        let form: SectorForm = mode == 2 ? .mode2mixed : .mode1
        guard var layout = SectorLayout(form: form, stride: stride) else { return nil }
        layout.isScrambled = header.isScrambled
        return Sight(layout: layout, lba: header.lba)
    }

    /// What the bytes at `offset` look like, beginning from what a container says they are. Nil when they contradict it in
    /// no way that can be told.
    ///
    /// - Parameter pregap: sectors before INDEX 01, which may be of another kind than the track.
    func measure(at offset: UInt64, declared: SectorLayout, pregap: UInt64 = 0) throws(OpeningFailure)
        -> Sight?
    {
        let begin = offset.adding(pregap.times(declared.stride))
        if declared.form == .audio { return try dataInAudio(at: begin, behind: pregap) }
        if let stride = try syncStride(at: offset), let sight = try raw(at: offset, stride: stride) {
            return sight
        }
        let whole = declared.part == .whole
        let candidates: [SectorLayout] =
            whole
            ? [.plain, SectorLayout(form: .mode2mixed, part: .afterHeader)].compactMap(\.self)
            : [
                declared, .plain, SectorLayout(form: .mode2mixed, part: .afterHeader),
                SectorLayout(form: .mode2form1, part: .subheaderAndForm1Data),
                SectorLayout(form: .mode2mixed, part: .subheaderAndForm2Data),
            ]
        for layout in candidates where try holdsDescriptors(layout, from: offset) {
            return Sight(layout: layout, lba: nil)
        }
        return whole ? try audioInData(at: begin, declared) : nil
    }

    /// Sectors that are looked at before a track is taken for another kind than it is said to be.
    private static let kindSamples: UInt64 = 32

    /// What a track of audio is whose first sectors have nearly all a pattern and a header: data. Scrambled ones are data as audio
    /// has to hold it, and are left alone.
    private func dataInAudio(at begin: UInt64, behind pregap: UInt64) throws(OpeningFailure) -> Sight? {
        guard let stride = try syncStride(at: begin), var sight = try raw(at: begin, stride: stride),
            !sight.layout.isScrambled
        else { return nil }
        let patterns = try patterns(from: begin, stride: stride)
        guard patterns.found * 4 >= patterns.looked * 3 else { return nil }
        sight.lba = sight.lba.map { $0 - Int64(clamping: pregap) }
        return sight
    }

    /// Audio, where none of the first sectors of a track of data has a pattern and they are no zeros.
    private func audioInData(at begin: UInt64, _ declared: SectorLayout) throws(OpeningFailure) -> Sight? {
        let patterns = try patterns(from: begin, stride: declared.stride)
        guard patterns.looked == Self.kindSamples, patterns.found == 0, !patterns.isBlank else { return nil }
        return Sight(
            layout: SectorLayout(form: .audio, part: .whole, subchannel: declared.subchannel), lba: nil)
    }

    /// How many of the first sectors have a pattern, and whether all of them are zeros.
    private func patterns(from begin: UInt64, stride: UInt64) throws(OpeningFailure)
        -> (looked: UInt64, found: UInt64, isBlank: Bool)
    {
        var result: (looked: UInt64, found: UInt64, isBlank: Bool) = (0, 0, true)
        for number in 0..<Self.kindSamples {
            let sector = try source.record(at: begin.adding(number.times(stride)), count: 2352)
            guard sector.count == 2352 else { break }
            result.looked += 1
            if sector.isSync() { result.found += 1 }
            if !sector.isFilled(with: 0) { result.isBlank = false }
        }
        return result
    }

    /// Whether volume descriptors stand in sectors 16 and 17 from `offset` on, if the sectors are laid out so.
    func holdsDescriptors(_ layout: SectorLayout, from offset: UInt64) throws(OpeningFailure) -> Bool {
        for sector in [16, 17] as [UInt64] {
            let at = offset.adding(sector * layout.stride + layout.prefix)
            let head = try source.record(at: at, count: 14)
            guard head.has("CD001", at: 1) || head.has("CDROM", at: 9) || head.has("CD-I ", at: 1) else {
                return false
            }
        }
        return true
    }

    /// Whether a volume may begin at `offset`: a descriptor stands in sector 16 or 17, be it a damaged one, or those of UDF do.
    func mayHoldVolume(_ layout: SectorLayout, from offset: UInt64) throws(OpeningFailure) -> Bool {
        for sector in [16, 17] as [UInt64] {
            let at = offset.adding(sector * layout.stride + layout.prefix)
            let head = try source.record(at: at, count: 16)
            if VolumeSignature.recognised(in: head.slice(0, 16)) || head.has("BEA01", at: 1) { return true }
        }
        return false
    }

    /// Whether the descriptor that comes first in its set stands in sector 16 from `offset` on, or those of UDF or CD-i.
    func beginsVolume(_ layout: SectorLayout, from offset: UInt64) throws(OpeningFailure) -> Bool {
        let at = offset.adding(16 * layout.stride + layout.prefix)
        let head = try source.record(at: at, count: 16)
        if head.has("CD001", at: 1) || head.has("CD-I ", at: 1) { return head.u8(0) == 1 }
        return head.has("BEA01", at: 1) || head.has("CDROM", at: 9) && head.u8(8) == 1
    }

    /// Sectors of a track that are searched for what should stand at its beginning: more than any gap between sessions has.
    private static let searched: UInt64 = 20_000

    /// How many sectors stand before the one that descriptors count as the first of their volume, where they do not stand at
    /// the beginning.
    func sectorsBeforeVolume(_ layout: SectorLayout, from offset: UInt64, count: UInt64)
        throws(OpeningFailure)
        -> UInt64?
    {
        for sector in 17..<max(17, min(count, Self.searched)) {
            let at = offset.adding(sector.times(layout.stride)).adding(layout.prefix)
            let head = try source.record(at: at, count: 6)
            if head.u8(0) == 1, head.has("CD001", at: 1) { return sector - 16 }
        }
        return nil
    }

    /// The first raw sector of a track whose header tells an LBA, where blank ones stand before it.
    func firstHeader(from offset: UInt64, stride: UInt64, count: UInt64) throws(OpeningFailure)
        -> (index: UInt64, lba: LBA)?
    {
        for index in 0..<min(count, Self.searched) {
            let head = try source.record(at: offset.adding(index.times(stride)), count: 16)
            guard head.isSync() else { continue }
            return SectorPlace(head, at: 12).map { (index, $0.lba) }
        }
        return nil
    }

    /// The LBA of the first sector of a volume as its own block numbers have it: the root directory names itself in its first
    /// record (ECMA-119, 6.8.2.2), so the sector in which it is found tells.
    func recordedStart(_ layout: SectorLayout, from offset: UInt64, count: UInt64) throws(OpeningFailure)
        -> LBA?
    {
        let primary = try source.record(
            at: offset.adding(16 * layout.stride).adding(layout.prefix), count: 200)
        guard primary.u8(0) == 1, primary.has("CD001", at: 1), primary.u16le(128) == UInt16(Int.sector) else {
            return nil
        }
        let root = primary.u32le(158)
        for sector in 17..<max(17, min(count, Self.searched)) {
            let at = offset.adding(sector.times(layout.stride)).adding(layout.prefix)
            let record = try source.record(at: at, count: 34)
            if record.u8(0) >= 34, record.u8(32) == 1, record.u8(33) == 0, record.u8(25) & 2 != 0,
                record.u32le(2) == root
            {
                return LBA(Int64(root)) - sector
            }
        }
        return nil
    }
}
