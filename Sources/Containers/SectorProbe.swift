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
        var lba: Int64?
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
    func measure(at offset: UInt64, declared: SectorLayout) throws(OpeningFailure) -> Sight? {
        if let stride = try syncStride(at: offset), let sight = try raw(at: offset, stride: stride) {
            return sight
        }
        guard declared.form != .audio else { return nil }
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
        return nil
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
}
