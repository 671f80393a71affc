import Bytes

/// A rescued image and the map that tells which of its bytes were really read. What the map calls bad is unreadable, what
/// it calls anything else but finished was not tried; the bytes there are not looked at.
public final class MappedReadback: Readback {
    private let rescued: any Readback
    private let map: RescueMap

    public init(_ rescued: any Readback, map: RescueMap) {
        self.rescued = rescued
        self.map = map
    }

    /// Bad sectors at the end of the disc may never have been written to the file.
    public var size: UInt64 { max(rescued.size, map.size) }
    public var sectorsPerRead: Int { rescued.sectorsPerRead }
    public var sectorsPerBlock: Int { 1 }
    public var canVary: Bool { false }
    public var manner: String { rescued.manner + ", as far as its rescue map calls it finished" }
    public var identity: String? { rescued.identity }

    public func read(_ first: UInt64, count: Int, into buffer: SectorBuffer, at index: Int) -> ReadOutcome {
        let sector: UInt64 = .sector
        let (good, next, status) = finished(from: first, count)
        guard good < count else { return rescued.read(first, count: count, into: buffer, at: index) }
        var outcome = ReadOutcome(sectors: 0)
        if good > 0 { outcome = rescued.read(first, count: good, into: buffer, at: index) }
        guard outcome.fault == nil else { return outcome }
        let bad = first + UInt64(good)
        // A sector belongs to the run when any of its bytes does.
        outcome.faultSectors = Int(
            clamping: min(UInt64(count - good), max(1, next / sector - min(bad, next / sector))))
        outcome.fault =
            bad.times(sector) >= size
            ? ReadbackFault(.pastEnd, "end of file")
            : status == .bad
                ? ReadbackFault(.unreadable, "bad in the rescue map", sector: bad)
                : ReadbackFault(.notRescued, "not finished in the rescue map", sector: bad)
        return outcome
    }

    /// Sectors from `first` on of which every byte is finished; then where the status of the next one ends, and what it is.
    private func finished(from first: UInt64, _ count: Int) -> (Int, UInt64, RescueMap.Status) {
        let sector: UInt64 = .sector
        let start = first.times(sector)
        let stop = min(start.adding(UInt64(count).times(sector)), max(start, size))
        var at = start
        while at < stop {
            let (status, end) = map.status(at: at)
            if status != .finished { return (Int(clamping: (at - start) / sector), end, status) }
            at = end
        }
        if stop < start.adding(UInt64(count).times(sector)), stop.isMultiple(of: sector) {
            return (Int(clamping: (stop - start) / sector), stop, .notTried)
        }
        return (count, stop, .finished)
    }

    public func dropCache(of sector: UInt64) {}
}
